"""Recognises what a folder or a file is as a dataset (dataset format detection): asked by the shell and the window alike."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from mmdesk.core.datasets.archive import is_archive
from mmdesk.core.datasets.class_folders import ClassFolder, Found, find_class_folders, split_of
from mmdesk.core.datasets.example import FOLDERS, SPLITS, UNDECIDED, Decisions, natural
from mmdesk.core.datasets.manifest import TableFile, read_table, table_file
from mmdesk.core.datasets.records import ENDINGS as RECORDS
from mmdesk.core.datasets.tree import Tree, listed
from mmdesk.core.datasets.workbook import ENDINGS as WORKBOOKS
from mmdesk.core.errors import QT_TRANSLATE_NOOP, DatasetError, EncodingError, InputError, Names, Option, Sentence
from mmdesk.core.files import shown
from mmdesk.core.modalities.detect import modality_of_ending
from mmdesk.core.modalities.registry import MODALITIES
from mmdesk.core.modalities.text.encodings import codec_of

MANIFEST = "manifest.csv"
WRITTEN_ENDINGS = (".csv", ".tsv")
"""Tables that are written again as they were."""
TABLE_ENDINGS = (*WRITTEN_ENDINGS, *RECORDS, *WORKBOOKS)
METADATA = ("metadata.csv", "metadata.tsv", "metadata.jsonl")
"""Tables that Hugging Face's ImageFolder and AudioFolder read, beside their files."""
SHOWN_NAMES = 3


class Kind(StrEnum):
    """What holds the rows."""

    TABLES = "tables"
    ARRAYS = "arrays"
    CLASS_FOLDERS = "class folders"
    FILES = "files"
    """Files of which nothing tells a label."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What was understood of a folder or a file.

    Attributes:
        path: what was given
        tables, splits, folders, tree: what the kind has: tables, splits of arrays, class folders, or a folder of files
        remarks: what the person should know, as sentences
        choices: what `labels_from` may be, where that has to be decided before anything is learned
        encoding: that of texts which are not UTF-8, if the person decided it
    """

    path: Path
    kind: Kind
    tables: tuple[TableFile, ...] = ()
    splits: tuple[str, ...] = ()
    folders: tuple[ClassFolder, ...] = ()
    tree: Tree | None = None
    remarks: tuple[Sentence, ...] = ()
    choices: tuple[str, ...] = ()
    encoding: str = ""


def is_table(path: Path) -> bool:
    """Whether a file is called as tables are, and as no modality's files."""
    return path.suffix.lower() in TABLE_ENDINGS and modality_of_ending(path) is None


def dropped_dataset(path: Path) -> Layout | None:
    """The dataset that one dropped file or folder is; None if it is a part of a sample, or a folder of loose files.

    Raises:
        InputError: if it is a table or a folder, but none of samples
    """
    if not (is_table(path) or os.path.isdir(path)):
        return None
    found = recognise(path)
    return None if found.kind is Kind.FILES else found


def recognise(path: Path, decisions: Decisions = UNDECIDED) -> Layout:
    """Recognise a dataset; files of samples are not opened.

    Raises:
        EncodingError: if the encoding of a table is to be decided
        InputError: if it is none, or cannot be read
    """
    if decisions.encoding:
        codec_of(decisions.encoding)
    return replace(_recognised(path, decisions), encoding=decisions.encoding)


def _recognised(path: Path, decisions: Decisions) -> Layout:
    if os.path.isdir(path):
        return _folder(path, decisions)
    if os.path.exists(path) and is_archive(path):
        sentence = QT_TRANSLATE_NOOP("errors", "{name} is an archive. Say where it is to be unpacked ({option}).")
        raise DatasetError(sentence, name=shown(path), option=Option("unpack"))
    if os.path.exists(path) and path.suffix.lower() not in (*TABLE_ENDINGS, ".txt"):
        sentence = QT_TRANSLATE_NOOP("errors", "{name} is not a dataset. Give a folder or a manifest.csv.")
        raise DatasetError(sentence, name=shown(path))
    return Layout(path, Kind.TABLES, tables=(table_file(path, encoding=decisions.encoding),))


