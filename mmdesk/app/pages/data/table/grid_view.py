"""The rows as a grid of thumbnails: draws all that are seen in one go, in groups with their counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QRegion,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView

from mmdesk.app.pages.data.table.grid_cells import SIDES, USUAL_SIDE, Cells, draw_head
from mmdesk.app.pages.data.table.grid_layout import GridLayout
from mmdesk.app.pages.data.table.rows_model import RowsModel
from mmdesk.app.services.thumbnails import Thumbnails

if TYPE_CHECKING:
    from mmdesk.core.projects.query import Group

Index = QModelIndex | QPersistentModelIndex
EDGE = 4
COMING_MILLISECONDS = 40
"""Pictures that come within this time are drawn together."""


class GridView(QAbstractItemView):
    """Shows a `RowsModel`.

    `words_of` says what a group's head tells, and how much of its goal there is: 0 to 1, None without one.

    Signals:
        zoomed: the side of the pictures is another, in pixels
    """

    zoomed = Signal(int)

    def __init__(self, model: RowsModel, thumbnails: Thumbnails, words_of: Callable[[Group], tuple[str, float | None]]) -> None:
        super().__init__()
        self._rows = model
        self._thumbnails = thumbnails
        self._words_of = words_of
        self._groups: tuple[Group, ...] = ()
        self._cells = Cells(model, thumbnails, USUAL_SIDE)
        self._anchor = 0
        self._layout = GridLayout.of(1, QSize(1, 1), 0, 0, ())
        self._coming = QTimer(self, singleShot=True, interval=COMING_MILLISECONDS)
        self._coming.timeout.connect(self.viewport().update)
        thumbnails.came.connect(self._picture_came)
        self.setModel(model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setTabKeyNavigation(False)

    # What is shown

    @property
    def side(self) -> int:
        """Of the pictures, in pixels."""
        return self._cells.side

    def set_side(self, side: int) -> None:
        """Zoom; what is in the middle stays in sight."""
        if side != self._cells.side:
            middle = self._layout.nearest(QPoint(0, self.verticalOffset() + self.viewport().height() // 2))
            self._cells.side = side
            self._arrange()
            if middle >= 0:
                self.verticalScrollBar().setValue(self._layout.place(middle).center().y() - self.viewport().height() // 2)
            self.zoomed.emit(side)

    def set_groups(self, groups: Sequence[Group]) -> None:
        """The model's rows are in these groups now."""
        self._groups = tuple(groups)
        self._arrange()

    def _arrange(self) -> None:
        head = round(self.fontMetrics().height() * 1.8)
        groups = self._groups if sum(group.count for group in self._groups) == len(self._rows.places) else ()
        room = self.viewport().size()
        cell = self._cells.size(self.fontMetrics().height())
        self._layout = GridLayout.of(room.width() - 2 * EDGE, cell, head, len(self._rows.places), groups)
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, self._layout.height - room.height() + 2 * EDGE))
        bar.setPageStep(room.height())
        bar.setSingleStep(max(cell.height() // 3, 1))
        seen = (room.height() // cell.height() + 2) * self._layout.across
        self._thumbnails.resize(self._cells.side, seen)
        self.viewport().update()

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def doItemsLayout(self) -> None:
        self._arrange()
        super().doItemsLayout()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell who hears the window what is drawn in the cell with the keyboard."""
        super().currentChanged(current, previous)
        if current.isValid():
            self.setAccessibleDescription(self._rows.spoken(current.row()))
            if self.hasFocus():
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.accessibleDescription()))

    def _picture_came(self) -> None:
        if self.isVisible() and not self._coming.isActive():
            self._coming.start()

    # Drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        top, area = self.verticalOffset(), event.rect()
        selection, current = self.selectionModel(), self.currentIndex().row()
        palette, focused = self.palette(), self.hasFocus()
        for number, lines in self._layout.seen(top + area.top() - EDGE, top + area.bottom()):
            if self._layout.head:
                head = self._layout.head_place(number).translated(EDGE, EDGE - top)
                draw_head(painter, head, palette, *self._words_of(self._groups[number]))
            for line in lines:
                place = self._layout.place(line).translated(EDGE, EDGE - top)
                if chosen := selection.isSelected(self._rows.index(line, 0)):
                    painter.fillRect(place.adjusted(1, 1, -1, -1), palette.highlight())
                painter.setPen(palette.color(QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text))
                self._cells.draw(painter, place, line, bool(self._layout.head))
                if line == current and focused:
                    painter.setPen(palette.color(QPalette.ColorRole.Accent))
                    painter.drawRect(place.adjusted(0, 0, -1, -1))

    # What Qt asks of a view

    def visualRect(self, index: Index) -> QRect:
        if not index.isValid() or index.row() >= self._layout.count:
            return QRect()
        return self._layout.place(index.row()).translated(EDGE, EDGE - self.verticalOffset())

    def indexAt(self, point: QPoint) -> QModelIndex:
        line = self._layout.line_at(self._inside(point))
        return self._rows.index(line, 0) if line >= 0 else QModelIndex()

    def scrollTo(self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible) -> None:
        place, bar = self.visualRect(index), self.verticalScrollBar()
        if place.top() < 0:
            bar.setValue(bar.value() + place.top() - EDGE)
        elif place.bottom() > self.viewport().height():
            bar.setValue(bar.value() + place.bottom() - self.viewport().height() + EDGE)

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: Index) -> bool:
        return False

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        return QRegion(self.viewport().rect())

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Selecting by mouse and keyboard is done below."""

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        layout, line, actions = self._layout, max(self.currentIndex().row(), 0), QAbstractItemView.CursorAction
        if not layout.count:
            return QModelIndex()
        page = max(self.viewport().height() // layout.cell.height(), 1)
        match action:
            case actions.MoveLeft | actions.MovePrevious:
                line -= 1
            case actions.MoveRight | actions.MoveNext:
                line += 1
            case actions.MoveUp | actions.MoveDown:
                line = layout.above_or_below(line, -1 if action == actions.MoveUp else 1)
            case actions.MovePageUp | actions.MovePageDown:
                line = layout.above_or_below(line, -page if action == actions.MovePageUp else page)
            case actions.MoveHome:
                line = 0
            case actions.MoveEnd:
                line = layout.count - 1
        return self._rows.index(min(max(line, 0), layout.count - 1), 0)

    # Mouse, wheel and keyboard

    def _inside(self, point: QPoint) -> QPoint:
        """Where in the whole grid this point of what is seen is."""
        return point + QPoint(-EDGE, self.verticalOffset() - EDGE)

    def select_lines(self, first: int, last: int, command: QItemSelectionModel.SelectionFlag) -> None:
        """Select the cells from one to another, in either order."""
        low, high = sorted((first, last))
        chosen = QItemSelection(self._rows.index(low, 0), self._rows.index(high, self._rows.columnCount() - 1))
        self.selectionModel().select(chosen, command)

    def _go(self, line: int, modifiers: Qt.KeyboardModifier) -> None:
        """Put the keyboard to a cell; select as tables do."""
        flags, index = QItemSelectionModel.SelectionFlag, self._rows.index(line, 0)
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            self.select_lines(self._anchor, line, flags.ClearAndSelect)
        else:
            self._anchor = line
            toggle = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
            self.select_lines(line, line, flags.Toggle if toggle else flags.ClearAndSelect)
        self.selectionModel().setCurrentIndex(index, flags.NoUpdate)
        self.scrollTo(index)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point, flags = self._inside(event.position().toPoint()), QItemSelectionModel.SelectionFlag
        line, head = self._layout.line_at(point), self._layout.head_at(point)
        chosen = line >= 0 and self.selectionModel().isSelected(self._rows.index(line, 0))
        if event.button() == Qt.MouseButton.RightButton and chosen:
            return
        if line >= 0:
            self._go(line, event.modifiers())
        elif head >= 0 and self._layout.head and (size := self._layout.size_of(head)):
            self._anchor = self._layout.starts[head]
            self.select_lines(self._anchor, self._anchor + size - 1, flags.ClearAndSelect)
            self.selectionModel().setCurrentIndex(self._rows.index(self._anchor, 0), flags.NoUpdate)
        else:
            self.selectionModel().clearSelection()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        line = self._layout.nearest(self._inside(event.position().toPoint()))
        if event.buttons() & Qt.MouseButton.LeftButton and line >= 0 and line != self.currentIndex().row():
            self._go(line, Qt.KeyboardModifier.ShiftModifier)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if (index := self.indexAt(event.position().toPoint())).isValid():
            self.activated.emit(index)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def zoom(self, steps: int) -> None:
        """Show larger pictures, or smaller ones."""
        number = min(range(len(SIDES)), key=lambda place: abs(SIDES[place] - self._cells.side))
        self.set_side(SIDES[min(max(number + steps, 0), len(SIDES) - 1)])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        actions, keys = QAbstractItemView.CursorAction, Qt.Key
        moves = {
            keys.Key_Left: actions.MoveLeft,
            keys.Key_Right: actions.MoveRight,
            keys.Key_Up: actions.MoveUp,
            keys.Key_Down: actions.MoveDown,
            keys.Key_PageUp: actions.MovePageUp,
            keys.Key_PageDown: actions.MovePageDown,
            keys.Key_Home: actions.MoveHome,
            keys.Key_End: actions.MoveEnd,
        }
        action = moves.get(Qt.Key(event.key()))
        if action is not None and (index := self.moveCursor(action, event.modifiers())).isValid():
            self._go(index.row(), event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        elif event.key() in (keys.Key_Return, keys.Key_Enter) and self.currentIndex().isValid():
            self.activated.emit(self.currentIndex())
        elif event.key() == keys.Key_A and event.modifiers() & Qt.KeyboardModifier.ControlModifier and self._layout.count:
            self.select_lines(0, self._layout.count - 1, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        else:
            event.ignore()
