"""The confusion matrix as a table that mouse and keyboard can go through."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QHBoxLayout, QHeaderView, QLabel, QTableView

from mmdesk.app.pages.judge.names_header import LONGEST, MARGIN, NamesHeader
from mmdesk.app.system.theme import Theme
from mmdesk.app.widgets.card import Card, heading_label
from mmdesk.core.evaluation.results import Confusion
from mmdesk.core.numerals import filled, percent, whole

Index = QModelIndex | QPersistentModelIndex
SIDE, MIN_SIDE, MAX_ROWS = 46, 24, 12
HEIGHT, MIN_HEIGHT = 32, 22
"""Of a cell; of more than `MAX_ROWS` classes each has only what its numbers need, so that more of them are seen."""
LISTED = 20
"""So many of the most frequent confusions can be gone to."""
COUNTS, ROWS, COLUMNS = range(3)


class ConfusionModel(QAbstractTableModel):
    """Counts, or shares of their row or column."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._labels: tuple[str, ...] = ()
        self._counts: tuple[tuple[int, ...], ...] = ()
        self._sums: tuple[list[int], list[int]] = ([], [])
        self._way = COUNTS

    def set_counts(self, labels: tuple[str, ...], counts: tuple[tuple[int, ...], ...]) -> None:
        self.beginResetModel()
        self._labels, self._counts = labels, counts
        self._sums = [sum(row) for row in counts], [sum(column) for column in zip(*counts, strict=True)]
        self.endResetModel()

    def set_way(self, way: int) -> None:
        self.beginResetModel()
        self._way = way
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        return len(self._labels)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(self._labels)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        return self._labels[section] if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, column = index.row(), index.column()
        count = self._counts[row][column]
        of = self._sums[1][column] if self._way == COLUMNS else self._sums[0][row]
        share = count / of if of else 0.0
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return "" if not count else whole(count) if self._way == COUNTS else percent(share, ".0f")
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignCenter
            case Qt.ItemDataRole.BackgroundRole:
                colour = QColor(self._theme.colours.accent)
                colour.setAlphaF(0.05 + 0.85 * share)
                return colour
            case Qt.ItemDataRole.ForegroundRole:
                return QColor(self._theme.colours.on_accent if share > 0.55 else self._theme.colours.strong)
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                words = self.tr("{count:# sample|# samples} of the class {truth} {count:was|were} answered {predicted}")
                return filled(words, count=count, truth=self._labels[row], predicted=self._labels[column])
        return None


class ConfusionCard(Card):
    """Shows the matrix.

    Signals:
        chosen: numbers of the true class and of the answered one, of the cell that was chosen
    """

    chosen = Signal(int, int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Confusion"))
        heading = heading_label(self.tr("Confusion"))
        hint = QLabel(self.tr("Rows are the true class, columns the answer. Choose a cell to see its samples."))
        hint.setProperty("kind", "soft")
        hint.setWordWrap(True)
        self.way = QComboBox()
        self.way.setAccessibleName(self.tr("Numbers in the cells"))
        self.way.addItems([self.tr("counts"), self.tr("shares of the true class"), self.tr("shares of the answers")])
        self.model = ConfusionModel(theme)
        self.way.currentIndexChanged.connect(self.model.set_way)
        self.heads = NamesHeader()
        self.table = self._made_table()
        self.table.selectionModel().currentChanged.connect(self._chosen)
        self.table.selectionModel().currentChanged.connect(self.table.horizontalHeader().viewport().update)
        self.worst = QComboBox()
        self.worst.setAccessibleName(self.tr("Most frequent confusions"))
        self.worst.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.worst.setMinimumContentsLength(12)
        self.worst.activated.connect(self._go)
        theme.changed.connect(self.table.viewport().update)
        head = QHBoxLayout()
        head.addWidget(heading)
        head.addStretch()
        head.addWidget(self.way)
        layout = self.column()
        layout.addLayout(head)
        layout.addWidget(hint)
        layout.addWidget(self.worst)
        layout.addWidget(self.table)

    def _made_table(self) -> QTableView:
        table = QTableView()
        table.setAccessibleName(self.tr("Confusion matrix"))
        table.setModel(self.model)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setHorizontalHeader(self.heads)
        table.horizontalHeader().setMinimumSectionSize(MIN_SIDE)
        table.verticalHeader().setMinimumSectionSize(MIN_HEIGHT)
        table.verticalHeader().setMaximumWidth(LONGEST + 2 * MARGIN)
        table.verticalHeader().setTextElideMode(Qt.TextElideMode.ElideMiddle)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for header in (table.horizontalHeader(), table.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setHighlightSections(True)
        return table

    def show_confusion(self, confusion: Confusion) -> None:
        self.model.set_counts(confusion.labels, confusion.counts)
        self.heads.measure()
        self._fill_worst(confusion)
        fits = len(confusion.labels) <= MAX_ROWS
        most = max((count for row in confusion.counts for count in row), default=0)
        digits = max(self.fontMetrics().horizontalAdvance(whole(most)), self.fontMetrics().horizontalAdvance("100 %")) + 8
        across, down = self.table.horizontalHeader(), self.table.verticalHeader()
        across.setDefaultSectionSize(SIDE if fits else max(digits, MIN_SIDE))
        down.setDefaultSectionSize(HEIGHT if fits else MIN_HEIGHT)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch if fits else QHeaderView.ResizeMode.Fixed)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As high as the names above it and some rows; the page scrolls, and the matrix where there are more."""
        count = self.model.rowCount()
        seen = min(count * self.table.verticalHeader().defaultSectionSize(), MAX_ROWS * HEIGHT)
        room = self.table.width() - self.table.verticalHeader().sizeHint().width() - 2
        fits = count <= MAX_ROWS and count * MIN_SIDE <= room
        bar = 0 if fits else self.table.horizontalScrollBar().sizeHint().height()
        self.table.setFixedHeight(self.table.horizontalHeader().sizeHint().height() + seen + bar + 2)
        self.table.updateGeometry()

    def _fill_worst(self, confusion: Confusion) -> None:
        """The cells beside the diagonal with most samples, to be gone to where there are too many classes to look for them."""
        counts = [(count, row, column) for row, line in enumerate(confusion.counts) for column, count in enumerate(line)]
        wrong = sorted((-count, row, column) for count, row, column in counts if count and row != column)[:LISTED]
        self.worst.clear()
        self.worst.addItem(self.tr("Most frequent confusions…"))
        for count, row, column in wrong:
            truth, predicted = confusion.labels[row], confusion.labels[column]
            words = self.tr("{truth} taken for {predicted}: {count}").format(truth=truth, predicted=predicted, count=whole(-count))
            self.worst.addItem(words, (row, column))
        self.worst.setVisible(bool(wrong) and len(confusion.labels) > 2)

    @Slot(int)
    def _go(self, place: int) -> None:
        if cell := self.worst.itemData(place):
            self.table.setCurrentIndex(self.model.index(*cell))

    @Slot(QModelIndex)
    def _chosen(self, cell: QModelIndex) -> None:
        if cell.isValid():
            self.chosen.emit(cell.row(), cell.column())
