"""The card of samples: the worst mistakes, the most doubtful labels, or those of a cell of the confusion matrix."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
)

from mmdesk.app.services.evaluation import Judging
from mmdesk.app.services.projects.collection import Collection
from mmdesk.app.services.thumbnails import SIDE, Name, Thumbnails
from mmdesk.app.widgets.card import Card, heading_label
from mmdesk.core.datasets.example import Example, visible_part
from mmdesk.core.evaluation.results import Judgement, SampleList
from mmdesk.core.numerals import filled
from mmdesk.core.projects.rows import Row

MAX_ROWS = 8
LABEL, ANSWER = 1, 2
SAMPLE = 4
NUMBER = Qt.ItemDataRole.UserRole
WIDEST_NAME = 150
"""Of a column with names of classes, in pixels; the whole is in the tool tip."""
MAX_LISTED = 200
"""So many samples are listed."""


class SampleItem(QTableWidgetItem):
    """A sample in words, beside its picture once that was read."""

    def __init__(self, words: str, picture: Name, thumbnails: Thumbnails) -> None:
        super().__init__(words)
        self._picture = picture
        self._thumbnails = thumbnails

    def data(self, role: int) -> Any:
        if role != Qt.ItemDataRole.DecorationRole:
            return super().data(role)
        pixmap = self._thumbnails.pixmap(self._picture, QGuiApplication.primaryScreen().devicePixelRatio())
        if pixmap is None:
            return None
        icon = QIcon(pixmap)
        icon.addPixmap(pixmap, QIcon.Mode.Selected)  # as it is, not tinted
        return icon


class SamplesCard(Card):
    """A list of samples, each of which can be looked at in Classify.

    Signals:
        looked_at: the example that should be seen there
    """

    looked_at = Signal(object)

    def __init__(self, judging: Judging, collection: Collection) -> None:
        super().__init__()
        self._judging = judging
        self._collection = collection
        self._judgement: Judgement | None = None
        self._cell: tuple[int, ...] = ()
        self.setAccessibleName(self.tr("Samples"))
        self.what = QComboBox()
        self.what.setAccessibleName(self.tr("Which samples"))
        self.what.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.what.currentIndexChanged.connect(self.refresh)
        self.heading = heading_label()
        self.count = QLabel()
        self.count.setProperty("kind", "soft")
        self.table = self._made_table()
        self.thumbnails = Thumbnails(judging.worker("thumbnails", self), self)
        self.thumbnails.came.connect(self.table.viewport().update)
        self.table.itemSelectionChanged.connect(self._selected)
        self.table.itemActivated.connect(self.look)
        self.show_it = QPushButton(self.tr("Look at it in Classify"))
        self.show_it.clicked.connect(self.look)
        self.labels = QComboBox()
        self.labels.setAccessibleName(self.tr("Another label"))
        self.labels.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.labels.setMinimumContentsLength(8)
        self.relabel_it = QPushButton(self.tr("Label it so"))
        self.relabel_it.setToolTip(self.tr("Change the label in the open project; undo takes it back"))
        self.relabel_it.clicked.connect(self.relabel)
        self._arrange()
        collection.changed.connect(self._enable)
        collection.opened.connect(self.refresh)
        self._enable()

    def _made_table(self) -> QTableWidget:
        table = QTableWidget(0, SAMPLE + 1)
        table.setAccessibleName(self.tr("Samples"))
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setIconSize(QSize(SIDE, SIDE))
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setMaximumSectionSize(WIDEST_NAME)
        table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        header.setSectionResizeMode(SAMPLE, QHeaderView.ResizeMode.Stretch)
        return table

    def _arrange(self) -> None:
        head, bottom = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.heading)
        head.addWidget(self.what)
        head.addWidget(self.count, 1)
        bottom.addWidget(self.labels, 1)
        bottom.addWidget(self.relabel_it)
        layout = self.column()
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.table)
        layout.addWidget(self.show_it, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addLayout(bottom)

    def show_judgement(self, judgement: Judgement) -> None:
        anew = self._judgement is not None and judgement.results is self._judgement.results  # just told in another language
        chosen = self.what.currentIndex() if anew else 0
        self._judgement = judgement
        confusion = judgement.confusion
        self.what.blockSignals(True)
        self.what.clear()
        self.what.addItems([samples.title for samples in judgement.lists])
        if confusion:
            self.what.addItem(self.tr("Chosen in the matrix"))
        self.what.setCurrentIndex(chosen)
        self.what.blockSignals(False)
        several = self.what.count() > 1
        self.heading.setText(judgement.lists[0].title)
        self.heading.setVisible(not several)
        self.what.setVisible(several)
        self.labels.clear()
        self.labels.addItems(confusion.labels if confusion else ())
        self.table.setHorizontalHeaderLabels(judgement.head)
        self.thumbnails.begin(lambda item: item)
        self.refresh()

    @Slot(int, int)
    def show_cell(self, truth: int, predicted: int) -> None:
        """List the samples of one true class that got one answer."""
        if self._judgement and self._judgement.confusion:
            self._cell = self._judgement.confusion.cells.get((truth, predicted), ())
            self.what.setCurrentIndex(len(self._judgement.lists))
            self.refresh()

    @Slot()
    def refresh(self) -> None:
        judgement = self._judgement
        if judgement is None:
            return
        which = self.what.currentIndex()
        samples = judgement.lists[which] if which < len(judgement.lists) else SampleList("", self.tr("none"), self._cell)
        places = samples.places
        self.count.setText(filled(self.tr("{count:# sample|# samples}"), count=len(places)) if places else samples.none)
        listed = places[:MAX_LISTED]
        numbers = self._numbers(listed)
        self.table.setRowCount(len(listed))
        for row, place in enumerate(listed):
            picture = visible_part(judgement.results.examples[place])
            number, *others = judgement.results.cells(place)
            for column, words in enumerate((numbers.get(place, number), *others)):
                item = SampleItem(words, picture, self.thumbnails) if picture and column == SAMPLE else QTableWidgetItem(words)
                item.setData(NUMBER, place)
                item.setToolTip(words)
                self.table.setItem(row, column, item)
        pictures = any(visible_part(judgement.results.examples[place]) for place in listed)
        height = max(self.table.fontMetrics().height() + 14, SIDE + 6 if pictures else 0)
        self.table.verticalHeader().setDefaultSectionSize(height)
        seen = min(max(len(places), 1), MAX_ROWS)
        self.table.setFixedHeight(self.table.horizontalHeader().sizeHint().height() + seen * height + 8)
        self._selected()

    def _numbers(self, places: Sequence[int]) -> dict[int, str]:
        """The numbers that Data has for samples of the open project; others keep those of their table's lines."""
        view = self._collection.view
        if not (self._ours and view and self._judgement):
            return {}
        rows = [(place, Row.of(0, self._judgement.results.examples[place], view.folder)) for place in places]
        wanted = {row.parts: place for place, row in rows}
        found = ((wanted.get(row.parts), row.key) for row in view.content.rows)
        return {place: str(key + 1) for place, key in found if place is not None}

    @property
    def _ours(self) -> bool:
        """Whether the open project is what was judged."""
        judged, project = self._judgement.results.dataset if self._judgement else None, self._collection.dataset
        return bool(judged and project and project == judged.absolute())

    @property
    def selected(self) -> Example | None:
        rows = self.table.selectionModel().selectedRows()
        return self._judgement.results.examples[rows[0].data(NUMBER)] if rows and self._judgement else None

    @Slot()
    def _selected(self) -> None:
        for answer in self.table.selectionModel().selectedRows(ANSWER):
            self.labels.setCurrentText(answer.data())  # it is what a wrong label most likely should be
        self._enable()

    @Slot()
    def _enable(self) -> None:
        example = self.selected
        self.show_it.setEnabled(example is not None)
        ours = self._ours and bool(self._judgement and self._judgement.confusion)
        for control in (self.labels, self.relabel_it):
            control.setVisible(ours)
            control.setEnabled(example is not None)

    @Slot()
    def look(self) -> None:
        """Lay the sample on the desk of Classify."""
        if example := self.selected:
            self.looked_at.emit(example)

    @Slot()
    def relabel(self) -> None:
        """Give the sample another label in the open project."""
        collection = self._collection
        if (example := self.selected) and (view := collection.view):
            keys = keys_of(example, view.folder, view.content.rows)
            if not keys:
                self.count.setText(self.tr("This sample is no longer in the project as it was judged."))
                return
            label = self.labels.currentText()
            collection.edits.relabel(keys, label)
            model = self.table.model()
            model.setData(model.index(self.table.currentRow(), LABEL), label)
            self.count.setText(self.tr("Row {row} is labelled {label} now.").format(row=keys[0] + 1, label=label))


def keys_of(example: Example, folder: Path, rows: Sequence[Row]) -> list[int]:
    """The rows of a table in `folder` that hold just this example."""
    wanted = Row.of(0, example, folder)
    return [row.key for row in rows if row.label == wanted.label and row.parts == wanted.parts]
