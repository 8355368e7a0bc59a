"""The card of the answer: the class, how sure the model is, and the classes that came next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from mmdesk.app.pages.classify.learning_words import awaited
from mmdesk.app.services.session import Session
from mmdesk.app.system.labels import percent
from mmdesk.app.system.theme import Theme, scaled_font
from mmdesk.app.system.translation import language_of, sentence, translated
from mmdesk.app.tasks.registry import words_of
from mmdesk.app.widgets.bars import Bar, Bars
from mmdesk.app.widgets.card import Card, heading_label
from mmdesk.app.widgets.problem_line import ProblemLine
from mmdesk.core.models.ready import ReadyModel, alternative

if TYPE_CHECKING:
    from mmdesk.core.answers.prediction import Prediction

BEST = 5
"""Most classes that have a bar."""
LARGE, SMALL, SCORE = 4.0, 1.7, 1.5
"""Sizes of the answer, for short labels and for long ones, and of its score, as multiples of other words'."""
SHORT_LABEL = 4


class AnswerCard(Card):
    """The answer, or why there is none yet."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self.setAccessibleName(self.tr("Answer"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        heading = heading_label(self.tr("Answer"))
        self.note = QLabel()
        self.note.setWordWrap(True)
        self.note.setProperty("kind", "soft")
        self.note.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.label = QLabel()
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.score = QLabel()
        self.score.setFont(scaled_font(SCORE))
        self.verdict = QLabel()
        self.verdict.setProperty("kind", "soft")
        self.verdict.setWordWrap(True)
        self.sides = ProblemLine()
        self.bars = Bars()
        self.bars.setAccessibleName(self.tr("Scores of the best classes"))
        self.bars.picked.connect(self._ask_about)
        session.why.changed.connect(self._mark_asked)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.note)
        self._stack.addWidget(self._answer_box())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 14)
        layout.addWidget(heading)
        layout.addWidget(self._stack)
        self._other: ReadyModel | None = None
        self.other = QPushButton()
        self.other.clicked.connect(self._ask_other)
        layout.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeft)
        session.answer_changed.connect(self.refresh)
        session.coverage_changed.connect(self.refresh)
        session.model_changed.connect(self.refresh)
        session.part_changed.connect(self.refresh)
        session.learning.changed.connect(self.refresh)
        theme.changed.connect(self.refresh)  # which takes the label its font
        self.refresh()

    def _answer_box(self) -> QWidget:
        self.possible = QLabel()
        self.possible.setWordWrap(True)
        self.possible.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        box = QWidget()
        teach = self.tr("To teach it, put such samples into a class of their own, such as “background” or “other”, and train anew.")
        self.hint = QLabel(teach)
        self.hint.setProperty("kind", "soft")
        self.hint.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch()
        words.addWidget(self.score)
        words.addWidget(self.verdict)
        words.addWidget(self.possible)
        words.addStretch()
        row = QHBoxLayout()
        row.setSpacing(18)
        row.addWidget(self.label)
        row.addLayout(words, 1)
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(row)
        layout.addWidget(self.sides)
        layout.addWidget(self.hint)
        layout.addWidget(self.bars)
        return box

    @Slot()
    @Slot(str)
    def refresh(self, _modality: str = "") -> None:
        prediction = self._session.prediction
        if prediction:
            self._show(prediction)
        else:
            self.note.setText(self._why_none())
            self.bars.set_bars([])  # they would keep their room
        self._stack.setCurrentIndex(int(prediction is not None))
        self._offer_other(prediction)

    def _offer_other(self, prediction: Prediction | None) -> None:
        """Offer another ready model where the open one has no answer to what is on the desk, or is not sure of it."""
        session = self._session
        self._other = None
        if session.model and session.model.path and (prediction or session.answer_problem):
            sure = prediction is not None and words_of(prediction.task).sure(prediction)
            language = language_of(session.settings.language)
            self._other = alternative(session.model.path, language, session.sample.present, sure)
        self.other.setVisible(self._other is not None)
        if self._other:
            self.other.setText(self.tr("Ask “{title}” instead").format(title=translated("ready", self._other.title)))
            self.other.setToolTip(translated("ready", self._other.knows))

    @Slot()
    def _ask_other(self) -> None:
        if self._other:
            self._session.open_model(self._other.path)

    def _show(self, prediction: Prediction) -> None:
        none = prediction.unknown and bool(prediction.scores) and not prediction.other
        large = self.tr("None of these") if none else prediction.label
        size = LARGE if len(large) <= SHORT_LABEL else SMALL
        self.label.setFont(scaled_font(size, bold=True))
        room = max(self.width() // 2, 160)
        self.label.setText(self.label.fontMetrics().elidedText(large, Qt.TextElideMode.ElideMiddle, room))
        self.label.setToolTip(large)
        self.hint.setVisible(none)
        words = words_of(prediction.task)
        self.label.setAccessibleName(large if none else words.answer_name(prediction.label))
        self.score.setText("" if none else words.score(prediction.score))
        self.score.setVisible(bool(self.score.text()))
        self.verdict.setText(words.verdict(prediction))
        self._show_possible(prediction)
        self.sides.tell(sentence(prediction.sides) if prediction.conflict else "")
        self.sides.setAccessibleName(self.tr("The parts contradict each other: {sides}").format(sides=self.sides.text()))
        best = sorted(prediction.scores.items(), key=lambda item: -item[1])[:BEST]
        self.bars.set_bars([Bar(label, score, percent(score, 1)) for label, score in best])

    def _show_possible(self, prediction: Prediction) -> None:
        """What cannot be excluded beside the answer; of none of the classes nothing is promised."""
        found = None if prediction.unknown else prediction.set_at(self._session.settings.coverage)
        told = sentence(found.words) if found and found.words else ""
        self.possible.setText(told)
        self.possible.setVisible(bool(told))
        self.possible.setToolTip(words_of(prediction.task).coverage(found.coverage) if found else "")

    @Slot(str)
    def _ask_about(self, label: str) -> None:
        """Explain the class whose bar was clicked; the answer itself again by its own."""
        prediction = self._session.prediction
        self._session.why.ask("" if prediction and label == prediction.label else label)

    @Slot()
    def _mark_asked(self) -> None:
        self.bars.mark(self._session.why.label)

    def _why_none(self) -> str:
        session = self._session
        if session.quiet:
            return awaited(session.learning)
        if session.answer_problem:
            return session.answer_problem
        if session.model is None:
            if session.opening and session.empty:
                return self.tr("The model is being opened. You can already drop a picture, type words or drop a sound.")
            if session.opening:
                return self.tr("The model is being opened. The answer comes as soon as it is ready.")
            return self.tr("No model is open. {problem}").format(problem=session.model_problem)
        if session.answering or session.sample.present:
            return self.tr("…")  # its turn comes, as soon as the model that is being opened is there
        if session.empty:
            spec = session.model.spec
            return words_of(spec.task).purpose(spec.labels, spec.modalities)
        return self.tr("Everything is switched off. Switch a part on to get an answer.")