def _folder(path: Path, decisions: Decisions) -> Layout:
    usual = decisions.labels_from in ("", MANIFEST)
    encoding = decisions.encoding
    if usual and os.path.exists(path / MANIFEST):  # before anything is listed: there may be a hundred thousand files
        return Layout(path, Kind.TABLES, tables=(table_file(path / MANIFEST, encoding=encoding),))
    tree = _unwrapped(listed(path))
    if usual and (manifest := _called(tree, (MANIFEST,))):
        return Layout(path, Kind.TABLES, tables=(table_file(tree.path / manifest, encoding=encoding),))
    if splits := array_splits(tree):
        return Layout(path, Kind.ARRAYS, splits=splits, tree=tree)
    if usual and (tables := _metadata(tree, encoding)):
        return Layout(path, Kind.TABLES, tables=tables)
    return _with_labels_from(path, tree, decisions)


def _with_labels_from(path: Path, tree: Tree, decisions: Decisions) -> Layout:
    """What of tables and folders tells the labels; files alone if nothing does."""
    labels_from = decisions.labels_from
    found = find_class_folders(tree)
    there = [] if labels_from == FOLDERS else list(_tables_in(tree, decisions.encoding))
    tables = sorted((table for table in there if table.labelled), key=_place_of_split)
    if labels_from not in ("", FOLDERS) or (tables and not _agree(tables, found)):
        return _of_tables(path, tree, tables, labels_from, [table.path.name for table in there if not table.labelled])
    if found.labels:
        return Layout(path, Kind.CLASS_FOLDERS, folders=found.folders, remarks=_remarks(found))
    if tree.has_samples:
        return Layout(path, Kind.FILES, tree=tree)
    if there:
        return Layout(path, Kind.TABLES, tables=tuple(sorted(there, key=_place_of_split)))
    for name in filter(_may_be_table, tree.files):
        table_file(tree.path / name, encoding=decisions.encoding)  # which tells why it is none of samples
    sentence = QT_TRANSLATE_NOOP(
        "errors",
        "{name} is not a dataset. Put a manifest.csv, a folder for each class, or train_labels.npy with its arrays into it.",
    )
    raise DatasetError(sentence, name=shown(path))


def array_splits(tree: Tree) -> tuple[str, ...]:
    """The splits of which there is an array, such as val_images.npy."""
    arrays = ("labels", *(column.array for column in MODALITIES.values()))
    return tuple(split for split in SPLITS if any(f"{split}_{array}.npy" in tree.files for array in arrays))


def _unwrapped(tree: Tree) -> Tree:
    """The folder itself, or the only one in it, if that holds a dataset: an archive is often unpacked into one more folder."""
    alone = [folder for folder in tree.folders if not folder.empty]
    inner = alone[0] if len(alone) == 1 and not split_of(alone[0].name) else None
    if inner is None or any(map(_is_data, tree.files)):
        return tree
    words = all(MODALITIES[m].inline for name in tree.files if (m := modality_of_ending(Path(name))))
    if inner.has_folders_of_samples and words:  # beside which texts tell of it, whatever they are called
        return _unwrapped(inner)
    return _unwrapped(inner) if not tree.has_own_samples and any(map(_is_data, inner.files)) else tree


def _is_data(name: str) -> bool:
    return name.lower().endswith((*WRITTEN_ENDINGS, ".jsonl", ".npy", *WORKBOOKS))


def _called(tree: Tree, names: Sequence[str]) -> str:
    """The file of one of these names, in any case; "" if there is none."""
    return min((name for name in tree.files if name.lower() in names), key=lambda name: name not in names, default="")


def _metadata(tree: Tree, encoding: str) -> tuple[TableFile, ...]:
    """Hugging Face's tables with labels, in the folder or in those of its splits."""
    folders = [(tree, ""), *((folder, split_of(folder.name)) for folder in tree.folders if split_of(folder.name))]
    named = [(folder.path, name, split) for folder, split in folders if (name := _called(folder, METADATA))]
    every = (_table_if_any(folder / name, folder, split, (), encoding) for folder, name, split in named)
    found = [table for table in every if table and table.labelled]
    return tuple(sorted(found, key=_place_of_split))


def _table_if_any(path: Path, root: Path, split: str, first: tuple[str, ...], encoding: str) -> TableFile | None:
    """The table of samples in a file; None if it is some other file.

    Raises:
        EncodingError: if its encoding is to be decided
    """
    try:
        return table_file(path, root, split, first, encoding)
    except EncodingError as error:
        if encoding == error.encoding or _table_if_any(path, root, split, first, error.encoding):
            raise
        return None
    except InputError:
        return None


