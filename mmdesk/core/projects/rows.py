"""The rows of a project's table, as they are edited: frozen, cheap to keep by the hundred thousand."""

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter, itemgetter
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, Self

from mmdesk.bootstrap import without_collecting
from mmdesk.core.datasets.example import Dataset, Example, Skipped, cell_of
from mmdesk.core.datasets.folder import Folder
from mmdesk.core.datasets.headings import Cells, Columns, column_names, shared
from mmdesk.core.datasets.table import Endless, Form, Table, parse_table, write_table
from mmdesk.core.errors import QT_TRANSLATE_NOOP, DatasetError, MediaError, Sentence
from mmdesk.core.files import check_name, shown
from mmdesk.core.modalities.registry import MODALITIES, Modality
from mmdesk.core.modalities.text.files import checked_text

_SUBJECTS = {
    "label": Sentence(QT_TRANSLATE_NOOP("errors", "The label")),
    "split": Sentence(QT_TRANSLATE_NOOP("errors", "The split")),
}
ORIGINAL = "original_name"
"""The column of what files were called before the project had them; it is there where that is another name than they have."""
NOTHING: Mapping[Modality, str] = MappingProxyType({})


class _Head(NamedTuple):
    """What every row has; its cells follow.

    Attributes:
        key: its number, which it keeps as long as the project is open; rows are in the order of their keys
        modalities: those of which it has a cell that is not empty, in the registry's order
        label, split: as the person wrote them; empty where nothing is said
    """

    key: int
    modalities: tuple[Modality, ...]
    label: str
    split: str


_CELLS = len(_Head._fields)
"""So many items of a row come before its cells."""
_cells: Callable[[tuple[Any, ...]], tuple[str, ...]] = itemgetter(slice(_CELLS, None))
texts_of: Callable[[_Head], tuple[str, ...]] = itemgetter(slice(_Head._fields.index("label"), None))
"""Gives all that a row says: label, split and every cell."""
Kind = tuple[tuple[Modality, ...], str, str]
"""Modalities, label and split: what rows are counted by."""
PIECE = 4096
"""So many are looked at before other threads get their turn, or it is asked whether anybody waits for them."""
kind_of: Callable[[_Head], Kind] = itemgetter(slice(_Head._fields.index("modalities"), _CELLS))


