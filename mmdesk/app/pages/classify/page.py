"""The place where a sample is given and answered."""

from PySide6.QtCore import QMimeData, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mmdesk.app.drops import offer
from mmdesk.app.modalities.input_card import InputCard
from mmdesk.app.modalities.registry import DESK
from mmdesk.app.pages.classify.alike_card import AlikeCard
from mmdesk.app.pages.classify.answer_card import AnswerCard
from mmdesk.app.pages.classify.batch_card import BatchCard
from mmdesk.app.pages.classify.counted_card import CountedCard
from mmdesk.app.pages.classify.earlier_card import EarlierCard
from mmdesk.app.pages.classify.keep_card import KeepCard
from mmdesk.app.pages.classify.learning_card import LearningCard
from mmdesk.app.pages.classify.live_card import LiveCard
from mmdesk.app.pages.classify.ready_row import ReadyRow
from mmdesk.app.pages.classify.samples_card import SamplesCard
from mmdesk.app.pages.classify.welcome_card import WelcomeCard
from mmdesk.app.services.session import Session
from mmdesk.app.system.theme import Theme
from mmdesk.app.widgets.page_area import PageArea
from mmdesk.core.modalities.registry import MODALITIES, Modality

GAP = 12
INPUTS, RESULTS = 500, 400
"""Shares of the width."""
WIDEST = 1680
"""Wider than this the eye has too far to go, in pixels."""


class ClassifyPage(QWidget):
    """An input card for each modality on the left; the answer, what counted, ready samples and earlier answers on the right."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self.cards: dict[Modality, InputCard] = {modality: DESK[modality].card(session, theme) for modality in MODALITIES}
        for card in self.cards.values():
            card.gave_keyboard_up.connect(self.begin)
        self.ready = ReadyRow(session.ready_parts, self)
        self.welcome = WelcomeCard(session, self)
        self.batch = BatchCard(session, self)
        self.live = LiveCard(session.sound, session.settings, self)
        self.answer = AnswerCard(session, theme)
        self.counted = CountedCard(session, theme, self)
        self.alike = AlikeCard(session, theme, self)
        self.keep = KeepCard(session, theme)
        self.learning = LearningCard(session, self)
        self.learning.begun.connect(self._learning_begun)
        self.samples = SamplesCard(session, self)
        self.earlier = EarlierCard(session.earlier, theme)
        self.earlier.chosen.connect(session.put_back)
        columns = QHBoxLayout(self)
        columns.setContentsMargins(20, 4, 12, 12)
        columns.setSpacing(0)
        columns.addStretch(1)
        columns.addWidget(self._column(self._inputs()), INPUTS)
        columns.addLayout(self._right(), RESULTS)
        columns.addStretch(1)
        self._awaited = False
        self._shown = session.batch.dataset
        session.given.connect(self._expect)
        session.answer_changed.connect(self._answered)
        session.batch.changed.connect(self._batch_changed)

    def _inputs(self) -> QVBoxLayout:
        rows = QVBoxLayout()
        rows.addWidget(self.ready)
        for modality, card in self.cards.items():
            rows.addWidget(card, DESK[modality].share)
        return rows

    def _right(self) -> QVBoxLayout:
        """The results, and below them the earlier answers, which stay in sight."""
        rows = QVBoxLayout()
        rows.setSpacing(0)
        self.results = self._column(self._results())
        self.results.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows.addWidget(self.results, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 4, 8, 8)
        foot.addWidget(self.earlier)
        rows.addLayout(foot)
        return rows

    def _results(self) -> QVBoxLayout:
        rows = QVBoxLayout()
        self._still = QWidget(self)
        still = QVBoxLayout(self._still)
        still.setContentsMargins(0, 0, 0, 0)
        still.setSpacing(GAP)
        for card in (self.answer, self.counted, self.alike):
            still.addWidget(card)
        for part in (self.welcome, self.batch, self.live, self._still, self.keep, self.learning, self.samples):
            rows.addWidget(part)
        rows.addStretch()
        self._session.sound.live.changed.connect(self._live_changed)
        self._live_changed()
        return rows

    @Slot()
    def _live_changed(self) -> None:
        """While the program listens, the reading of the moment is the only one."""
        self._still.setVisible(not self._session.sound.live.running)

    @Slot()
    def _learning_begun(self) -> None:
        """What comes next is a label."""
        self.results.bring(self.keep)
        self.keep.take_keyboard()

    @Slot()
    def _expect(self) -> None:
        self._awaited = True

    @Slot()
    def _answered(self) -> None:
        """Have the answer to what was just given in sight, below whatever else there is."""
        if self._awaited and (self._session.prediction or self._session.answer_problem):
            self._awaited = self._session.opening  # another model is still to answer it
            self.results.bring(self.answer)

    @Slot()
    def _batch_changed(self) -> None:
        """Have a batch that was just dropped in sight."""
        if self._session.batch.dataset is not self._shown:
            self._shown = self._session.batch.dataset
            if self._shown is not None:
                self.results.bring(self.batch)

    def _column(self, rows: QVBoxLayout) -> PageArea:
        """Scrolls by itself, so that what is given stays in sight however much is answered."""
        rows.setContentsMargins(0, 0, 8, 8)
        rows.setSpacing(GAP)
        content = QWidget()
        content.setObjectName("page")
        content.setLayout(rows)
        column = PageArea()
        column.setWidget(content)
        column.setMaximumWidth(WIDEST // 2)
        return column

    @Slot()
    def begin(self) -> None:
        """Give the keyboard to where a person can begin without a file, or choose one."""
        unfolded = [card for card in self.cards.values() if not card.folded]
        if not any(card.take_keyboard() for card in unfolded) and unfolded:
            unfolded[0].browse_button.setFocus()

    @Slot(bool)
    def set_dropping(self, dropping: bool) -> None:
        """Show where something that is dragged over the window would go."""
        for card in self.cards.values():
            card.set_dropping(dropping)

    def offer(self, mime: QMimeData) -> None:
        """Take files, a picture or words, each for its part of the sample."""
        offer(self._session, mime)
