"""The card "What counted": weight, contribution and own answer of every part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from mmdesk.app.services.session import Session
from mmdesk.app.system.labels import name_of, signed
from mmdesk.app.system.theme import Theme
from mmdesk.app.tasks.registry import words_of
from mmdesk.app.widgets.card import Card, heading_label
from mmdesk.app.widgets.dot import Dot
from mmdesk.app.widgets.elided_label import ElidedLabel
from mmdesk.app.widgets.switch import Switch
from mmdesk.app.widgets.weight_bar import Piece, WeightBar
from mmdesk.core.modalities.registry import MODALITIES, Modality
from mmdesk.core.tasks.registry import task_named

if TYPE_CHECKING:
    from mmdesk.core.answers.prediction import ModalityAnswer, Prediction


class Row:
    """The widgets of one modality."""

    def __init__(self, modality: Modality, grid: QGridLayout, line: int) -> None:
        dot = Dot()
        dot.setProperty("modality", modality)
        self.name = QLabel(name_of(modality))
        self.weight, self.contribution, self.own, self.mark = QLabel(), QLabel(), ElidedLabel(), QLabel()
        for column, widget in enumerate((dot, self.name, self.weight, self.contribution, self.own, self.mark)):
            grid.addWidget(widget, line, column)
        for number in (self.weight, self.contribution):
            number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.mark.setProperty("kind", "problem")


class CountedCard(Card):
    """How much each part counted, and what it says on its own."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self.setAccessibleName(self.tr("What counted"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.weights = WeightBar()
        self.weights.setAccessibleName(self.tr("Weights of the parts"))
        self.shares = QWidget()
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(4, 2)
        self._head(grid)
        self.rows = {modality: Row(modality, grid, line) for line, modality in enumerate(MODALITIES, 1)}
        self.note = QLabel()
        self.note.setProperty("kind", "soft")
        self.note.setWordWrap(True)
        shares = QVBoxLayout(self.shares)
        shares.setContentsMargins(0, 0, 0, 0)
        shares.addWidget(self.weights)
        shares.addLayout(grid)
        shares.addWidget(self.note)
        layout = self.column()
        layout.addLayout(self._top())
        layout.addWidget(self.shares)
        self.legend = QLabel()
        self.legend.setProperty("kind", "soft")
        self.legend.setWordWrap(True)
        layout.addWidget(self.legend)
        session.why.changed.connect(self._show_legend)
        self._show_legend()
        session.answer_changed.connect(self.refresh)
        session.part_changed.connect(self.refresh)
        theme.changed.connect(self.refresh)
        self.refresh()

    def _top(self) -> QHBoxLayout:
        heading = heading_label(self.tr("What counted"))
        caption = QLabel(self.tr("Show why"))
        caption.setProperty("kind", "soft")
        self.why = Switch()
        self.why.setAccessibleName(self.tr("Show why"))
        self.why.setToolTip(
            self.tr("Mark what in the picture, the words and the sound the answer rests on. Click another class: why not that.")
        )
        self.why.setChecked(self._session.why.on)
        self.why.toggled.connect(self._session.why.set_on)
        top = QHBoxLayout()
        top.addWidget(heading)
        top.addStretch()
        top.addWidget(caption)
        top.addWidget(self.why)
        return top

    def _head(self, grid: QGridLayout) -> None:
        right = Qt.AlignmentFlag.AlignRight
        heads = (
            (2, self.tr("weight"), right, self.tr("What the fusion gives to the part. The weights of what is present sum to 1.")),
            (3, self.tr("contribution"), right, self.tr("What the part adds to the score, exactly: its Shapley value.")),
            (4, self.tr("on its own"), Qt.AlignmentFlag.AlignLeft, self.tr("What the part says alone.")),
        )
        for column, text, alignment, tip in heads:
            label = QLabel(text)
            label.setProperty("kind", "soft")
            label.setToolTip(tip)
            grid.addWidget(label, 0, column, alignment)

    @Slot()
    def _show_legend(self) -> None:
        """Say what the colours in the parts mean, and how much each part speaks for a class that was asked about."""
        why = self._session.why
        found = why.explanation
        self.legend.setVisible(bool(why.label and found.parts))
        if not self.legend.isVisibleTo(self):
            return
        pieces = [f"{name_of(modality)} {signed(value)}" for modality, value in found.contributions.items()]
        text = self.tr("“{label}”: what glows orange speaks for it, what is blue or underlined in waves against it. {parts}")
        self.legend.setText(text.format(label=found.label, parts="; ".join(pieces)))

    @Slot()
    @Slot(str)
    def refresh(self, _modality: str = "") -> None:
        prediction = self._session.prediction
        self.setVisible(prediction is not None)
        if prediction is None:
            return
        model = self._session.model
        self.shares.setVisible(model is None or len(model.spec.modalities) > 1)  # of a single one there is nothing to share out
        self.weights.set_pieces([self._piece(m, answer) for m, answer in prediction.modalities.items()])
        for modality, row in self.rows.items():
            self._fill(row, modality, prediction)
        self.note.setText(words_of(prediction.task).sum(prediction))

    def _piece(self, modality: Modality, answer: ModalityAnswer) -> Piece:
        colours = self._theme.colours
        return Piece(name_of(modality), answer.weight, colours.of(modality), colours.on_accent)

    def _fill(self, row: Row, modality: Modality, prediction: Prediction) -> None:
        answer = prediction.modalities.get(modality)
        row.name.setEnabled(answer is not None)
        if answer is None:
            part = self._session.part(modality)
            there = self.tr("not used") if part.shown else self.tr("left out")
            for label in (row.weight, row.contribution, row.mark):
                label.clear()
            row.own.set_words(self.tr("not there") if part.content is None else there)
            row.own.setEnabled(False)
            row.mark.setAccessibleName("")
            return
        row.own.setEnabled(True)
        row.weight.setText(QLocale().toString(answer.weight, "f", 2))
        row.contribution.setText(signed(answer.contribution))
        row.own.set_words(words_of(prediction.task).own(answer))
        disagrees = not task_named(prediction.task).agree(prediction.label, (answer.label,))
        row.mark.setText(self.tr("≠ disagrees") if disagrees else "")
        row.mark.setAccessibleName(self.tr("disagrees with the answer") if disagrees else "")
