"""Which rows of the table are selected, and which has the keyboard; whichever view shows them."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject, Signal, Slot

from mmdesk.app.pages.data.table.rows_model import RowsModel
from mmdesk.app.pages.data.table.rows_view import RowsView

if TYPE_CHECKING:
    from mmdesk.core.projects.rows import Row

MAX_RESELECTED = 2000
"""More rows are not selected again when the table is another."""


class Kept(NamedTuple):
    """What was selected before the table was another: the keys of the rows, and the line with the keyboard."""

    keys: frozenset[int]
    line: int


class Selection(QObject):
    """The selection of a table.

    Attributes:
        lines: Qt's own, which other views may share

    Signals:
        changed: other rows are selected, or as many of others
        current_changed: the row with the keyboard is another, a `Row` or None
    """

    changed = Signal()
    current_changed = Signal(object)

    def __init__(self, table: RowsView, model: RowsModel) -> None:
        super().__init__(table)
        self._table = table
        self._model = model
        self.lines = table.selectionModel()
        self.lines.selectionChanged.connect(self.changed)
        self.lines.currentRowChanged.connect(self._tell_current)

    @property
    def current(self) -> Row | None:
        """The row with the keyboard."""
        index = self.lines.currentIndex()
        return self._model.row(index.row()) if index.isValid() else None

    @property
    def count(self) -> int:
        return sum(len(lines) for lines in self._ranges())

    def keys(self) -> list[int]:
        """The keys of the selected rows."""
        return self._model.keys(itertools.chain.from_iterable(self._ranges()))

    def _ranges(self) -> list[range]:
        parts = self.lines.selection()
        return [range(part.top(), part.bottom() + 1) for part in map(parts.at, range(parts.count()))]

    def select(self, keys: frozenset[int]) -> None:
        """Select the rows with these keys, as far as they are shown."""
        lines = self._model.lines_of(keys)
        selection = QItemSelection()
        last = self._model.columnCount() - 1
        for line in lines:
            selection.select(self._model.index(line, 0), self._model.index(line, last))
        self.lines.select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if lines:
            self.lines.setCurrentIndex(self._model.index(lines[0], 0), QItemSelectionModel.SelectionFlag.NoUpdate)

    def kept(self) -> Kept:
        """What to take up again when the table is another."""
        keys = frozenset(self.keys()) if self.count <= MAX_RESELECTED else frozenset()
        return Kept(keys, self.lines.currentIndex().row())

    def take_up(self, kept: Kept) -> None:
        """Select the same rows in the table as it is now; where they are gone, the line has the keyboard that was there."""
        if kept.keys:
            self.select(kept.keys)
        if kept.line >= 0 and not self.lines.currentIndex().isValid():
            self._go_to(min(kept.line, self._model.rowCount() - 1))

    @Slot(int)
    def go_on(self, step: int) -> None:
        """Have the keyboard on the row so many lines on."""
        self._go_to(min(max(self.lines.currentIndex().row() + step, 0), self._model.rowCount() - 1))

    def _go_to(self, line: int) -> None:
        if line >= 0:
            self._table.selectRow(line)

    def tell(self) -> None:
        """The table is another, of which Qt's own selection says nothing."""
        self.changed.emit()
        self._tell_current()

    @Slot()
    def _tell_current(self) -> None:
        self.current_changed.emit(self.current)
