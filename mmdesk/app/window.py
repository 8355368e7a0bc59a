"""The window: menus, the rail, the head with the model and the device, and the places."""

from collections.abc import Iterator

from PySide6.QtCore import QSize, QTimer, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMainWindow, QSizePolicy, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from mmdesk.app.actions import Actions
from mmdesk.app.drops import can_take
from mmdesk.app.message_line import MessageLine
from mmdesk.app.next_step import NextStep
from mmdesk.app.page_protocol import Entry, Place, as_widget
from mmdesk.app.pages.classify import ClassifyPage
from mmdesk.app.services.session import Session
from mmdesk.app.system.theme import Theme, scaled_font
from mmdesk.app.system.translation import sentence
from mmdesk.app.text_size import TextSizeActions
from mmdesk.app.training_title import TrainingTitle
from mmdesk.app.widgets.page_area import Room, Whole
from mmdesk.app.widgets.rail import Rail

FIRST_SIZE = 1180, 760
MIN_SIZE = 800, 480
FRAME = QSize(8, 40)
"""What the desktop draws around a window, before it is known."""
PAGE_TITLE = 1.5
SORTING_MILLISECONDS = 400
"""Looking through dropped files that takes no longer is not told."""


class MainWindow(QMainWindow):
    """Joins the places with menus, drops and the life of the window."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self.session = session
        self._theme = theme
        self.setWindowTitle("mmdesk")
        self.setAcceptDrops(True)
        self.setMinimumSize(*MIN_SIZE)
        self.actions_ = Actions(session, theme, self)
        self.text_size = TextSizeActions(session.settings, theme, self)
        self.classify = ClassifyPage(session, theme)
        self.entries = (
            Entry("classify", self.tr("Classify"), lambda: self.classify),
            Entry("data", self.tr("Data"), self._data),
            Entry("train", self.tr("Train"), self._train),
            Entry("judge", self.tr("Judge"), self._judge),
        )
        self._places: dict[int, Place] = {}
        self._rooms: dict[int, Room] = {}
        self._number = 0
        self.asks_before_closing = True
        self.rail = Rail()
        self.stack = QStackedWidget()
        self.message = MessageLine()
        self.next_step = NextStep(session)
        self.sorting = self._line("soft")
        self.sorting.setText(self.tr("Looking through the files…"))
        self._sorting_long = QTimer(self, singleShot=True, interval=SORTING_MILLISECONDS)
        self._sorting_long.timeout.connect(self.sorting.show)
        self._build_menus()
        self.setCentralWidget(self._content())
        self._fill_rail()
        theme.changed.connect(self._draw_rail)
        session.dropped_badly.connect(self._say)
        session.sorting_changed.connect(self._sorting_changed)
        session.model_changed.connect(self._model_changed)
        session.place_wanted.connect(self.go_to_named)
        session.card_wanted.connect(self.show_about_model)
        session.collection.changed.connect(self._tell_title)
        self._model_changed()
        self._tell_title()
        if not self.restoreGeometry(session.settings.geometry):
            self.resize(QSize(*FIRST_SIZE).boundedTo(self.screen().availableSize() - FRAME))
        self.go_to(min(session.settings.place, len(self.entries) - 1))
        TrainingTitle(self, session.training)
        self._dress()
        theme.changed.connect(self._dress)

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
        rows.addLayout(self._head())
        rows.addWidget(self.message)
        rows.addWidget(self.sorting)
        rows.addWidget(self.stack, 1)
        rows.addWidget(self.next_step)
        columns.addLayout(rows, 1)
        return content

    def _line(self, kind: str) -> QLabel:
        """For something that is told below the head; hidden as long as there is nothing to tell."""
        line = QLabel()
        line.setProperty("kind", kind)
        line.setWordWrap(True)
        line.setContentsMargins(20, 0, 20, 6)
        line.hide()
        return line

    def _fill_rail(self) -> None:
        for entry in self.entries:
            self.rail.add(entry.title)
        self._draw_rail()
        self.rail.chosen.connect(self.go_to)

    @Slot()
    def _draw_rail(self) -> None:
        for number, entry in enumerate(self.entries):
            self.rail.set_icon(number, self._theme.icon(entry.name))

    # The other places are imported and built when they are first wanted: the window opens without them.

    def _data(self) -> Place:
        from mmdesk.app.pages.data import DataPage

        return DataPage(self.session, self._theme)

    def _train(self) -> Place:
        from mmdesk.app.pages.train import TrainPage

        return TrainPage(self.session, self._theme)

    def _judge(self) -> Place:
        from mmdesk.app.pages.judge import JudgePage

        return JudgePage(self.session, self._theme)

    @property
    def place(self) -> Place:
        """The one that is shown."""
        return self._places[self._number]

    def build(self, number: int) -> QWidget:
        """The place with this number in `entries`, built unless it was before."""
        if number not in self._places:
            self._places[number] = self.entries[number].build()
            self._rooms[number] = Room()  # on a small screen even the least of a place may be more than there is room for
            self._rooms[number].setWidget(Whole(as_widget(self._places[number])))
            self.stack.addWidget(self._rooms[number])
        return as_widget(self._places[number])

    def built(self) -> Iterator[tuple[int, QWidget]]:
        """The places that were wanted so far, with their numbers."""
        yield from ((number, as_widget(place)) for number, place in self._places.items())

    @Slot(int)
    def go_to(self, number: int) -> None:
        """Show the place with this number in `entries`."""
        self.build(number)
        if number != self._number:
            self.message.tell("")  # it belongs to the page on which it came
        self._number = number
        self.stack.setCurrentWidget(self._rooms[number])
        self.rail.set_current(number)
        self.title.setText(self.entries[number].title)
        self.next_step.show_at(self.entries[number].name)
        self.new_sample.setVisible(self.place is self.classify)
        learning = self.session.learning
        (learning.go_on if self.place is self.classify else learning.pause)()
        self.place.begin()

    @Slot(str)
    def go_to_named(self, name: str) -> None:
        """Show the place with this name, such as "data"."""
        self.go_to([entry.name for entry in self.entries].index(name))

    def _build_menus(self) -> None:
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
        view.addMenu(self.tr("&Language")).addActions(actions.languages.actions())
        help_menu = bar.addMenu(self.tr("&Help"))
        help_menu.addAction(self.tr("&First steps…"), QKeySequence.StandardKey.HelpContents, self.show_help)
        help_menu.addAction(self.tr("&Keys…"), "Ctrl+?", self.show_keys)
        help_menu.addSeparator()
        self.about_model = help_menu.addAction(self.tr("About this &model…"), self.show_about_model)
        help_menu.addAction(actions.open_log)
        help_menu.addAction(self.tr("&About mmdesk…"), self.show_about)

    def _head(self) -> QHBoxLayout:
        self.title = QLabel()
        self.title.setFont(scaled_font(PAGE_TITLE, bold=True))
        self.new_sample = QToolButton()
        self.new_sample.setProperty("kind", "plain")
        self.new_sample.setDefaultAction(self.actions_.clear_all)
        caption = QLabel(self.tr("model"))
        caption.setProperty("kind", "soft")
        self.model_button = QToolButton()
        self.model_button.setProperty("kind", "button")
        self.model_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.model_button.setMenu(self.actions_.model_menu)
        self.model_button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.model_button.setMinimumWidth(150)
        self.device = QToolButton()
        self.device.setProperty("kind", "chip")
        self.device.clicked.connect(self.show_about_model)
        head = QHBoxLayout()
        head.setContentsMargins(20, 8, 20, 8)
        head.setSpacing(8)
        head.addWidget(self.title)
        head.addWidget(self.new_sample)
        head.addStretch()
        for widget in (caption, self.model_button, self.device):
            head.addWidget(widget)
        return head

    @Slot()
    def show_help(self) -> None:
        """The first steps, beside the window."""
        from mmdesk.app.help import shown_help

        shown_help(self).show_steps()

    @Slot()
    def show_keys(self) -> None:
        """What each key does."""
        from mmdesk.app.help import shown_help

        shown_help(self).show_keys()

    @Slot()
    def show_about(self) -> None:
        from mmdesk.app.about import AboutProgram

        AboutProgram(self).open()

    @Slot()
    def show_about_model(self) -> None:
        from mmdesk.app.about import about_model

        if self.session.model:
            about_model(self, self.session.model).open()

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
        model, opening = self.session.model, self.session.opening
        name = self.tr("opening…") if opening else self.session.model_title or self.tr("none")
        self.model_button.setText(name)
        self.model_button.setAccessibleName(self.tr("Model: {name}").format(name=name))
        self.model_button.setToolTip(str(model.path) if model and model.path else "")
        self.device.setVisible(model is not None)
        self.about_model.setEnabled(model is not None)
        if model:
            self.device.setText(model.device.upper())
            self.device.setToolTip(sentence(model.reason))
            name = self.tr("Computes on {device}. {reason}").format(device=model.device, reason=sentence(model.reason))
            self.device.setAccessibleName(name)
        if self.session.model_problem or opening:
            self._say(self.session.model_problem)
        self._tell_title()

    @Slot()
    def _tell_title(self) -> None:
        """Project and model, so that one window is told from another in the taskbar."""
        view, model = self.session.collection.view, self.session.model
        names = " · ".join(filter(None, (view.name if view else "", model.title if model else "")))
        self.setWindowTitle(f"{names} – mmdesk" if names else "mmdesk")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if can_take(event.mimeData()):
            event.acceptProposedAction()
            self.place.set_dropping(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.place.set_dropping(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.place.set_dropping(False)
        event.acceptProposedAction()
        self.place.offer(event.mimeData())

    def keep_place(self) -> None:
        """Remember where the window is, and which of its places is shown."""
        self.session.settings.geometry = self.saveGeometry()
        self.session.settings.place = self._number

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
