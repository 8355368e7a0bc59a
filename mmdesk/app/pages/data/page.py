"""The place where examples are gathered, looked through and mended."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QSize, Qt, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from mmdesk.app.drops import archive_in, offer
from mmdesk.app.pages.data.balance_card import BalanceCard
from mmdesk.app.pages.data.details_card import DetailsCard
from mmdesk.app.pages.data.incoming_row import IncomingRow
from mmdesk.app.pages.data.label_next_dialog import LabelNextDialog
from mmdesk.app.pages.data.large_dialog import SIDE, LargeDialog
from mmdesk.app.pages.data.problems_card import ProblemsCard
from mmdesk.app.pages.data.project_actions import ProjectActions
from mmdesk.app.pages.data.start_card import StartCard
from mmdesk.app.pages.data.table.card import TableCard
from mmdesk.app.pages.data.unlabelled_card import UnlabelledCard
from mmdesk.app.services.session import Session
from mmdesk.app.system.theme import Theme, mark
from mmdesk.app.system.translation import sentence
from mmdesk.app.widgets.dataset_questions import EncodingChoice, LabelsQuestion
from mmdesk.app.widgets.elided_label import ElidedLabel
from mmdesk.app.widgets.page_area import PageArea
from mmdesk.app.widgets.problem_line import ProblemLine
from mmdesk.core.datasets.example import FOLDERS
from mmdesk.core.modalities.text.encodings import CODECS, OTHERS
from mmdesk.core.numerals import whole

SIDE_WIDTH, LEAST_SIDE = 280, 230
"""Of the cards beside the table in pixels, at first and at least."""
BESIDE_BAR = 4
"""Pixels between the cards and the bar that scrolls them."""
ICON = QSize(16, 16)


class DataPage(QStackedWidget):
    """The table with its cards, or what to do while no project is open."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("page")
        self._session, self._theme = session, theme
        self._collection = session.collection
        self.actions_ = ProjectActions(session, self)
        self.start = StartCard(self._collection, session.incoming, session.settings, self.actions_)
        self.table = TableCard(self._collection, session.worth, session.alike, session.settings, theme)
        self.details = DetailsCard(self._collection, session.sound, theme)
        self.unlabelled = UnlabelledCard(self._collection, session.worth, self)
        self.balance = BalanceCard(self._collection, theme)
        self.problems = ProblemsCard(self._collection)
        self._join_cards(session)
        self.project = QToolButton()
        self.project.setProperty("kind", "button")
        self.project.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.project.setMenu(self.actions_.menu)
        self.state = ElidedLabel()
        self.state.setProperty("kind", "soft")
        self.incoming = IncomingRow(session.incoming)
        self.incoming.setContentsMargins(0, 0, BESIDE_BAR, 0)
        self.question = LabelsQuestion()
        self.question.chosen.connect(lambda name: self._collection.decide(labels_from=name))
        self.encoding = EncodingChoice((*CODECS, *OTHERS))
        self.encoding.chosen.connect(lambda name: self._collection.decide(encoding=name))
        self.problem = ProblemLine()
        self.addWidget(self._start())
        self.addWidget(self._project())
        self._collection.changed.connect(self._changed)
        session.incoming.changed.connect(self._changed)
        session.project_folder.changed.connect(self._changed)
        self._changed()

    def _join_cards(self, session: Session) -> None:
        """What one card finds, another one shows."""
        self.unlabelled.begun.connect(self.label_next)
        self.problems.chosen.connect(self.table.show_only)
        self.problems.marked.connect(self.table.model.mark)
        session.alike.wanted.connect(self.table.show_example)
        session.alike.doubted.connect(self.problems.tell)
        self.table.selection.current_changed.connect(self.details.show_row)
        self.table.row_actions.wants_sound.connect(self.details.play)
        for wisher in (self.table, self.details):
            wisher.wants_large.connect(self.show_large)
        self.balance.chosen.connect(self.table.filters.choose_class)
        self.balance.parts_found.connect(self.table.show_parts)

    def _start(self) -> QWidget:
        box = QWidget()
        box.setObjectName("page")
        rows = QVBoxLayout(box)
        rows.setContentsMargins(20, 4, 20, 20)
        middle = QHBoxLayout()  # an alignment would cut the words of the card off
        middle.addStretch()
        middle.addWidget(self.start)
        middle.addStretch()
        rows.addStretch(1)
        rows.addLayout(middle)
        rows.addStretch(2)
        return box

    def _project(self) -> QWidget:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.setContentsMargins(0, 0, BESIDE_BAR, 0)
        head.addWidget(self.project)
        head.addWidget(self.state, 1)
        head.addWidget(self.table.switch)
        for action in (self.actions_.undo, self.actions_.redo):
            button = QToolButton()
            button.setProperty("kind", "plain")
            button.setDefaultAction(action)
            head.addWidget(button)
        parts = QSplitter()
        parts.setChildrenCollapsible(False)
        parts.setHandleWidth(12)
        parts.addWidget(self.table)
        parts.addWidget(self._side())
        parts.setStretchFactor(0, 1)
        parts.setSizes([SIDE_WIDTH * 3, SIDE_WIDTH])
        box = QWidget()
        box.setObjectName("page")
        rows = QVBoxLayout(box)
        rows.setContentsMargins(20, 0, 16, 16)
        rows.setSpacing(8)
        rows.addLayout(head)
        rows.addWidget(self.incoming)
        rows.addWidget(self.question)
        rows.addWidget(self.problem)
        rows.addWidget(self.encoding)
        rows.addWidget(parts, 1)
        return box

    def _side(self) -> QWidget:
        """The cards beside the table."""
        side = QWidget()
        side.setObjectName("page")
        side.setMinimumWidth(LEAST_SIDE)
        cards = QVBoxLayout(side)
        cards.setContentsMargins(0, 0, BESIDE_BAR, 0)
        cards.setSpacing(12)
        for card in (self.details, self.unlabelled, self.problems, self.balance):
            cards.addWidget(card)
        cards.addStretch()
        scroll = PageArea()
        scroll.setWidget(side)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return scroll

    def begin(self) -> None:
        """Give the keyboard to the table, or to the first thing that can be done."""
        (self.table.seen if self._collection.view else self.start.new).setFocus()

    @Slot()
    def show_large(self) -> None:
        """Show the current example as large as the window."""
        if self.table.selection.current is None or self.findChild(LargeDialog):
            return
        details = self._large_details()
        dialog = LargeDialog(details, self)
        dialog.step.connect(self.table.selection.go_on)
        self.table.selection.current_changed.connect(details.show_row)
        dialog.finished.connect(lambda: details.show_row(None))  # which keeps what was written
        details.show_row(self.table.selection.current)
        dialog.open()

    @Slot()
    def label_next(self) -> None:
        """Ask for the label of one example after the other."""
        if self._collection.view and not self.findChild(LabelNextDialog):
            LabelNextDialog(self._collection, self._session.worth, self._large_details(), self).open()

    def _large_details(self) -> DetailsCard:
        details = DetailsCard(self._collection, self._session.sound, self._theme, SIDE)
        details.enlarge()
        return details

    def set_dropping(self, dropping: bool) -> None:
        """Show where a folder that is dragged over the window would go."""
        for card in (self.start, self.table):
            mark(card, "dropping", dropping)

    def offer(self, mime: QMimeData) -> None:
        """Open a dataset, take loose files in as examples; what is no file becomes a sample on Classify."""
        paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
        if archive := archive_in(mime):
            self.actions_.ask_to_unpack(archive)
        elif paths:
            self._session.incoming.take(paths)
        else:
            offer(self._session, mime)
            words = self.tr("What you dropped lies on Classify: give it a label and keep it there.")
            self.state.set_words(words)
            self.start.say(words)

    @Slot()
    def _changed(self) -> None:
        collection = self._collection
        view = collection.view
        first = self.currentIndex() == 0 and view is not None
        self.setCurrentIndex(int(view is not None))
        if view is None:
            return
        self.project.setText(view.name)
        self.project.setToolTip(str(view.path))
        self.project.setAccessibleName(self.tr("Project: {name}").format(name=self.project.text()))
        self.state.set_words(self._state())
        self.question.ask(view.origin.choices, FOLDERS)
        self.encoding.ask(collection.foreign)
        self.problem.tell(self._problem())
        if first and self.isVisible():
            self.begin()

    def _problem(self) -> str:
        """What the person should know first."""
        collection, session = self._collection, self._session
        return session.incoming.problem or collection.problem or session.project_folder.problem or sentence(collection.note)

    def _state(self) -> str:
        if self._collection.opening:
            return self.tr("opening…")
        state = self.tr("saved") if self._collection.saved else self.tr("saving…")
        view, folder = self._collection.view, self._session.project_folder
        if folder.stage:
            copied = self.tr("copying… {done} of {total} files")
            state = copied.format(done=whole(folder.stage.done), total=whole(folder.stage.total))
        elif folder.told:
            state = f"{state} · {folder.told}"
        return f"{state} · {sentence(view.origin.understood)}" if view and view.origin.understood else state
