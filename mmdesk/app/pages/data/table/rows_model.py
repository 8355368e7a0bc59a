"""The rows that were found, as Qt's tables see them; nothing is made for a row that is not seen."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Slot
from PySide6.QtGui import QGuiApplication, QPixmap

from mmdesk.app.modalities.registry import DESK
from mmdesk.app.services.thumbnails import Name, Thumbnails
from mmdesk.app.system.labels import name_of, split_name
from mmdesk.core.modalities.registry import MODALITIES

if TYPE_CHECKING:  # the window is up before numpy is needed
    from mmdesk.core.projects.rows import Row

NUMBER = 0
"""The first column; then come the modalities in the registry's order, the label and the split."""
NAME = "name"
"""The last column: what the files of an example were called before the project had them."""
MAX_TIP_CHARACTERS = 2000


def orders() -> tuple[str | None, ...]:
    """What each column shows, and what it is sorted by."""
    return (None, *MODALITIES, "label", "split", NAME)


ANY_INDEX = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class RowsModel(QAbstractTableModel):
    """Shows `rows[place]` for each of `places`.

    Attributes:
        columns: what each column shows
        pictured, inline: columns in which there are pictures, and in which there are words, not names
    """

    def __init__(self, thumbnails: Thumbnails, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self.rows: tuple[Row, ...] = ()
        self.places: array[int] = array("i")
        self.marked: frozenset[int] = frozenset()
        self.names = -1
        self.columns = orders()
        parts = {column: MODALITIES[name] for column, name in enumerate(self.columns) if name is not None and name in MODALITIES}
        self.pictured = frozenset(column for column, part in parts.items() if part.visible)
        self.inline = frozenset(column for column, part in parts.items() if part.inline)
        # Looked up once: a table that is scrolled asks for thousands of cells a second.
        self._words = tuple(map(self._teller, self.columns))
        self._heads = ("", *map(name_of, MODALITIES), self.tr("Label"), self.tr("Split"), self.tr("Name"))
        thumbnails.came.connect(self._pictures_came)

    def show(self, rows: tuple[Row, ...], places: array[int]) -> bool:
        """Show these; says whether they are as many as before in the same order, so that what is selected stays."""
        same = places == self.places and len(rows) == len(self.rows) and (not rows or rows[-1].key == self.rows[-1].key)
        if same:
            self.rows = rows
            if places:
                self.dataChanged.emit(self.index(0, 0), self.index(len(places) - 1, len(self.columns) - 1))
        else:
            self.beginResetModel()
            self.rows, self.places = rows, places
            self.endResetModel()
        return same

    def mark(self, keys: frozenset[int]) -> None:
        """Mark the rows with these keys: something is wrong with them."""
        self.marked = keys
        if self.places:
            self.dataChanged.emit(self.index(0, NUMBER), self.index(len(self.places) - 1, NUMBER))

    def row(self, line: int) -> Row:
        return self.rows[self.places[line]]

    def keys(self, lines: Iterable[int]) -> list[int]:
        """The keys of what these lines of the table show."""
        rows, places = self.rows, self.places
        return [rows[places[line]].key for line in lines]

    def lines_of(self, keys: frozenset[int]) -> list[int]:
        """Which lines show the rows with these keys."""
        rows = self.rows
        return [line for line, place in enumerate(self.places) if rows[place].key in keys]

    def rowCount(self, parent: ANY_INDEX = ROOT) -> int:
        return 0 if parent.isValid() else len(self.places)

    def columnCount(self, parent: ANY_INDEX = ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        return None

    def spoken(self, line: int) -> str:
        """All that the row on this line says, for who hears the window."""
        return ", ".join(filter(None, (self._whole(self.row(line), column) for column in range(len(self.columns)))))

    def data(self, index: ANY_INDEX, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self.row(index.row()), index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.words(index.row(), column)
            case Qt.ItemDataRole.ToolTipRole:
                return self.words(index.row(), column) if column in self.pictured else self._whole(row, column)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._whole(row, column) if column in self.pictured else self.words(index.row(), column)
        return None

    def words(self, line: int, column: int) -> str:
        """What a cell says."""
        if column in self.pictured:
            picture = self.picture(line, column)
            return "⚠ " + self._words[column](self.row(line)) if picture is not None and picture.isNull() else ""
        return self._words[column](self.row(line))

    def _teller(self, name: str | None) -> Callable[[Row], str]:
        """What tells of a row what a column says, in words."""
        if name is None:
            return lambda row: f"{row.key + 1} ⚠" if row.key in self.marked else str(row.key + 1)
        if name == "label":
            return attrgetter(name)
        if name == "split":
            return lambda row: split_name(row.split) if row.split else ""
        if name == NAME:
            return lambda row: row.further_cell(self.names)
        words = DESK[name].cell
        return lambda row: words(row.cell(name))

    def visible(self, line: int) -> Name | None:
        """The part of a row that there is something to see of."""
        contents = self.row(line).contents
        return next(((name, contents[name]) for name in MODALITIES if MODALITIES[name].visible and contents.get(name)), None)

    def substance(self, line: int) -> str:
        """What a row without a picture says: its words, else the names of its files."""
        contents = self.row(line).contents
        inline = [contents[name] for name in MODALITIES if MODALITIES[name].inline and contents.get(name)]
        return " ".join(inline) if inline else self.name(line)

    def name(self, line: int) -> str:
        """What a row's files were called first, as far as that is known."""
        row = self.row(line)
        contents = row.contents
        files = [DESK[name].cell(contents[name]) for name in MODALITIES if not MODALITIES[name].inline and contents.get(name)]
        return row.further_cell(self.names) or ", ".join(files) or str(row.key + 1)

    def _whole(self, row: Row, column: int) -> str:
        """What a cell says without being cut."""
        name = self.columns[column]
        if name is None:
            return str(row.key + 1)
        return row.further_cell(self.names) if name == NAME else row.cell(name)[:MAX_TIP_CHARACTERS]

    def picture(self, line: int, column: int) -> QPixmap | None:
        """What there is to see in a cell; None if nothing, or not yet, and null if it cannot be read."""
        name = self.columns[column]
        if name is None or column not in self.pictured or not (cell := self.row(line).cell(name)):
            return None
        return self._thumbnails.pixmap((name, cell), QGuiApplication.primaryScreen().devicePixelRatio())

    @Slot()
    def _pictures_came(self) -> None:
        if self.places and self.pictured:
            self.dataChanged.emit(self.index(0, min(self.pictured)), self.index(len(self.places) - 1, max(self.pictured)))
