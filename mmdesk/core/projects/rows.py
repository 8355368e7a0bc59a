"""The rows of a project's table, as they are edited: frozen, cheap to keep by the hundred thousand."""

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple, Self

from mmdesk.core.datasets.example import Dataset, Example, Skipped, cell_of
from mmdesk.core.datasets.folder import Folder
from mmdesk.core.datasets.headings import NAMES, Columns
from mmdesk.core.datasets.manifest import THE_TEXT
from mmdesk.core.datasets.table import Endless, Form, Table, parse_table, write_table
from mmdesk.core.errors import QT_TRANSLATE_NOOP, DatasetError, MediaError, Sentence
from mmdesk.core.files import check_name, shown
from mmdesk.core.modalities.sample import Modality
from mmdesk.core.modalities.text import checked_text

_SUBJECTS = {
    "text": THE_TEXT,
    "label": Sentence(QT_TRANSLATE_NOOP("errors", "The label")),
    "split": Sentence(QT_TRANSLATE_NOOP("errors", "The split")),
}


class Row(NamedTuple):
    """One line of the table.

    Attributes:
        key: its number, which it keeps as long as the project is open; rows are in the order of their keys
        image, text, audio: what the cell says; empty where absent
        label, split: as the person wrote them; empty where nothing is said
        further: the cells of the columns that mmdesk does not know
    """

    key: int
    image: str = ""
    text: str = ""
    audio: str = ""
    label: str = ""
    split: str = ""
    further: tuple[str, ...] = ()

    @classmethod
    def of(cls, key: int, example: Example, root: Path) -> Self:
        """The row of an example whose files lie in `root`."""
        image, audio = cell_of(example.image, root), cell_of(example.audio, root)
        return cls(key, image, example.text or "", audio, example.label, example.split)

    def has(self, modality: Modality) -> bool:
        return bool(getattr(self, modality).strip())

    @property
    def blank(self) -> bool:
        """Whether nothing would be left of it when it is read again: a table cannot hold such a row."""
        return not (self.text or any(map(str.strip, self.cells)) or any(self.further))

    @property
    def cells(self) -> tuple[str, str, str, str, str]:
        """In the order of `NAMES`."""
        return self[1:6]


NEW = Form(NAMES, Columns.of(NAMES))
"""The form of a table that mmdesk begins."""


def places_of(form: Form) -> tuple[int | None, ...]:
    """Where the columns of `NAMES` are."""
    return tuple(map(form.columns.places.get, NAMES))


def further_of(form: Form) -> tuple[int, ...]:
    """Where the columns are that mmdesk does not know."""
    known = places_of(form)
    return tuple(place for place in range(len(form.header)) if place not in known)


def with_columns(form: Form, rows: Sequence[Row]) -> Form:
    """The form with the known columns that these rows need and that are not there yet."""
    there = form.columns.places
    needed = [name for i, name in enumerate(NAMES) if name not in there and any(row[i + 1] for row in rows)]
    places = {**there, **{name: place for place, name in enumerate(needed, len(form.header))}}
    return dataclasses.replace(form, header=(*form.header, *needed), columns=Columns(places))


def check_cell(column: str, cell: str) -> None:
    """Refuse what a table could not be saved with, or not be opened with again.

    Raises:
        MediaError: if it cannot be written in UTF-8, or is longer than a text may be
    """
    if column in _SUBJECTS:
        checked_text(cell, _SUBJECTS[column])
    else:
        check_name(cell)


def fit_for_table(dataset: Dataset) -> Dataset:
    """The dataset without the examples that no table can hold, such as files with strange names: they are skipped ones."""
    kept: list[Example] = []
    skipped: list[Skipped] = []
    for example in dataset.examples:
        try:
            for column, cell in zip(NAMES, Row.of(0, example, dataset.root).cells, strict=True):
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
    # Where each column's cell is in (*cells, *further).
    width, further = len(form.header), further_of(form)
    known = {place: number for number, place in enumerate(places_of(form)) if place is not None}
    order = [known[place] if place in known else len(NAMES) + further.index(place) for place in range(width)]
    pick = itemgetter(*order)
    padding = ("",) * len(further)
    # A generator, so that other threads get their turn between rows.
    lines = ((*pick((*row[1:6], *row.further, *padding)), *row.further[len(further) :]) for row in rows if not row.blank)
    return write_table(form, lines)


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
        image, text, audio, label, split = columns.cells(cells)
        more: tuple[str, ...] = ()
        if further or len(cells) > width:
            more = (*(cells[place] if place < len(cells) else "" for place in further), *cells[width:])
        row = Row(key, image, text, audio, same.setdefault(label, label), same.setdefault(split, split), more)
        if not row.blank:
            yield row
            key += 1
