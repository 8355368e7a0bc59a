"""The rows of a project's table, as they are edited: frozen, cheap to keep by the hundred thousand."""

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, Self

from mmdesk.core.datasets.example import Dataset, Example, Skipped, cell_of
from mmdesk.core.datasets.folder import Folder
from mmdesk.core.datasets.headings import Cells, Columns, column_names
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


class Row(NamedTuple):
    """One line of the table.

    Attributes:
        key: its number, which it keeps as long as the project is open; rows are in the order of their keys
        contents: each modality's cell, in the registry's order; empty ones are left out
        label, split: as the person wrote them; empty where nothing is said
        further: the cells of the columns that mmdesk does not know
    """

    key: int
    contents: Mapping[Modality, str] = NOTHING
    label: str = ""
    split: str = ""
    further: tuple[str, ...] = ()

    @classmethod
    def of(cls, key: int, example: Example, root: Path) -> Self:
        """The row of an example whose files lie in `root`."""
        contents = {modality: cell for modality, part in example.parts.items() if (cell := cell_of(part, root))}
        return cls(key, contents, example.label, example.split)

    def has(self, modality: Modality) -> bool:
        return bool(self.contents.get(modality, "").strip())

    @property
    def blank(self) -> bool:
        """Whether nothing would be left of it when it is read again: a table cannot hold such a row."""
        if self.label.strip() or self.split.strip() or any(self.further):
            return False
        return not any(cell.strip() or MODALITIES[modality].inline for modality, cell in self.contents.items())

    @property
    def cells(self) -> Cells:
        return Cells(self.contents, self.label, self.split)

    @property
    def named(self) -> Iterator[tuple[str, str]]:
        """Every cell that says something, with its column."""
        yield from self.contents.items()
        yield from (("label", self.label), ("split", self.split))

    def cell(self, column: str) -> str:
        """What it says in a column that mmdesk knows; empty where nothing."""
        return self.label if column == "label" else self.split if column == "split" else self.contents.get(column, "")

    def further_cell(self, place: int) -> str:
        """What it says in one of the columns that mmdesk does not know; empty where nothing, or for -1."""
        return self.further[place] if 0 <= place < len(self.further) else ""

    def with_cell(self, column: str, cell: str) -> Self:
        """The same with another cell."""
        if column == "label":
            return self._replace(label=cell)
        if column == "split":
            return self._replace(split=cell)
        cells = {**self.contents, column: cell}
        return self._replace(contents={modality: cells[modality] for modality in MODALITIES if cells.get(modality)})


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
    needed = [name for name in column_names() if name not in there and any(row.cell(name) for row in rows)]
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


def parsed(data: bytes, path: Path) -> tuple[Form, list[Row]]:
    """A table's form and its rows, keyed from 0; rows that cannot be understood are kept too.

    Raises:
        DatasetError: if it cannot be decoded, lacks a header, or has a cell that never ends
    """
    table = parse_table(data, shown(path), Folder(path.parent).modality_of)
    return table.form, list(_rows(table, shown(path)))


def written(form: Form, rows: Iterable[Row]) -> bytes:
    """The table as a file, without blank rows; `form` has the columns that are needed."""
    further = further_of(form)
    known = {place: name for name, place in form.columns.places.items()}
    cells = [_cell_in(known[place]) if place in known else _further_cell(further.index(place)) for place in range(len(form.header))]
    width = len(further)
    # A generator, so that other threads get their turn between rows.
    lines = ([*[cell(row) for cell in cells], *row.further[width:]] for row in rows if not row.blank)
    return write_table(form, lines)


def _cell_in(column: str) -> Callable[[Row], str]:
    """What gives for a row its cell in a column that mmdesk knows."""
    if column in _SUBJECTS:
        return attrgetter(column)
    return lambda row: row.contents.get(column, "")


def _further_cell(number: int) -> Callable[[Row], str]:
    return lambda row: row.further[number] if number < len(row.further) else ""


def _rows(table: Table, name: str) -> Iterator[Row]:
    form = table.form
    columns, further, width = form.columns, further_of(form), len(form.header)
    same: dict[str, str] = {}
    key = 0
    for line in table.lines:
        if isinstance(line, Endless):
            sentence = QT_TRANSLATE_NOOP(
                "errors",
                "{name} has an endless cell in or after line {line}: a closing quotation mark may be missing. Mend the table.",
            )
            raise DatasetError(sentence, name=name, line=line.first)
        cells = line.cells
        contents, label, split = columns.cells(cells)
        more: tuple[str, ...] = ()
        if further or len(cells) > width:
            more = (*(cells[place] if place < len(cells) else "" for place in further), *cells[width:])
        row = Row(key, contents, same.setdefault(label, label), same.setdefault(split, split), more)
        if label or not row.blank:  # to ask takes a while, for a hundred thousand rows
            yield row
            key += 1
