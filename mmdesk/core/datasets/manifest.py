"""Datasets as a table: manifest.csv."""

import os
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Self

from mmdesk.core.datasets.example import SPLIT_WORDS, SPLITS, Dataset, Example, Item, Part, Skipped
from mmdesk.core.datasets.table import Endless, Table, parse_table
from mmdesk.core.errors import QT_TRANSLATE_NOOP, DatasetError, InputError, Sentence
from mmdesk.core.files import read_head, shown
from mmdesk.core.modalities.registry import MODALITIES, Modality

_ARRAY_ROW = re.compile(r"(.+\.npy)(?:\[([0-9]+)\]|#([0-9]+))")
"""A row of an array as `cell_of` spells it, and as answers did before."""
_DRIVE = re.compile(r"[A-Za-z]:")


def column_names() -> tuple[str, ...]:
    """The columns of a table that mmdesk knows."""
    return (*MODALITIES, "label", "split")


class Cells(NamedTuple):
    """What a row says.

    Attributes:
        contents: each modality's cell, in the registry's order; empty ones are left out
        label, split: empty where nothing is said
    """

    contents: Mapping[Modality, str]
    label: str
    split: str


@dataclass(frozen=True, slots=True)
class Columns:
    """Where in a row the cells are.

    Attributes:
        places: of each column that is there
        modalities: for each modality that is there, its place and whether white space around its cell counts
    """

    places: Mapping[str, int]
    modalities: tuple[tuple[Modality, int, bool], ...]

    @classmethod
    def of(cls, header: Sequence[str]) -> Self:
        """Find the columns by their names; further ones are left alone."""
        names = [name.strip().lower() for name in header]
        places = {name: names.index(name) for name in column_names() if name in names}
        return cls(places, tuple((m, places[m], column.inline) for m, column in MODALITIES.items() if m in places))

    @property
    def complete(self) -> bool:
        return "label" in self.places and bool(self.modalities)

    def cells(self, row: list[str]) -> Cells:
        """What a row says; empty where the row or the table has nothing."""
        width = len(row)
        contents = {}
        for modality, place, spaced in self.modalities:
            if place < width and (cell := row[place] if spaced else row[place].strip()):
                contents[modality] = cell
        return Cells(contents, self._cell(row, "label"), self._cell(row, "split"))

    def _cell(self, row: list[str], column: str) -> str:
        place = self.places.get(column, len(row))
        return row[place].strip() if place < len(row) else ""