class Row(_Head):
    """One line of the table: a flat tuple, in which the modalities' cells follow the head, and then the further ones.

    Which cell is which modality's, `modalities` tells; rows that have the same share it. So a row takes half the memory of one
    with a dictionary.
    """

    __slots__ = ()

    def __new__(
        cls, key: int, contents: Mapping[Modality, str] = NOTHING, label: str = "", split: str = "", further: Sequence[str] = ()
    ) -> Self:
        """`contents` has each modality's cell, in the registry's order, but no empty ones."""
        return tuple.__new__(cls, (key, shared(tuple(contents)), label, split, *contents.values(), *further))

    @classmethod
    def of(cls, key: int, example: Example, root: Path) -> Self:
        """The row of an example whose files lie in `root`."""
        contents = {modality: cell for modality, part in example.parts.items() if (cell := cell_of(part, root))}
        return cls(key, contents, example.label, example.split)

    def _replace(self, **changes: Any) -> Self:
        """The same with others of the things from which it was made."""
        same = {"key": self.key, "contents": self.contents, "label": self.label, "split": self.split, "further": self.further}
        return type(self)(**{**same, **changes})

    def __getnewargs__(self) -> tuple[Any, ...]:
        return self.key, self.contents, self.label, self.split, self.further

    def __repr__(self) -> str:
        return f"Row({self.key}, {self.contents}, {self.label!r}, {self.split!r}, {self.further})"

    @property
    def contents(self) -> dict[Modality, str]:
        """Each modality's cell, in the registry's order; empty ones are left out."""
        return dict(zip(self.modalities, _cells(self), strict=False))

    @property
    def parts(self) -> tuple[tuple[Modality, ...], tuple[str, ...]]:
        """The same to be compared with those of other rows, of which there may be a hundred thousand."""
        return self.modalities, _cells(self)[: len(self.modalities)]

    @property
    def further(self) -> tuple[str, ...]:
        """The cells of the columns that mmdesk does not know."""
        return _cells(self)[len(self.modalities) :]

    def has(self, modality: Modality) -> bool:
        return bool(self.cell(modality).strip())

    @property
    def blank(self) -> bool:
        """Whether nothing would be left of it when it is read again: a table cannot hold such a row."""
        if self.label.strip() or self.split.strip() or any(self.further):
            return False
        return not any(cell.strip() or MODALITIES[modality].inline for modality, cell in self.contents.items())

    @property
    def cells(self) -> Cells:
        """What it says, without the further cells."""
        return self[1 : _CELLS + len(self.modalities)]

    @property
    def named(self) -> Iterator[tuple[str, str]]:
        """Every cell that says something, with its column."""
        yield from self.contents.items()
        yield from (("label", self.label), ("split", self.split))

    def cell(self, column: str) -> str:
        """What it says in a column that mmdesk knows; empty where nothing."""
        if column in _SUBJECTS:
            return self.label if column == "label" else self.split
        return _cells(self)[self.modalities.index(column)] if column in self.modalities else ""

    def further_cell(self, place: int) -> str:
        """What it says in one of the columns that mmdesk does not know; empty where nothing, or for -1."""
        return self.further[place] if 0 <= place < len(self.further) else ""

    def with_cell(self, column: str, cell: str) -> Self:
        """The same with another cell."""
        names = (*_Head._fields, *self.modalities)
        if column in names and (cell or column in _SUBJECTS):
            place = names.index(column)
            return tuple.__new__(type(self), (*self[:place], cell, *self[place + 1 :]))
        cells = {**self.contents, column: cell}
        return self._replace(contents={modality: cells[modality] for modality in MODALITIES if cells.get(modality)})


def cells_in(rows: Iterable[Row], column: str | int) -> Iterator[str]:
    """What each row says in a column that mmdesk knows, or in the further one with this number; empty where nothing."""
    if isinstance(column, int):
        return (row.further_cell(column) for row in rows)
    return map(attrgetter(column), rows) if column in _SUBJECTS else _contents_in(rows, column)


def _contents_in(rows: Iterable[Row], modality: Modality) -> Iterator[str]:
    known: tuple[Modality, ...] | None = None
    place = 0
    for row in rows:
        if row.modalities is not known:  # which many neighbours share
            known = row.modalities
            place = _CELLS + known.index(modality) if modality in known else 0
        cells: tuple[Any, ...] = row
        yield cells[place] if place else ""


def rows_of(examples: Sequence[Example], root: Path, first_key: int = 0) -> tuple[Row, ...]:
    """Rows of examples whose files lie in `root`, with keys from the first one on."""
    return tuple(Row.of(key, example, root) for key, example in enumerate(examples, first_key))


def new_form() -> Form:
    """The form of a table that mmdesk begins."""
    return Form(column_names(), Columns.of(column_names()))


def further_of(form: Form) -> tuple[int, ...]:
    """Where the columns are that mmdesk does not know."""
    known = set(form.columns.places.values())
    return tuple(place for place in range(len(form.header)) if place not in known)


def original_place(form: Form) -> int:
    """Which of the further cells tells the original name; -1 if none does."""
    heads = [form.header[place] for place in further_of(form)]
    return heads.index(ORIGINAL) if ORIGINAL in heads else -1


def with_original(form: Form) -> Form:
    """The form with a column for original names, behind all others."""
    return form if original_place(form) >= 0 else dataclasses.replace(form, header=(*form.header, ORIGINAL))


def with_columns(form: Form, rows: Sequence[Row]) -> Form:
    """The form with the known columns that these rows need and that are not there yet."""
    there = form.columns.places
    needed = [name for name in column_names() if name not in there and any(cells_in(rows, name))]
    places = {**there, **{name: place for place, name in enumerate(needed, len(form.header))}}
    return dataclasses.replace(form, header=(*form.header, *needed), columns=Columns.at(places))


