"""What a person does with the answers of a batch: choosing which are seen, and taking those that are right as labels."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from mmdesk.app.pages.classify.batch_model import BatchModel, Wish
from mmdesk.app.system.theme import mark
from mmdesk.core.numerals import filled, percent

Index = QModelIndex | QPersistentModelIndex
BOUNDS = 0.5, 0.8, 0.95
"""Of the scores that can be chosen."""


class BatchFilter(QWidget):
    """By answer and by score.

    Signals:
        wished: what should be shown is another
    """

    wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.label = self._chooser(self.tr("Answers that are shown"))
        self.score = self._chooser(self.tr("Scores that are shown"))
        self.score.addItem(self.tr("any score"), (None, None))
        for bound in BOUNDS:
            self.score.addItem(self.tr("below {score}").format(score=percent(bound, ".0f")), (None, bound))
        for bound in BOUNDS:
            self.score.addItem(self.tr("{score} and more").format(score=percent(bound, ".0f")), (bound, None))
        self.set_labels(())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.label, 1)
        row.addWidget(self.score, 1)

    def _chooser(self, name: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(6)
        box.currentIndexChanged.connect(self.wished)
        return box

    def set_labels(self, labels: tuple[str, ...]) -> None:
        """Offer these; what was chosen stays if it is there."""
        chosen = self.label.currentData()
        with QSignalBlocker(self.label):
            self.label.clear()
            self.label.addItem(self.tr("all answers"), None)
            for label in labels:
                self.label.addItem(label, label)
            self.label.setCurrentIndex(max(self.label.findData(chosen), 0) if chosen is not None else 0)

    def wish(self, problems: bool) -> Wish:
        """What is chosen, and whether only rows without an answer are."""
        least, below = self.score.currentData()
        return Wish(problems, self.label.currentData(), least, below)


class BatchReview(QWidget):
    """Ticks what is shown, and takes what is ticked.

    Signals:
        take: what is ticked should become examples
    """

    take = Signal()

    def __init__(self, model: BatchModel) -> None:
        super().__init__()
        self._model = model
        self.tick_all = QPushButton(self.tr("Tick all shown"))
        self.tick_all.setToolTip(self.tr("Tick the answers that are right; a double click on an answer corrects it"))
        self.tick_all.clicked.connect(self._tick)
        self.take_it = QPushButton()
        self.take_it.setToolTip(self.tr("Copy the ticked samples into the project, each with its answer as its label"))
        self.take_it.clicked.connect(self.take)
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.told.hide()
        row = QHBoxLayout()
        row.addWidget(self.tick_all)
        row.addStretch()
        row.addWidget(self.take_it)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addLayout(row)
        rows.addWidget(self.told)
        model.reviewed.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        count = len(self._model.ticked)
        taken = filled(self.tr("Take {count:# example|# examples}"), count=count)
        self.take_it.setText(taken if count else self.tr("Take as examples"))
        self.take_it.setEnabled(count > 0)

    def tell(self, words: str, kind: str) -> None:
        """Say what became of those that were taken; `kind` is "soft" or "problem"."""
        self.told.setText(words)
        mark(self.told, "kind", kind)
        self.told.setVisible(bool(words))

    @Slot()
    def _tick(self) -> None:
        """Once more takes the ticks away."""
        rows = range(self._model.rowCount())
        labelled = {number for number in map(self._model.number, rows) if self._model.answer(number)}
        self._model.tick(rows, not labelled <= self._model.ticked)


class SampleDelegate(QStyledItemDelegate):
    """A sample that has a picture is told by it alone; what its file is called says the tool tip."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        if not option.icon.isNull():
            option.features &= ~QStyleOptionViewItem.ViewItemFeature.HasDisplay


class LabelDelegate(QStyledItemDelegate):
    """A label is chosen, or written, where the answer stands."""

    labels: tuple[str, ...] = ()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        box = QComboBox(parent)
        box.setEditable(True)
        box.addItems(list(self.labels))
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QComboBox):
            editor.setEditText(index.data(Qt.ItemDataRole.EditRole))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentText())
