"""The window: menus, the rail, the head, and the places; what is dropped on it, and how it is closed."""

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMainWindow, QVBoxLayout, QWidget

from mmdesk.app.actions import Actions
from mmdesk.app.drops import archive_in, can_take
from mmdesk.app.head import Head
from mmdesk.app.help_menu import HelpMenu
from mmdesk.app.message_line import MessageLine
from mmdesk.app.next_step import NextStep
from mmdesk.app.places import Places
from mmdesk.app.services.session import Session
from mmdesk.app.system.dialogs import size_at_first
from mmdesk.app.system.taskbar import TaskbarProgress
from mmdesk.app.system.theme import Theme
from mmdesk.app.text_size import TextSizeActions
from mmdesk.app.training_progress import TrainingProgress
from mmdesk.app.widgets.rail import Rail

FIRST_SIZE = 1180, 760
MIN_SIZE = 800, 480
SORTING_MILLISECONDS = 400
"""Looking through dropped files that takes no longer is not told."""


class MainWindow(QMainWindow):
    """Joins the places with menus, drops and the life of the window."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self.session = session
        self._theme = theme
        self.asks_before_closing = True
        self.setWindowTitle("mmdesk")
        self.setAcceptDrops(True)
        self.setMinimumSize(*MIN_SIZE)
        self.actions_ = Actions(session, theme, self)
        self.text_size = TextSizeActions(session.settings, theme, self)
        self.places = Places(session, theme)
        self.rail = Rail()
        self.head = Head(session, self.actions_)
        self.message = MessageLine()
        self.next_step = NextStep(session)
        self.sorting = self._sorting_line()
        self._sorting_long = QTimer(self, singleShot=True, interval=SORTING_MILLISECONDS)
        self._sorting_long.timeout.connect(self.sorting.show)
        self.help_menu = self._build_menus()
        self.setCentralWidget(self._content())
        self._fill_rail()
        self._listen()
        self._model_changed()
        if not self.restoreGeometry(session.settings.geometry):
            size_at_first(self, *FIRST_SIZE)
        self.go_to(min(session.settings.place, len(self.places.entries) - 1))
        TrainingProgress(self, session.training, TaskbarProgress())
        self._dress()
        theme.changed.connect(self._dress)

    def _listen(self) -> None:
        session = self.session
        self._theme.changed.connect(self._draw_rail)
        self.head.card_wanted.connect(self.help_menu.show_about_model)
        session.dropped_badly.connect(self._say)
        session.sorting_changed.connect(self._sorting_changed)
        session.model_changed.connect(self._model_changed)
        session.place_wanted.connect(self.go_to_named)
        session.card_wanted.connect(self.help_menu.show_about_model)
        session.collection.changed.connect(self._tell_title)

    @Slot()
    def _dress(self) -> None:
        self.setStyleSheet(self._theme.sheet)

    def _content(self) -> QWidget:
        content = QWidget()
        content.setObjectName("page")
        columns = QHBoxLayout(content)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(0)
        columns.addWidget(self.rail)
        rows = QVBoxLayout()
        rows.setSpacing(0)
        rows.addWidget(self.head)
        rows.addWidget(self.message)
        rows.addWidget(self.sorting)
        rows.addWidget(self.places, 1)
        rows.addWidget(self.next_step)
        columns.addLayout(rows, 1)
        return content

    def _sorting_line(self) -> QLabel:
        line = QLabel(self.tr("Looking through the files…"))
        line.setProperty("kind", "soft")
        line.setWordWrap(True)
        line.setContentsMargins(20, 0, 20, 6)
        line.hide()
        return line

    def _fill_rail(self) -> None:
        for entry in self.places.entries:
            self.rail.add(entry.title)
        self._draw_rail()
        self.rail.chosen.connect(self.go_to)

    @Slot()
    def _draw_rail(self) -> None:
        for number, entry in enumerate(self.places.entries):
            self.rail.set_icon(number, self._theme.icon(entry.name))

    def _build_menus(self) -> HelpMenu:
        actions, bar = self.actions_, self.menuBar()
        file = bar.addMenu(self.tr("&File"))
        file.addActions([actions.open_files, actions.clear_all])
        file.addSeparator()
        file.addAction(actions.quit)
        edit = bar.addMenu(self.tr("&Edit"))
        edit.addActions([actions.paste, actions.copy_answer])
        edit.addSeparator()
        edit.addActions(list(actions.shown.values()))
        bar.addMenu(actions.model_menu)
        view = bar.addMenu(self.tr("&View"))
        view.addActions(actions.appearances.actions())
        view.addSeparator()
        view.addActions(self.text_size.actions)
        view.addSeparator()
        view.addMenu(self.tr("&Possible classes and numbers")).addActions(actions.coverages.actions())
        view.addMenu(self.tr("&Language")).addActions(actions.languages.actions())
        help_menu = HelpMenu(self.session, actions.open_log, self, self.places.build_next)
        bar.addMenu(help_menu)
        return help_menu

    @Slot(int)
    def go_to(self, number: int) -> None:
        """Show the place with this number."""
        before = self.places.number
        self.places.show_place(number)
        if number != before:
            self.message.tell("")  # it belongs to the page on which it came
        entry = self.places.entries[number]
        self.rail.set_current(number)
        self.head.show_at(entry)
        self.next_step.show_at(entry.name)
        learning = self.session.learning
        (learning.go_on if self.places.current is self.places.classify else learning.pause)()
        self.places.current.begin()

    @Slot(str)
    def go_to_named(self, name: str) -> None:
        """Show the place with this name, such as "data"."""
        self.go_to(self.places.number_of(name))

    @Slot(str)
    def _say(self, text: str) -> None:
        self.message.tell(text)

    @Slot(bool)
    def _sorting_changed(self, sorting: bool) -> None:
        if sorting:
            self._sorting_long.start()
        else:
            self._sorting_long.stop()
            self.sorting.hide()

    @Slot()
    def _model_changed(self) -> None:
        if self.session.model_problem or self.session.opening:
            self._say(self.session.model_problem)
        self._tell_title()

    @Slot()
    def _tell_title(self) -> None:
        """Project and model, so that one window is told from another in the taskbar."""
        view = self.session.collection.view
        names = " · ".join(filter(None, (view.name if view else "", self.session.model_title)))
        self.setWindowTitle(f"{names} – mmdesk" if names else "mmdesk")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if can_take(event.mimeData()):
            event.acceptProposedAction()
            self.places.current.set_dropping(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.places.current.set_dropping(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.places.current.set_dropping(False)
        event.acceptProposedAction()
        if archive_in(event.mimeData()):
            self.go_to_named("data")  # which asks where it is to be unpacked, and opens it for all places
        self.places.current.offer(event.mimeData())

    def keep_place(self) -> None:
        """Remember where the window is, and which of its places is shown."""
        self.session.settings.geometry = self.saveGeometry()
        self.session.settings.place = self.places.number

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.asks_before_closing and self.session.training.under_way:
            event.ignore()
            self._ask_to_leave()
            return
        self.keep_place()
        event.accept()

    def _ask_to_leave(self) -> None:
        from mmdesk.app.leaving import LeaveQuestion

        if not self.findChild(LeaveQuestion):
            question = LeaveQuestion(self)
            question.confirmed.connect(self.close_at_once)
            question.open()

    @Slot()
    def close_at_once(self) -> None:
        """Close without asking."""
        self.asks_before_closing = False
        self.close()
