"""The card "What counted": the contribution and the own answer of every part, as a sum that makes the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from mmdesk.app.services.session import Session
from mmdesk.app.system.labels import name_of
from mmdesk.app.system.theme import Theme
from mmdesk.app.system.translation import sentence
from mmdesk.app.tasks.registry import words_of
from mmdesk.app.widgets.card import Card, heading_label
from mmdesk.app.widgets.contribution_bar import ContributionBar
from mmdesk.app.widgets.dot import Dot
from mmdesk.app.widgets.elided_label import ElidedLabel
from mmdesk.app.widgets.switch import Switch
from mmdesk.core.answers.points import Points, point_of, points_of
from mmdesk.core.modalities.registry import MODALITIES, Modality
from mmdesk.core.tasks.registry import task_named

if TYPE_CHECKING:
    from mmdesk.core.answers.prediction import Prediction


class Row:
    """The widgets of one modality."""

    def __init__(self, modality: Modality, grid: QGridLayout, line: int) -> None:
        dot = Dot()
        dot.setProperty("modality", modality)
        self.name = QLabel(name_of(modality))
        self.bar, self.contribution, self.own, self.mark = ContributionBar(), QLabel(), ElidedLabel(), QLabel()
        for column, widget in enumerate((dot, self.name, self.bar, self.contribution, self.own, self.mark)):
            grid.addWidget(widget, line, column)
        self.contribution.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.mark.setProperty("kind", "problem")


class CountedCard(Card):
    """How much each part counted, and what it says on its own; the fusion's weights are a detail in the tool tips."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self.setAccessibleName(self.tr("What counted"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.shares = QWidget()
        self.shares.setAccessibleName(self.tr("Contributions of the parts"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(2, 5)
        grid.setColumnStretch(4, 4)
        self._head(grid)
        self.rows = {modality: Row(modality, grid, line) for line, modality in enumerate(MODALITIES, 1)}
        self.sum = QLabel()
        self.sum.setProperty("kind", "soft")
        self.sum.setWordWrap(True)
        self.sum.setToolTip(self.tr("The average is what the model says when nothing is shown."))
        shares = QVBoxLayout(self.shares)
        shares.setContentsMargins(0, 0, 0, 0)
        shares.addLayout(grid)
        shares.addWidget(self.sum)
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
        adds = self.tr("What the part adds to the average answer, exactly: its Shapley value. Of classes in points of per cent.")
        heads = (
            (2, 2, self.tr("contribution"), Qt.AlignmentFlag.AlignRight, adds),
            (4, 1, self.tr("on its own"), Qt.AlignmentFlag.AlignLeft, self.tr("What the part says alone.")),
        )
        for column, span, text, alignment, tip in heads:
            label = QLabel(text)
            label.setProperty("kind", "soft")
            label.setToolTip(tip)
            grid.addWidget(label, 0, column, 1, span, alignment)

    @Slot()
    def _show_legend(self) -> None:
        """Say what the colours in the parts mean, and how much each part speaks for a class that was asked about."""
        why, prediction = self._session.why, self._session.prediction
        found = why.explanation
        self.legend.setVisible(bool(why.label and found.parts and prediction))
        if not prediction or not self.legend.isVisibleTo(self):
            return
        pieces = [f"{name_of(modality)} {point_of(prediction, value)}" for modality, value in found.contributions.items()]
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
        points = points_of(prediction)
        for modality, row in self.rows.items():
            self._fill(row, modality, prediction, points)
        self.sum.setText(sentence(points.told))
        self.shares.setAccessibleDescription(self.sum.text())

    def _fill(self, row: Row, modality: Modality, prediction: Prediction, points: Points) -> None:
        answer = prediction.modalities.get(modality)
        row.name.setEnabled(answer is not None)
        if answer is None:
            part = self._session.part(modality)
            there = self.tr("not used") if part.shown else self.tr("left out")
            for label in (row.contribution, row.mark):
                label.clear()
            row.bar.set_value(0, (0, 1), "")
            self._tell_weight(row, "")
            row.own.set_words(self.tr("not there") if part.content is None else there)
            row.own.setEnabled(False)
            row.mark.setAccessibleName("")
            return
        row.own.setEnabled(True)
        row.contribution.setText(points.added(modality))
        least = min(0, *points.parts.values())
        row.bar.set_value(points.parts[modality], (least, points.whole), self._theme.colours.of(modality))
        weight = self.tr("Weight in the fusion: {weight}").format(weight=QLocale().toString(answer.weight, "f", 2))
        self._tell_weight(row, weight)
        row.own.set_words(words_of(prediction.task).own(answer))
        disagrees = not task_named(prediction.task).agree(prediction.label, (answer.label,))
        row.mark.setText(self.tr("≠ disagrees") if disagrees else "")
        row.mark.setAccessibleName(self.tr("disagrees with the answer") if disagrees else "")

    def _tell_weight(self, row: Row, words: str) -> None:
        for widget in (row.name, row.bar, row.contribution):
            widget.setToolTip(words)
        row.bar.setAccessibleName(row.contribution.text())
