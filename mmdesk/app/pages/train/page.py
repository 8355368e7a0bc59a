"""The place where a model is trained."""

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mmdesk.app.pages.train.data_card import DataCard
from mmdesk.app.pages.train.progress_card import ProgressCard
from mmdesk.app.pages.train.questions_card import QuestionsCard
from mmdesk.app.pages.train.runs_card import RunsCard
from mmdesk.app.services.session import Session
from mmdesk.app.system.theme import Theme, mark
from mmdesk.app.widgets.page_area import PageArea

GAP = 12
WIDEST = 1680
"""Wider than this the eye has too far to go, in pixels."""


class TrainPage(PageArea):
    """Data and questions on the left; the training that runs and all others on the right."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self.data = DataCard(session.training, session.collection, session.settings)
        self.questions = QuestionsCard(session.training, session.settings)
        self.progress = ProgressCard(session.training, theme)
        self.runs = RunsCard(session.training, session.settings, theme, self)
        self.runs.use_wanted.connect(self._use)
        self.runs.judge_wanted.connect(self._judge)
        self.runs.chosen.connect(self.progress.show_run)
        self.questions.begun.connect(self._begun)
        choices, results = QVBoxLayout(), QVBoxLayout()
        for column in (choices, results):
            column.setSpacing(GAP)
        choices.addWidget(self.data)
        choices.addWidget(self.questions)
        choices.addStretch()
        results.addWidget(self.progress)
        results.addWidget(self.runs)
        results.addStretch()
        content = QWidget()
        content.setObjectName("page")
        content.setMaximumWidth(WIDEST)
        columns = QHBoxLayout(content)
        columns.setContentsMargins(20, 4, 20, 20)
        columns.setSpacing(GAP)
        columns.addLayout(choices, 2)
        columns.addLayout(results, 3)
        self.setWidget(content)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)

    @Slot(object)
    def _use(self, model: Path) -> None:
        self._session.open_model(model)
        self._session.place_wanted.emit("classify")

    @Slot(object, object)
    def _judge(self, model: Path, dataset: Path) -> None:
        self._session.judging.judge(model, dataset)
        self._session.place_wanted.emit("judge")

    @Slot()
    def _begun(self) -> None:
        """Look at the training that was asked for."""
        self.runs.table.clearSelection()
        self.progress.show_run(None)
        self.reveal(self.progress)

    def begin(self) -> None:
        (self.questions.start if self.questions.start.isEnabled() else self.data.choose).setFocus()

    def set_dropping(self, dropping: bool) -> None:
        mark(self.data, "dropping", dropping)

    def offer(self, mime: QMimeData) -> None:
        """Take the folder or the table of a dataset."""
        paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
        if paths:
            self._session.training.data.choose(paths[0])
