"""Datasets as a table: manifest.csv, and others with headings that people use."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from mmdesk.core.datasets.example import SPLIT_WORDS, SPLITS, Dataset, Example, Part, Skipped
from mmdesk.core.datasets.folder import Folder
from mmdesk.core.datasets.headings import Cells
from mmdesk.core.datasets.table import Endless, Form, Table, parse_table
from mmdesk.core.errors import QT_TRANSLATE_NOOP, DatasetError, InputError, Names, Sentence
from mmdesk.core.files import read_head, shown
from mmdesk.core.modalities.registry import MODALITIES, Modality


@dataclass(frozen=True, slots=True)
class TableFile:
    """A table of samples.

    Attributes:
        root: the folder in which the files lie that it names
        form: how it is written
        split: that of rows that tell none
        first: folders in which a name is meant that several folders have
        encoding: what the person says that it is in, if that is not UTF-8
    """

    path: Path
    root: Path
    form: Form
    split: str = ""
    first: tuple[str, ...] = ()
    encoding: str = ""

    @property
    def labelled(self) -> bool:
        return "label" in self.form.columns.places


def table_file(path: Path, root: Path | None = None, split: str = "", first: tuple[str, ...] = (), encoding: str = "") -> TableFile:
    """Look at the header of a table; `root` is the folder of what it names, if not its own, and `encoding` as in `parse_table`.

    Raises:
        EncodingError: if its encoding is to be decided
        InputError: if it cannot be read, cannot be decoded, or has no column with parts of samples
    """
    read_head(path)
    root = path.parent if root is None else root
    table = parse_table(path.read_bytes(), shown(path), Folder(root, first).modality_of, encoding)
    return TableFile(path, root, table.form, split, first, encoding)


def read_table(file: TableFile) -> Dataset:
    """The rows of a table: those without a label too, and those that cannot be understood among its skipped ones.

    Raises:
        InputError: if it cannot be read any more, or has no rows
    """
    folder = Folder(file.root, file.first)
    table = parse_table(file.path.read_bytes(), shown(file.path), folder.modality_of, file.encoding)
    dataset = dataset_of(folder, _rows(table), file.split)
    if not dataset.examples and not dataset.skipped:
        raise DatasetError(QT_TRANSLATE_NOOP("errors", "{name} has no rows under its header. Add some."), name=shown(file.path))
    return dataset


def _rows(table: Table) -> Iterator[tuple[int, Cells | Skipped]]:
    cells_of, width = table.form.columns.reader(), len(table.form.header)
    for line in table.lines:
        if isinstance(line, Endless):
            text = QT_TRANSLATE_NOOP(
                "errors", "Lines {first} to {last} hold one endless cell: a closing quotation mark may be missing."
            )
            yield line.first, Skipped(line.first, Sentence(text, **line._asdict()))
            continue
        number, cells = line
        if any(cells[width:]):
            text = QT_TRANSLATE_NOOP(
                "errors",
                "The row has {count:# cell|# cells} under {width:# column name|# column names}: quote texts with separators.",
            )
            yield number, Skipped(number, Sentence(text, count=len(cells), width=width))
        else:
            yield number, cells_of(cells)


def dataset_of(folder: Folder, rows: Iterable[tuple[int, Cells | Skipped]], split: str = "") -> Dataset:
    """The dataset of these rows with their numbers; those that cannot be understood are among its skipped ones.

    Rows that tell no split are of `split`.
    """
    examples: list[Example] = []
    skipped: list[Skipped] = []
    first_line: dict[Cells, int] = {}
    repeats: dict[int, int] = {}
    readers = {modality: _reader(modality, folder) for modality in MODALITIES}
    for line, row in rows:
        if isinstance(row, Skipped):
            skipped.append(row)
            continue
        first = first_line.setdefault(row, line)
        if first != line:
            repeats[line] = first
            skipped.append(Skipped(line, Sentence(QT_TRANSLATE_NOOP("errors", "The row repeats line {first}."), first=first)))
            continue
        try:
            examples.append(_example(line, row, readers, split))
        except InputError as error:
            skipped.append(Skipped(line, str(error)))
    return Dataset(folder.root, tuple(examples), tuple(skipped), repeats=repeats)


def _reader(modality: Modality, folder: Folder) -> Callable[[str], Part]:
    """What gives for a cell of a modality the part that it names or holds; raises `InputError`."""
    column = MODALITIES[modality]
    if column.inline:
        return partial(column.checked, name=column.cell)
    return folder.items(modality).__getitem__


def _example(line: int, cells: Cells, readers: Mapping[Modality, Callable[[str], Part]], usual_split: str) -> Example:
    modalities, label, split, *contents = cells
    if not any(map(str.strip, contents)):
        raise DatasetError(QT_TRANSLATE_NOOP("errors", "The row has neither a picture nor a text nor a sound."))
    if "\0" in label:
        raise DatasetError(QT_TRANSLATE_NOOP("errors", "The label holds NUL characters."))
    if split and split.lower() not in SPLIT_WORDS:
        sentence = QT_TRANSLATE_NOOP("errors", "The split {split} is unknown. Write one of {allowed}.")
        raise DatasetError(sentence, split=split, allowed=Names(SPLITS))
    parts: dict[Modality, Part] = {}
    for modality, cell in zip(modalities, contents, strict=True):
        parts[modality] = readers[modality](cell)
    return Example(line, parts, label, SPLIT_WORDS[split.lower()] if split else usual_split)