class Folder:
    """The files beside a manifest. Each folder is listed once: to ask for 100,000 files one by one takes seconds."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._listed: set[str] = set()
        self._files: dict[str, Path] = {}  # by the cells that name them

    def item(self, cell: str) -> Item:
        """The file that a cell names, or a row of an array such as images.npy[7].

        Raises:
            DatasetError: if it lies outside the folder or is not there
        """
        if path := self._files.get(cell):
            return Item(path)
        relative = cell.replace("\\", "/")
        index = None
        if ".npy" in relative and (row := _ARRAY_ROW.fullmatch(relative)):
            relative, index = row[1], int(row[2] or row[3])
        if ".." in relative:
            relative = posixpath.normpath(relative)
        if relative.startswith(("/", "../")) or relative == ".." or _DRIVE.match(relative):
            raise DatasetError(QT_TRANSLATE_NOOP("errors", "{cell} leads out of the dataset's folder."), cell=cell)
        folder, slash, _ = relative.rpartition("/")
        if folder not in self._listed:
            self._list(folder, slash)
        path = self._files.get(relative)
        if path is None:
            # The list knows only one spelling of a name; the disk may take others.
            path = self._root / relative
            if not os.path.isfile(path):
                raise DatasetError(QT_TRANSLATE_NOOP("errors", "The file {cell} does not exist."), cell=cell)
        return Item(path, index)

    def _list(self, folder: str, slash: str) -> None:
        """Note the files of a folder; none if it cannot be listed: each is then asked for by itself."""
        self._listed.add(folder)
        place = self._root / folder
        try:
            with os.scandir(place) as entries:
                names = {entry.name for entry in entries if entry.is_file()}
            # Listed paths are made much faster than joined ones.
            self._files |= {folder + slash + path.name: path for path in place.iterdir() if path.name in names}
        except (OSError, ValueError):
            return


def has_columns(header: Sequence[str]) -> bool:
    """Whether a table with this header is one of labelled samples."""
    return Columns.of(header).complete


def read_manifest(path: Path) -> Dataset:
    """Read a table with a header: `label`, at least one of `image`, `text` and `audio`, perhaps `split`.

    Raises:
        InputError: if it cannot be read, is not UTF-8, has no such header, or no rows
    """
    read_head(path)
    table = parse_table(path.read_bytes(), shown(path), has_columns)
    dataset = dataset_of(path.parent, _rows(table))
    if not dataset.examples and not dataset.skipped:
        raise DatasetError(QT_TRANSLATE_NOOP("errors", "{name} has no rows under its header. Add some."), name=shown(path))
    return dataset


def _rows(table: Table) -> Iterator[tuple[int, Cells | Skipped]]:
    columns, width = Columns.of(table.form.header), len(table.form.header)
    for line in table.lines:
        if isinstance(line, Endless):
            text = QT_TRANSLATE_NOOP(
                "errors", "Lines {first} to {last} hold one endless cell: a closing quotation mark may be missing."
            )
            yield line.first, Skipped(line.first, Sentence(text, **line._asdict()))
        elif any(line.cells[width:]):
            text = QT_TRANSLATE_NOOP(
                "errors",
                "The row has {count:# cell|# cells} under {width:# column name|# column names}: quote texts with separators.",
            )
            yield line.number, Skipped(line.number, Sentence(text, count=len(line.cells), width=width))
        else:
            yield line.number, columns.cells(line.cells)


def dataset_of(root: Path, rows: Iterable[tuple[int, Cells | Skipped]]) -> Dataset:
    """The dataset of these rows with their numbers; those that cannot be understood are among its skipped ones."""
    folder = Folder(root)
    examples: list[Example] = []
    skipped: list[Skipped] = []
    first_line: dict[object, int] = {}
    repeats: dict[int, int] = {}
    for line, row in rows:
        if isinstance(row, Skipped):
            skipped.append(row)
            continue
        first = first_line.setdefault((*row.contents.items(), row.label, row.split), line)
        if first != line:
            repeats[line] = first
            skipped.append(Skipped(line, Sentence(QT_TRANSLATE_NOOP("errors", "The row repeats line {first}."), first=first)))
            continue
        try:
            examples.append(_example(line, row, folder))
        except InputError as error:
            skipped.append(Skipped(line, str(error)))
    return Dataset(root, tuple(examples), tuple(skipped), repeats=repeats)


def _example(line: int, cells: Cells, folder: Folder) -> Example:
    contents, label, split = cells.contents, cells.label, cells.split
    if not label:
        raise DatasetError(QT_TRANSLATE_NOOP("errors", "The label is empty."))
    if not any(map(str.strip, contents.values())):
        raise DatasetError(QT_TRANSLATE_NOOP("errors", "The row has neither a picture nor a text nor a sound."))
    if "\0" in label:
        raise DatasetError(QT_TRANSLATE_NOOP("errors", "The label holds NUL characters."))
    if split and split.lower() not in SPLIT_WORDS:
        sentence = QT_TRANSLATE_NOOP("errors", "The split {split} is unknown. Write one of {allowed}.")
        raise DatasetError(sentence, split=split, allowed=", ".join(SPLITS))
    parts = {modality: _part(modality, cell, folder) for modality, cell in contents.items()}
    return Example(line, parts, label, SPLIT_WORDS[split.lower()] if split else "")


def _part(modality: Modality, cell: str, folder: Folder) -> Part:
    column = MODALITIES[modality]
    return column.checked(cell, column.cell) if column.inline else folder.item(cell)
