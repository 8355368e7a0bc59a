"""Datasets as arrays: train_images.npy, train_texts.npy, train_audios.npy, train_labels.npy, and test_... alike."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mmdesk.core.datasets.example import Dataset, Example, Item, Part, Skipped
from mmdesk.core.datasets.npy import open_array
from mmdesk.core.errors import QT_TRANSLATE_NOOP, DatasetError, MediaError, Names, Sentence
from mmdesk.core.files import shown
from mmdesk.core.modalities.column import is_there, strings_of
from mmdesk.core.modalities.registry import MODALITIES, Modality


def read_arrays(root: Path, splits: Sequence[str]) -> Dataset:
    """Read the arrays of these splits; rows are numbered from 1 through all of them.

    Raises:
        DatasetError: if an array cannot be read, has a shape that does not fit, or the labels are missing
    """
    examples: list[Example] = []
    skipped: list[Skipped] = []
    for split in splits:
        _read_split(root, split, examples, skipped)
    if not examples and not skipped:
        raise DatasetError(QT_TRANSLATE_NOOP("errors", "The arrays in {name} have no rows."), name=shown(root))
    return Dataset(root, tuple(examples), tuple(skipped))


def array_row(item: Item) -> NDArray[Any]:
    """The row of a .npy file that `item` means.

    Raises:
        MediaError: if the file has gone or changed since the dataset was read
    """
    try:
        return open_array(item.path)[item.index]
    except (OSError, ValueError, DatasetError, IndexError) as error:
        sentence = QT_TRANSLATE_NOOP("errors", "Row {row} of {name} cannot be read any more. Open the dataset again.")
        raise MediaError(sentence, row=(item.index or 0) + 1, name=shown(item.path)) from error


def name_of(item: Item) -> str:
    """What a sentence calls a row of an array."""
    return f"{shown(item.path)}[{item.index}]"


def _read_split(root: Path, split: str, examples: list[Example], skipped: list[Skipped]) -> None:
    labels = _labels(open_array(root / f"{split}_labels.npy"), f"{split}_labels.npy")
    parts = {modality: made for modality in MODALITIES if (made := _parts(root / _file(split, modality), modality, len(labels)))}
    if not parts:
        sentence = QT_TRANSLATE_NOOP("errors", "{name} stands alone. Put at least one of these arrays beside it: {others}.")
        others = Names(_file(split, modality) for modality in MODALITIES)
        raise DatasetError(sentence, name=f"{split}_labels.npy", others=others)
    for index, label in enumerate(labels):
        row = len(examples) + len(skipped) + 1
        try:
            there = {modality: part for modality, part_of in parts.items() if (part := part_of(index)) is not None}
        except MediaError as error:
            skipped.append(Skipped(row, str(error)))
            continue
        if label and there:
            examples.append(Example(row, there, label, split))
        else:
            nothing = QT_TRANSLATE_NOOP("errors", "The row has neither a picture nor a text nor a sound.")
            skipped.append(Skipped(row, Sentence(nothing if label else QT_TRANSLATE_NOOP("errors", "The label is empty."))))


def _file(split: str, modality: Modality) -> str:
    return f"{split}_{MODALITIES[modality].array}.npy"


def _parts(path: Path, modality: Modality, count: int) -> Callable[[int], Part | None] | None:
    """What gives for each row its part, None if it has none; None if there is no such array."""
    array = _part(path, count)
    if array is None:
        return None
    column = MODALITIES[modality]
    column.check_array(array, path.name)
    if not column.inline:
        return lambda index: Item(path, index)
    cells = column.cells(array, path.name)
    return lambda index: column.checked(cells[index], f"{path.name}[{index}]") if is_there(cells[index]) else None


def _part(path: Path, count: int) -> NDArray[Any] | None:
    if not path.exists():
        return None
    array = open_array(path)
    if array.ndim == 0 or len(array) != count:
        sentence = QT_TRANSLATE_NOOP(
            "errors", "{name} has the shape {shape}, but there {count:is # label|are # labels}. Make them agree."
        )
        raise DatasetError(sentence, name=path.name, shape=array.shape, count=count)
    return array


def _labels(labels: NDArray[Any], name: str) -> list[str]:
    """Names of the classes from strings, whole numbers or one-hot rows."""
    if labels.ndim == 2 and labels.shape[1] == 1:
        labels = labels[:, 0]
    if labels.ndim == 1 and labels.dtype.kind in "US":
        return [label.strip() for label in strings_of(labels, name)]
    if labels.ndim == 1 and labels.dtype.kind in "iub":
        return [str(int(label)) for label in labels.tolist()]
    if labels.ndim == 1 and labels.dtype.kind == "f" and np.isfinite(labels).all() and (labels == np.floor(labels)).all():
        return [str(int(label)) for label in labels.tolist()]
    if labels.ndim == 2 and labels.dtype.kind in "iubf" and ((labels != 0).sum(axis=1) == 1).all():
        return [str(label) for label in np.argmax(labels != 0, axis=1).tolist()]
    sentence = QT_TRANSLATE_NOOP("errors", "{name} has the shape {shape} of {dtype}. Give strings, whole numbers or one-hot rows.")
    raise DatasetError(sentence, name=name, shape=labels.shape, dtype=labels.dtype)
