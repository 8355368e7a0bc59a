"""Datasets: found in a folder or a table, checked, decoded sample by sample."""

import dataclasses
import os
from collections.abc import Collection
from itertools import starmap
from pathlib import Path

from mmdesk.core.datasets.arrays import has_arrays, picture_of, read_arrays, sound_of
from mmdesk.core.datasets.class_folders import has_class_folders, read_class_folders
from mmdesk.core.datasets.example import Dataset, Example, Item, Skipped
from mmdesk.core.datasets.manifest import read_manifest
from mmdesk.core.datasets.splits import is_cross_validated, with_splits
from mmdesk.core.errors import QT_TRANSLATE_NOOP, DatasetError
from mmdesk.core.files import reading, shown
from mmdesk.core.modalities.detect import read_picture, read_sound
from mmdesk.core.modalities.sample import MODALITIES, Modality, Picture, Sample, Sound, Spectrogram
from mmdesk.core.tasks.registry import USUAL_TASK, task_named
from mmdesk.core.tasks.task import TaskName

__all__ = [
    "Dataset",
    "Example",
    "Item",
    "check_answerable",
    "check_trainable",
    "read_dataset",
    "read_sample",
    "with_splits",
    "with_targets",
]

MANIFEST = "manifest.csv"
TABLE_ENDINGS = (".csv", ".tsv", ".txt")
MAX_UNREADABLE = 0.1


def read_dataset(path: Path) -> Dataset:
    """Read a manifest, a folder with manifest.csv, a folder of class folders, or a folder of arrays.

    Files of pictures and sounds are not opened.

    Raises:
        InputError: if there is no dataset, or none of its rows can be understood
    """
    if os.path.isdir(path):
        with reading(path):
            return _with_sound_labels(_read_folder(path))
    if os.path.exists(path) and path.suffix.lower() not in TABLE_ENDINGS:
        sentence = QT_TRANSLATE_NOOP("errors", "{name} is not a dataset. Give a folder or a manifest.csv.")
        raise DatasetError(sentence, name=shown(path))
    return read_manifest(path)


def read_sample(example: Example, side: int = 1024, modalities: Collection[Modality] = MODALITIES) -> Sample:
    """Decode the given modalities of one example; `side` as in `mmdesk.core.modalities.detect.read_picture`.

    Raises:
        MediaError: if one of them cannot be read; it names the file
    """
    return Sample(
        image=picture_from(example.image, side) if example.image and "image" in modalities else None,
        text=example.text if "text" in modalities else None,
        audio=_sound(example.audio) if example.audio and "audio" in modalities else None,
    )


def check_answerable(dataset: Dataset) -> None:
    """Refuse a dataset without a single row that can be read.

    Raises:
        DatasetError: with the reason of the first row
    """
    if not dataset.examples:
        _check_readable(dataset, accept_unreadable=True, name=shown(dataset.root))


def with_targets(dataset: Dataset, task: TaskName) -> Dataset:
    """The dataset with the rows that the task can learn from; the others are left out."""
    problems = {example.row: problem for example in dataset.examples if (problem := task_named(task).problem_of(example.label))}
    kept = tuple(example for example in dataset.examples if example.row not in problems)
    in_order = sorted((*dataset.skipped, *starmap(Skipped, problems.items())), key=lambda row: row.row)
    return dataclasses.replace(dataset, examples=kept, skipped=tuple(in_order))


def check_trainable(dataset: Dataset, accept_unreadable: bool, task: TaskName = USUAL_TASK) -> None:
    """Refuse a dataset with splits that no model can be trained on.

    Raises:
        DatasetError: if too much is unreadable, the task cannot learn from these labels, or there is nothing for training or
            validation
    """
    name = shown(dataset.root)
    _check_readable(dataset, accept_unreadable, name)
    task_named(task).check_labels(name, dataset.labels, dataset.examples)
    if not any(example.split == "train" for example in dataset.examples):
        sentence = QT_TRANSLATE_NOOP("errors", "{name} has no rows for training. Write train in the split column of some.")
        raise DatasetError(sentence, name=name)
    if not is_cross_validated(dataset, task) and not any(example.split == "val" for example in dataset.examples):
        sentence = QT_TRANSLATE_NOOP("errors", "{name} has no rows for validation. Add samples or write val in the split column.")
        raise DatasetError(sentence, name=name)


def _check_readable(dataset: Dataset, accept_unreadable: bool, name: str) -> None:
    unreadable = len(dataset.skipped) - len(dataset.repeats)
    total = len(dataset.examples) + unreadable
    if dataset.examples and (accept_unreadable or unreadable <= MAX_UNREADABLE * total):
        return
    if not dataset.skipped:
        raise DatasetError(QT_TRANSLATE_NOOP("errors", "{name} has no samples. Add some."), name=name)
    first = dataset.skipped[0]
    if dataset.examples:
        sentence = QT_TRANSLATE_NOOP(
            "errors",
            "{count} of {total:# row|# rows} of {name} cannot be read, first row {row}: {reason} "
            "Mend them, or accept that they are left out (--accept-unreadable).",
        )
    else:
        sentence = QT_TRANSLATE_NOOP("errors", "No row of {name} can be read, first row {row}: {reason} Mend the dataset.")
    raise DatasetError(sentence, name=name, count=unreadable, total=total, row=first.row, reason=first.reason)


def _read_folder(path: Path) -> Dataset:
    if os.path.exists(path / MANIFEST):
        return read_manifest(path / MANIFEST)
    if has_arrays(path):
        return read_arrays(path)
    if has_class_folders(path):
        return read_class_folders(path)
    sentence = QT_TRANSLATE_NOOP(
        "errors",
        "{name} is not a dataset. Put a manifest.csv, a folder for each class, or train_labels.npy with its arrays into it.",
    )
    raise DatasetError(sentence, name=shown(path))


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


def picture_from(item: Item, side: int) -> Picture:
    """Decode a picture of a dataset; raises `MediaError`. A file is shrunk to about `side` pixels, see `read_picture`."""
    return read_picture(item.path, side) if item.index is None else picture_of(item)


def _sound(item: Item) -> Sound | Spectrogram:
    return read_sound(item.path) if item.index is None else sound_of(item)
