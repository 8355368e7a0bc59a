"""The table itself: draws all rows that are seen in one go."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from PySide6.QtCore import QItemSelectionModel, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from mmdesk.app.modalities.registry import DESK
from mmdesk.app.pages.data.table.rows_model import NAME, NUMBER, RowsModel
from mmdesk.app.services.thumbnails import SIDE

LABEL = 90
WIDTHS = {None: 56, "label": LABEL, "split": 76, NAME: 110}
"""Of the columns that are no modality's, in pixels."""
WIDEST_LABEL, NARROW_LABEL = 220, 130
"""A column of labels is so wide at most, and where there is little room, in pixels."""
MEASURED = 500
"""Of so many labels the width is looked at."""
MARGIN = 6
"""Pixels beside what a cell shows, as beside the words of the header."""
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CUT_END, CUT_MIDDLE = Qt.TextElideMode.ElideRight, Qt.TextElideMode.ElideMiddle
"""Looked up once: in Python, to join two flags takes as long as to draw a few letters."""


class RowsView(QTableView):
    """Shows a `RowsModel`."""

    def __init__(self, model: RowsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        lines = self.verticalHeader()
        lines.hide()
        lines.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        lines.setDefaultSectionSize(SIDE + 8)
        heads = self.horizontalHeader()
        heads.setHighlightSections(False)
        # With the table's own one, each drawing of the header asks 100,000 times whether a whole column is selected.
        heads.setSelectionModel(QItemSelectionModel(model, heads))
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in range(len(model.columns)):
            if self._width_of(column) is None:
                heads.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
            else:
                self.setColumnWidth(column, max(self._width_of(column) or 0, heads.sectionSizeHint(column)))
        self._needed = 0
        self.fit_columns(frozenset(), (), narrow=False)
        heads.setSortIndicator(NUMBER, Qt.SortOrder.AscendingOrder)
        heads.setSortIndicatorShown(True)
        heads.setSectionsClickable(True)

    def _width_of(self, column: int) -> int | None:
        """How wide a column is, in pixels; None for what the others leave."""
        name = self._model.columns[column]
        return DESK[name].cell_width if name is not None and name in DESK else WIDTHS[name]

    def fit_columns(self, parts: Collection[str], labels: Sequence[str], narrow: bool) -> None:
        """Leave the room of parts that no row has to what there is, and give labels what they need.

        Args:
            parts: those that any row has; without rows all have their columns
            labels: all that there are
            narrow: whether there is so little room that some columns leave theirs to others
        """
        heads, modes, columns = self.horizontalHeader(), QHeaderView.ResizeMode, self._model.columns
        for column, name in enumerate(columns):
            self.setColumnHidden(column, self._is_left_out(name, parts, narrow))
        taken = any(self._width_of(column) is None and not self.isColumnHidden(column) for column in range(len(columns)))
        label = columns.index("label")
        heads.setSectionResizeMode(label, modes.Interactive if taken else modes.Stretch)
        widest = max((self.fontMetrics().horizontalAdvance(name) for name in labels[:MEASURED]), default=0) + 2 * MARGIN
        needed = min(max(widest, heads.sectionSizeHint(label), LABEL), NARROW_LABEL if narrow else WIDEST_LABEL)
        if taken and needed != self._needed:  # else it may be as wide as the person made it
            self.setColumnWidth(label, needed)
        self._needed = needed if taken else 0  # what was stretched stays so wide until it is told otherwise

    def _is_left_out(self, name: str | None, parts: Collection[str], narrow: bool) -> bool:
        if name == NAME:
            return narrow or self._model.names < 0
        return name is not None and name in DESK and (bool(parts and name not in parts) or (narrow and DESK[name].yields))

    def paintEvent(self, event: QPaintEvent) -> None:
        # Qt's own way asks the model in hundreds of calls, and while another thread computes, each waits for the interpreter.
        painter = QPainter(self.viewport())
        palette, focused = self.palette(), self.hasFocus()
        columns = list(self._columns(event.rect()))
        metrics, selection, current = self.fontMetrics(), self.selectionModel(), self.currentIndex().row()
        any_chosen, width = selection.hasSelection(), self.viewport().width()
        for line in self._lines(event.rect()):
            top, height = self.rowViewportPosition(line), self.rowHeight(line)
            whole = QRect(0, top, width, height)
            chosen = any_chosen and selection.isSelected(self._model.index(line, NUMBER))
            if chosen:
                painter.fillRect(whole, palette.highlight())
            painter.setPen(palette.color(QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text))
            for column, left, room in columns:
                self._draw_cell(painter, metrics, QRect(left, top, room, height), line, column)
            if focused and line == current:
                painter.setPen(palette.color(QPalette.ColorRole.Accent))
                painter.drawRect(whole.adjusted(0, 0, -1, -1))

    def _columns(self, area: QRect) -> Iterator[tuple[int, int, int]]:
        """Those that are seen in this area, with the left end and the width of the room in each of their cells."""
        for column in range(self._model.columnCount()):
            left, width = self.columnViewportPosition(column), self.columnWidth(column)
            if not self.isColumnHidden(column) and left <= area.right() and left + width > area.left():
                yield column, left + MARGIN, width - 2 * MARGIN

    def _lines(self, area: QRect) -> range:
        """Those that are seen in this area."""
        first, last = self.rowAt(area.top()), self.rowAt(area.bottom())
        if first < 0:
            return range(0)
        return range(first, (last if last >= 0 else self._model.rowCount() - 1) + 1)

    def _draw_cell(self, painter: QPainter, metrics: QFontMetrics, place: QRect, line: int, column: int) -> None:
        if column in self._model.pictured:
            pixmap = self._model.picture(line, column)
            if pixmap is None:
                return
            if not pixmap.isNull():
                painter.drawPixmap(_fitting(pixmap, place, self.layoutDirection()), pixmap)
                return
        if text := self._model.words(line, column):
            cut = metrics.elidedText(text, CUT_END if column in self._model.inline else CUT_MIDDLE, place.width())
            painter.drawText(place, RIGHT if column == NUMBER else LEFT, cut)


def _fitting(pixmap: QPixmap, place: QRect, direction: Qt.LayoutDirection) -> QRect:
    """Where in its cell a picture goes."""
    size = pixmap.deviceIndependentSize().toSize()
    left = place.left() if direction == Qt.LayoutDirection.LeftToRight else place.right() + 1 - size.width()
    return QRect(left, place.top() + (place.height() - size.height()) // 2, size.width(), size.height())
