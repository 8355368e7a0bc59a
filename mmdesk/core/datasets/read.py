"""Datasets: found in a folder or a table, checked, decoded sample by sample."""

import dataclasses
import os
from collections import Counter
from collections.abc import Collection
from pathlib import Path

from mmdesk.core.datasets.arrays import array_row, has_arrays, name_of, read_arrays
from mmdesk.core.datasets.class_folders import has_class_folders, read_class_folders
from mmdesk.core.datasets.example import Dataset, Example, Item, Part, Skipped
from mmdesk.core.datasets.manifest import read_manifest
from mmdesk.core.datasets.splits import with_splits
from mmdesk.core.errors import QT_TRANSLATE_NOOP, DatasetError, Sentence
from mmdesk.core.files import reading, shown
from mmdesk.core.modalities.column import Content
from mmdesk.core.modalities.registry import MODALITIES, Modality
from mmdesk.core.modalities.sample import Sample
from mmdesk.core.tasks import TaskName, number_of

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
SHOWN_LABELS = 5
NO_TRAINING = QT_TRANSLATE_NOOP("errors", "{name} has no rows for training. Write train in the split column of some.")


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
    """The dataset with the rows that the task can use; for a regression, those whose label is no number are left out."""
    if task == "classification":
        return dataset
    text = QT_TRANSLATE_NOOP("errors", "The label {label} is not a number.")
    strange = [example for example in dataset.examples if number_of(example.label) is None]
    skipped = (Skipped(example.row, Sentence(text, label=example.label)) for example in strange)
    kept = tuple(example for example in dataset.examples if number_of(example.label) is not None)
    in_order = tuple(sorted((*dataset.skipped, *skipped), key=lambda row: row.row))
    return dataclasses.replace(dataset, examples=kept, skipped=in_order)


def check_trainable(dataset: Dataset, accept_unreadable: bool, task: TaskName = "classification") -> None:
    """Refuse a dataset with splits that no model can be trained on.

    Raises:
        DatasetError: if too much is unreadable, there are fewer than two classes or numbers, a class has one sample or none
            for training, or there is nothing for training or validation
    """
    name = shown(dataset.root)
    _check_readable(dataset, accept_unreadable, name)
    if task == "classification":
        _check_classes(dataset, name)
    else:
        _check_numbers(dataset, name)
    if not any(example.split == "val" for example in dataset.examples):
        sentence = QT_TRANSLATE_NOOP("errors", "{name} has no rows for validation. Add samples or write val in the split column.")
        raise DatasetError(sentence, name=name)


def _check_numbers(dataset: Dataset, name: str) -> None:
    training = {number_of(example.label) for example in dataset.examples if example.split == "train"}
    if not training:
        raise DatasetError(NO_TRAINING, name=name)
    if len(training) == 1:
        sentence = QT_TRANSLATE_NOOP("errors", "{name} has only the number {label} for training. Add samples with others.")
        raise DatasetError(sentence, name=name, label=next(iter(training)))


def _check_classes(dataset: Dataset, name: str) -> None:
    samples = Counter(example.label for example in dataset.examples)
    if len(samples) == 1:
        sentence = QT_TRANSLATE_NOOP("errors", "{name} has only the class {label}. Add samples of at least one other class.")
        raise DatasetError(sentence, name=name, label=next(iter(samples)))
    if single := [label for label in dataset.labels if samples[label] == 1]:
        sentence = QT_TRANSLATE_NOOP("errors", "{name} has classes with one sample only: {labels}. Add samples or remove them.")
        raise DatasetError(sentence, name=name, labels=_listed(single))
    training = {example.label for example in dataset.examples if example.split == "train"}
    if not training:
        raise DatasetError(NO_TRAINING, name=name)
    if absent := [label for label in dataset.labels if label not in training]:
        sentence = QT_TRANSLATE_NOOP("errors", "{name} has classes without training rows: {labels}. Mark some rows as train.")
        raise DatasetError(sentence, name=name, labels=_listed(absent))


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


def read_part(modality: Modality, part: Part, side: int = 1024) -> Content:
    """The content of a part, decoded; raises `MediaError`. A large file may be shrunk to about `side`, see `Column.read`."""
    if isinstance(part, str):
        return part
    if part.index is None:
        return MODALITIES[modality].read(part.path, side)
    return MODALITIES[modality].from_row(array_row(part), name_of(part))


def _listed(labels: list[str]) -> str:
    return ", ".join(labels[:SHOWN_LABELS]) + (", …" if len(labels) > SHOWN_LABELS else "")
