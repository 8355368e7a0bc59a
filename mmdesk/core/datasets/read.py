"""Datasets: found in a folder or a table, checked, decoded sample by sample."""

import dataclasses
import os
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import starmap
from pathlib import Path

from mmdesk.core.datasets.arrays import array_row, name_of, read_arrays
from mmdesk.core.datasets.class_folders import read_class_folders
from mmdesk.core.datasets.example import UNDECIDED, Dataset, Decisions, Example, Part, Skipped
from mmdesk.core.datasets.layout import Kind, Layout, recognise
from mmdesk.core.datasets.loose import read_unlabelled
from mmdesk.core.datasets.manifest import read_table
from mmdesk.core.datasets.splits import is_cross_validated
from mmdesk.core.datasets.table import SHOWN_COLUMNS
from mmdesk.core.datasets.tree import listed
from mmdesk.core.datasets.understood import foreign_words, undecided
from mmdesk.core.errors import QT_TRANSLATE_NOOP, DatasetError, EncodingError, Names, Option, Sentence
from mmdesk.core.files import shown
from mmdesk.core.modalities.column import Content
from mmdesk.core.modalities.registry import MODALITIES, Modality
from mmdesk.core.modalities.sample import Sample
from mmdesk.core.tasks.registry import USUAL_TASK, task_named
from mmdesk.core.tasks.task import TaskName

MAX_UNREADABLE = 0.1


def read_dataset(path: Path, decisions: Decisions = UNDECIDED) -> Dataset:
    """Read a table, a folder with one, a folder of class folders, of arrays or of loose files.

    Files of pictures and sounds are not opened, unless nothing else tells what they are.

    Raises:
        InputError: if there is no dataset, or none of its rows can be understood
    """
    return read_layout(recognise(path, decisions))


def read_layout(layout: Layout) -> Dataset:
    """Read what was recognised; raises as `read_dataset` does."""
    dataset = _read(layout)
    return _with_sound_labels(dataclasses.replace(dataset, layout=layout))


def _read(layout: Layout) -> Dataset:
    root = layout.path if os.path.isdir(layout.path) else layout.path.parent
    match layout.kind:
        case Kind.TABLES:
            return _joined(root, [read_table(table) for table in layout.tables])
        case Kind.ARRAYS:
            return read_arrays(layout.tree.path if layout.tree else root, layout.splits)
        case Kind.CLASS_FOLDERS:
            return read_class_folders(root, layout.folders, layout.encoding)
        case Kind.FILES:
            return read_unlabelled(layout.tree or listed(root), root, layout.encoding)


def _joined(root: Path, parts: Sequence[Dataset]) -> Dataset:
    """Tables as one dataset: the lines of each are numbered on from the one before."""
    if len(parts) == 1:
        return dataclasses.replace(parts[0], root=root)
    examples: list[Example] = []
    skipped: list[Skipped] = []
    repeats: dict[int, int] = {}
    last = 0
    for part in parts:
        examples += (dataclasses.replace(example, row=last + example.row) for example in part.examples) if last else part.examples
        skipped += (dataclasses.replace(row, row=last + row.row) for row in part.skipped)
        repeats |= {last + row: last + first for row, first in part.repeats.items()}
        last = max([last, *(example.row for example in examples), *(row.row for row in skipped)])
    return Dataset(root, tuple(examples), tuple(skipped), repeats=repeats)


def read_sample(example: Example, side: int = 1024, modalities: Collection[Modality] = MODALITIES) -> Sample:
    """Decode the given modalities of one example; `side` as in `Column.read`.

    Raises:
        MediaError: if one of them cannot be read; it names the file
    """
    return Sample(
        **{modality: read_part(modality, part, side) for modality, part in example.parts.items() if modality in modalities}
    )


def check_answerable(dataset: Dataset) -> None:
    """Refuse a dataset without a single row that can be read.

    Raises:
        DatasetError: with the reason of the first row
    """
    if not dataset.examples:
        _check_readable(dataset, accept_unreadable=True, name=shown(dataset.root))


def with_targets(dataset: Dataset, task: TaskName) -> Dataset:
    """The dataset with the rows that have a label from which the task can learn; the others are left out.

    Raises:
        DatasetError: if no row has a label
    """
    check_labelled(dataset)
    dataset = labelled(dataset)
    problems = {example.row: problem for example in dataset.examples if (problem := task_named(task).problem_of(example.label))}
    return without(dataset, starmap(Skipped, problems.items()))


def check_labelled(dataset: Dataset) -> None:
    """Refuse a dataset of which nothing tells a label.

    Raises:
        DatasetError: if no row has one
    """
    if dataset.examples and not dataset.labels:
        if dataset.layout and dataset.layout.tables and not dataset.layout.tables[0].labelled:
            table = dataset.layout.tables[0]
            text = QT_TRANSLATE_NOOP("errors", "No column of {name} tells the labels. It has: {columns}. Call one of them label.")
            raise DatasetError(text, name=shown(table.path), columns=Names(table.form.header, SHOWN_COLUMNS))
        sentence = QT_TRANSLATE_NOOP(
            "errors",
            "Nothing in {name} tells the labels of its {count:# sample|# samples}. "
            "Put the files into a folder for each class, or write a manifest.csv with a column label.",
        )
        raise DatasetError(sentence, name=shown(dataset.root), count=len(dataset.examples))


