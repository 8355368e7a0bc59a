"""The place where a model is judged."""

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from mmdesk.app.pages.judge.charts_card import ChartsCard
from mmdesk.app.pages.judge.choice_card import ChoiceCard
from mmdesk.app.pages.judge.confusion_card import ConfusionCard
from mmdesk.app.pages.judge.figures_card import ClassesCard, FiguresCard
from mmdesk.app.pages.judge.preview_card import PreviewCard
from mmdesk.app.pages.judge.samples_card import SamplesCard
from mmdesk.app.services.session import Session
from mmdesk.app.system.theme import Theme, mark
from mmdesk.app.widgets.page_area import PageArea
from mmdesk.core.datasets.example import Example

GAP = 12
WIDEST = 1680
"""Wider than this the eye has too far to go, in pixels."""


class JudgePage(PageArea):
    """What is judged on top; below it figures, charts, samples and, of classes, confusion and their table, once they are there."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self._shown: object = None
        self.choice = ChoiceCard(session)
        self.figures, self.charts = FiguresCard(theme), ChartsCard(theme)
        self.confusion, self.classes = ConfusionCard(theme), ClassesCard()
        self.samples = SamplesCard(session.judging, session.collection)
        self.samples.looked_at.connect(self._look_at)
        self.preview = PreviewCard(session, theme)
        self.samples.table.itemSelectionChanged.connect(self._preview)
        self.confusion.chosen.connect(self.samples.show_cell)
        self.hint = QLabel(
            self.tr(
                "Here you see how good a model is: its accuracy, each class, what it takes for what, how far its scores can be "
                "trusted, and whether fusion helps."
            )
        )
        self.hint.setProperty("kind", "soft")
        self.hint.setWordWrap(True)
        content = self._content()
        self.setWidget(content)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        session.judging.changed.connect(self.refresh)
        self.refresh()

    def _content(self) -> QWidget:
        self.results = QWidget()
        rows = QVBoxLayout(self.results)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(GAP)
        rows.addLayout(_beside(self.figures, self.charts))
        rows.addLayout(_beside(self.confusion, self.samples))  # what is chosen in the one is listed in the other
        rows.addWidget(self.preview)
        rows.addWidget(self.classes)
        content = QWidget()
        content.setObjectName("page")
        content.setMaximumWidth(WIDEST)
        layout = QVBoxLayout(content)
        layout.setContentsMargins(20, 4, 20, 20)
        layout.setSpacing(GAP)
        for widget in (self.choice, self.hint, self.results):
            layout.addWidget(widget)
        layout.addStretch()
        return content

    @Slot()
    def refresh(self) -> None:
        judgement = self._session.judging.judgement
        self.results.setVisible(judgement is not None)
        self.hint.setVisible(judgement is None)
        if judgement and judgement is not self._shown:
            for card in (self.figures, self.charts):
                card.show_judgement(judgement)
            # A table that is shown before it is filled keeps columns that are too narrow.
            if judgement.confusion:
                self.confusion.show_confusion(judgement.confusion)
            if judgement.classes:
                self.classes.show_judgement(judgement, self._session.judging.before)
            self.confusion.setVisible(judgement.confusion is not None)
            self.classes.setVisible(bool(judgement.classes))
            self.samples.show_judgement(judgement)
            self._preview()
        self._shown = judgement

    @Slot(object)
    def _look_at(self, example: Example) -> None:
        """Lay a sample on the desk of Classify."""
        self._session.lay(example)
        self._session.place_wanted.emit("classify")

    @Slot()
    def _preview(self) -> None:
        self.preview.show_example(self.samples.selected)

    def begin(self) -> None:
        (self.choice.judge if self.choice.judge.isEnabled() else self.choice.choose_data).setFocus()

    def set_dropping(self, dropping: bool) -> None:
        mark(self.choice, "dropping", dropping)

    def offer(self, mime: QMimeData) -> None:
        """Take a dataset or a model file."""
        for path in [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()][:2]:
            self.choice.take(path)


def _beside(*cards: QWidget) -> QHBoxLayout:
    """Cards in a row, none higher than it needs to be."""
    row = QHBoxLayout()
    row.setSpacing(GAP)
    for card in cards:
        column = QVBoxLayout()
        column.addWidget(card)
        column.addStretch(1)
        row.addLayout(column, 1)
    return row
