"""The place where a sample is given and answered."""

from PySide6.QtCore import QMimeData, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from mmdesk.app.offers import offer
from mmdesk.app.pages.classify.answer_card import AnswerCard
from mmdesk.app.pages.classify.batch_card import BatchCard
from mmdesk.app.pages.classify.counted_card import CountedCard
from mmdesk.app.pages.classify.earlier_card import EarlierCard
from mmdesk.app.pages.classify.input_card import InputCard
from mmdesk.app.pages.classify.keep_card import KeepCard
from mmdesk.app.pages.classify.live_card import LiveCard
from mmdesk.app.pages.classify.picture_card import PictureCard
from mmdesk.app.pages.classify.samples_card import SamplesCard
from mmdesk.app.pages.classify.sound_card import SoundCard
from mmdesk.app.pages.classify.words_card import WordsCard
from mmdesk.app.session import Session
from mmdesk.app.theme import Theme
from mmdesk.core.sample import Modality

GAP = 12
WIDEST = 1680
"""Wider than this the eye has too far to go, in pixels."""


class ClassifyPage(QScrollArea):
    """Three input cards on the left; the answer, what counted, ready samples and earlier answers on the right."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self.title = self.tr("Classify")
        self.icon = "classify"
        self._session = session
        self.words = WordsCard(session, theme)
        self.cards: dict[Modality, InputCard] = {
            "image": PictureCard(session, theme),
            "text": self.words,
            "audio": SoundCard(session, theme),
        }
        self.batch = BatchCard(session)
        self.live = LiveCard(session)
        self.answer = AnswerCard(session, theme)
        self.counted = CountedCard(session, theme)
        self.keep = KeepCard(session, theme)
        self.samples = SamplesCard(session)
        self.earlier = EarlierCard(session, theme)
        inputs = QVBoxLayout()
        inputs.setSpacing(GAP)
        for card, stretch in zip(self.cards.values(), (5, 2, 3), strict=True):
            inputs.addWidget(card, stretch)
        results = QVBoxLayout()
        results.setSpacing(GAP)
        for widget in (self.batch, self.live, self.answer, self.keep, self.counted, self.samples):
            results.addWidget(widget)
        results.addStretch()
        results.addWidget(self.earlier)
        content = QWidget()
        content.setObjectName("page")
        content.setMaximumWidth(WIDEST)
        columns = QHBoxLayout(content)
        columns.setContentsMargins(20, 4, 20, 20)
        columns.setSpacing(GAP)
        columns.addLayout(inputs, 5)
        columns.addLayout(results, 4)
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        # Tab goes through what is on the page, each in its turn.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def begin(self) -> None:
        """Give the keyboard to the words: there a person can begin without a file."""
        self.words.edit.setFocus()

    @Slot(bool)
    def set_dropping(self, dropping: bool) -> None:
        """Show where something that is dragged over the window would go."""
        for card in self.cards.values():
            card.set_dropping(dropping)

    def offer(self, mime: QMimeData) -> None:
        """Take files, a picture or words, each for its part of the sample."""
        offer(self._session, mime)