def check_cell(column: str, cell: str) -> None:
    """Refuse what a table could not be saved with, or not be opened with again.

    Raises:
        MediaError: if it cannot be written in UTF-8, or is longer than a text may be
    """
    if column in _SUBJECTS:
        checked_text(cell, _SUBJECTS[column])
    elif MODALITIES[column].inline:
        MODALITIES[column].checked(cell, MODALITIES[column].cell)
    else:
        check_name(cell)


def fit_for_table(dataset: Dataset) -> Dataset:
    """The dataset without the examples that no table can hold, such as files with strange names: they are skipped ones."""
    kept: list[Example] = []
    skipped: list[Skipped] = []
    for example in dataset.examples:
        try:
            for column, cell in Row.of(0, example, dataset.root).named:
                check_cell(column, cell)
        except MediaError as error:
            skipped.append(Skipped(example.row, error.sentence))
        else:
            kept.append(example)
    return dataclasses.replace(dataset, examples=tuple(kept), skipped=(*dataset.skipped, *skipped))


def parsed(data: bytes, path: Path, encoding: str = "") -> tuple[Form, list[Row]]:
    """A table's form and its rows, keyed from 0; rows that cannot be understood are kept too. `encoding` as in `parse_table`.

    Raises:
        EncodingError: if its encoding is to be decided
        DatasetError: if it cannot be decoded, lacks a header, or has a cell that never ends
    """
    table = parse_table(data, shown(path), Folder(path.parent).modality_of, encoding)
    with without_collecting():  # which takes a fifth of the time to read a hundred thousand rows
        return table.form, list(_rows(table, shown(path)))


def written(form: Form, rows: Iterable[Row]) -> bytes:
    """The table as a file, without blank rows; `form` has the columns that are needed."""
    # A generator, so that other threads get their turn between rows.
    return write_table(form, map(_writer(form), (row for row in rows if not row.blank)))


def _writer(form: Form) -> Callable[[Row], Sequence[str]]:
    """What gives for a row its line: the cells of all columns, then those that it has too many."""
    known: tuple[Modality, ...] | None = None
    length, whole = 0, True
    pick: Callable[[tuple[Any, ...]], Sequence[str]]

    def line(row: Row) -> Sequence[str]:
        nonlocal known, length, whole, pick
        if row.modalities is not known or len(row) != length:
            known, length = row.modalities, len(row)
            places = list(_places(form, known, length))
            whole = length not in places
            pick = itemgetter(*places) if len(places) > 1 else itemgetter(slice(places[0], places[0] + 1))
        return pick(row) if whole else pick((*row, ""))

    return line


def _places(form: Form, modalities: tuple[Modality, ...], length: int) -> Iterator[int]:
    """Where in a row of this length the cells of its line are; behind it, where there is an empty one, those that it lacks."""
    heads = {name: place for place, name in enumerate((*_Head._fields, *modalities))}
    columns = {place: name for name, place in form.columns.places.items()}
    further = iter(range(len(heads), length))
    for place in range(len(form.header)):
        yield heads.get(columns[place], length) if place in columns else next(further, length)
    yield from further


def _rows(table: Table, name: str) -> Iterator[Row]:
    form = table.form
    cells_of, further, width, new = form.columns.reader(), further_of(form), len(form.header), tuple.__new__
    key = 0
    for line in table.lines:
        if isinstance(line, Endless):
            sentence = QT_TRANSLATE_NOOP(
                "errors",
                "{name} has an endless cell in or after line {line}: a closing quotation mark may be missing. Mend the table.",
            )
            raise DatasetError(sentence, name=name, line=line.first)
        _, cells = line
        row = new(Row, (key, *cells_of(cells)))
        if further or len(cells) > width:
            row = new(Row, (*row, *(cells[place] if place < len(cells) else "" for place in further), *cells[width:]))
        if row.label or not row.blank:  # to ask takes a while, for a hundred thousand rows
            yield row
            key += 1