def _tables_in(tree: Tree, encoding: str) -> Iterator[TableFile]:
    """Tables of samples in a folder, or in folders in it that hold no samples, such as meta/esc50.csv; not those to hand in."""
    for folder in (tree, *(inner for inner in tree.folders if not inner.has_samples)):
        for name in folder.files:
            if not _may_be_table(name):
                continue
            split = split_of(Path(name).stem)
            first = tuple(inner.name for inner in tree.folders if split and split_of(inner.name) == split)
            if table := _table_if_any(folder.path / name, tree.path, split, first, encoding):
                yield table


def _may_be_table(name: str) -> bool:
    return is_table(Path(name)) and "submission" not in name.lower()


def _place_of_split(table: TableFile) -> int:
    return SPLITS.index(table.split) if table.split else len(SPLITS)


def _of_tables(path: Path, tree: Tree, tables: Sequence[TableFile], labels_from: str, others: Sequence[str]) -> Layout:
    """Labels may come from tables; where folders could tell others, or several tables are there, that is to be decided."""
    named = [table for table in tables if table.path.name == labels_from]
    if labels_from and not named:
        sentence = QT_TRANSLATE_NOOP("errors", "{name} has no table {table} with labels. Name one that is there.")
        raise DatasetError(sentence, name=shown(path), table=labels_from)
    splits = [table.split for table in tables]
    together = len(tables) == 1 or ("" not in splits and len(set(splits)) == len(splits))
    chosen = named or (tables if together else tables[:1])
    choices = () if together else tuple(table.path.name for table in tables)
    if tree.has_folders_of_samples:
        choices = (*dict.fromkeys(table.path.name for table in tables), FOLDERS)
    text = QT_TRANSLATE_NOOP("errors", "{names} {count:tells no labels and is|tell no labels and are} left out.")
    told = (Sentence(text, names=Names(others, SHOWN_NAMES), count=len(others)),) if others else ()
    return Layout(path, Kind.TABLES, tables=tuple(chosen), remarks=told, choices=() if named else choices)


def _agree(tables: Sequence[TableFile], found: Found) -> bool:
    """Whether one table and the folders make the same classes of the same files, perhaps by other names."""
    if len(tables) != 1 or not found.labels:
        return False
    folder_of = {path: folder.label for folder in found.folders for path in folder.tree.walk()}
    examples = read_table(tables[0]).examples
    pairs = {(folder_of.get(item.path), example.label) for example in examples for item in example.items.values()}
    there, told = {folder for folder, _ in pairs}, {label for _, label in pairs}
    return None not in there and len(pairs) == len(there) == len(told) > 1


def _remarks(found: Found) -> tuple[Sentence, ...]:
    """What was left aside."""
    empty = QT_TRANSLATE_NOOP(
        "errors",
        "{count:The folder|The folders} {names} {count:is empty: there is no such class|are empty: there are no such classes}.",
    )
    aside = QT_TRANSLATE_NOOP(
        "errors",
        "{count:The folder|The folders} {names} {count:is|are} left out: nothing tells the classes of what is in {count:it|them}.",
    )
    marks = QT_TRANSLATE_NOOP(
        "errors",
        "{count:The folder|The folders} {names} {count:is|are} left out: what is in {count:it|them} marks places in others.",
    )
    stray = QT_TRANSLATE_NOOP(
        "errors", "{names} {count:lies|lie} beside the folders of classes and {count:is|are} left out: nothing tells the class."
    )
    told = ((empty, found.empty), (aside, found.aside), (marks, found.marks), (stray, found.stray))
    sentences = [
        Sentence(text, count=len(paths), names=Names((path.name for path in paths), SHOWN_NAMES)) for text, paths in told if paths
    ]
    if found.inner:
        text = QT_TRANSLATE_NOOP(
            "errors", "{names} are taken for the classes, though each has {inner} in it. If those are the classes, move them up."
        )
        names = Names(sorted(found.labels, key=natural), SHOWN_NAMES)
        sentences.append(Sentence(text, names=names, inner=Names(found.inner, SHOWN_NAMES)))
    return tuple(sentences)
