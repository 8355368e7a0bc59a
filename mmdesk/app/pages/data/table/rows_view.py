"""The table itself: draws all rows that are seen in one go."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QItemSelectionModel, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from mmdesk.app.modalities.registry import DESK
from mmdesk.app.pages.data.table.rows_model import NAME, NUMBER, RowsModel
from mmdesk.app.services.thumbnails import SIDE

WIDTHS = {None: 56, "label": 90, "split": 76, NAME: 110}
"""Of the columns that are no modality's, in pixels."""
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
        for column, name in enumerate(model.columns):
            width = DESK[name].cell_width if name is not None and name in DESK else WIDTHS[name]
            if width is None:
                heads.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
            else:
                self.setColumnWidth(column, max(width, heads.sectionSizeHint(column)))
        heads.setSortIndicator(NUMBER, Qt.SortOrder.AscendingOrder)
        heads.setSortIndicatorShown(True)
        heads.setSectionsClickable(True)

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