def labelled(dataset: Dataset) -> Dataset:
    """The dataset without the rows that have no label, which are now among its skipped ones."""
    reason = Sentence(QT_TRANSLATE_NOOP("errors", "The label is empty."))
    return without(dataset, (Skipped(example.row, reason) for example in dataset.examples if not example.label))


def without(dataset: Dataset, skipped: Iterable[Skipped]) -> Dataset:
    """The dataset less these rows, which are now among its skipped ones."""
    more = list(skipped)
    if not more:
        return dataset
    rows = {row.row for row in more}
    kept = tuple(example for example in dataset.examples if example.row not in rows)
    return dataclasses.replace(dataset, examples=kept, skipped=tuple(sorted((*dataset.skipped, *more), key=lambda row: row.row)))


def check_trainable(dataset: Dataset, accept_unreadable: bool, task: TaskName = USUAL_TASK) -> None:
    """Refuse a dataset with splits that no model can be trained on.

    Raises:
        DatasetError: if too much is unreadable, the task cannot learn from these labels, or there is nothing for training or
            validation
    """
    name = shown(dataset.root)
    check_decided(dataset)
    _check_readable(dataset, accept_unreadable, name)
    task_named(task).check_labels(name, dataset.labels, dataset.examples)
    if not any(example.split == "train" for example in dataset.examples):
        sentence = QT_TRANSLATE_NOOP("errors", "{name} has no rows for training. Write train in the split column of some.")
        raise DatasetError(sentence, name=name)
    if is_cross_validated(dataset, task):
        _check_folds(dataset, task, name)
    elif not any(example.split == "val" for example in dataset.examples):
        sentence = QT_TRANSLATE_NOOP("errors", "{name} has no rows for validation. Add samples or write val in the split column.")
        raise DatasetError(sentence, name=name)


def check_decided(dataset: Dataset) -> None:
    """Refuse a dataset of which it is to be decided where its labels are.

    Raises:
        DatasetError: with what they could be
    """
    question = undecided(dataset.layout) if dataset.layout else None
    if question:
        raise DatasetError(question.template, **question.values)


def _check_folds(dataset: Dataset, task: TaskName, name: str) -> None:
    """Refuse a dataset in which no sample can judge what others of its class taught."""
    pool = [example for example in dataset.examples if example.split in ("train", "val")]
    samples = Counter(task_named(task).stratum(example.label) for example in pool)
    if max(samples.values()) == 1:
        sentence = QT_TRANSLATE_NOOP(
            "errors", "{name} has one row only of each class for training and validation. Add samples, or mark some as train."
        )
        raise DatasetError(sentence, name=name)


def _check_readable(dataset: Dataset, accept_unreadable: bool, name: str) -> None:
    unreadable = len(dataset.skipped) - len(dataset.repeats)
    total = len(dataset.examples) + unreadable
    if dataset.examples and (accept_unreadable or unreadable <= MAX_UNREADABLE * total):
        return
    if not dataset.skipped:
        raise DatasetError(QT_TRANSLATE_NOOP("errors", "{name} has no samples. Add some."), name=name)
    if dataset.foreign and (asked := foreign_words(dataset)):
        raise EncodingError(asked.template, **asked.values)
    first = dataset.skipped[0]
    values: dict[str, object] = {}
    if dataset.examples:
        values = {"option": Option("accept_unreadable")}
        sentence = QT_TRANSLATE_NOOP(
            "errors",
            "{count} of {total:# row|# rows} of {name} cannot be read, first row {row}: {reason} "
            "Mend them, or accept that they are left out ({option}).",
        )
    else:
        sentence = QT_TRANSLATE_NOOP("errors", "No row of {name} can be read, first row {row}: {reason} Mend the dataset.")
    raise DatasetError(sentence, name=name, count=unreadable, total=total, row=first.row, reason=first.reason, **values)


def _with_sound_labels(dataset: Dataset) -> Dataset:
    """The dataset itself; its labels come from names of folders and from arrays, which need not be text."""
    for label in dataset.labels:
        try:
            label.encode("utf-8")
        except UnicodeEncodeError as error:
            sentence = QT_TRANSLATE_NOOP(
                "errors", "{name} has a class whose name {label} is not text in UTF-8. Give it another one."
            )
            printable = label.encode("utf-8", "backslashreplace").decode()
            raise DatasetError(sentence, name=shown(dataset.root), label=printable) from error
    return dataset


def read_part(modality: Modality, part: Part, side: int = 1024) -> Content:
    """The content of a part, decoded; raises `MediaError`. A large file may be shrunk to about `side`, see `Column.read`."""
    if isinstance(part, str):
        return part
    if part.index is None:
        return MODALITIES[modality].read(part.path, side)
    return MODALITIES[modality].from_row(array_row(part), name_of(part))
