"""Datasets as arrays: train_images.npy, train_texts.npy, train_audios.npy, train_labels.npy, and test_... alike."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mmdesk.core.datasets.example import Dataset, Example, Item, Skipped
from mmdesk.core.errors import QT_TRANSLATE_NOOP, DatasetError, MediaError, Sentence
from mmdesk.core.files import shown
from mmdesk.core.modalities.detect import checked_text, picture_from_array, sound_from_array
from mmdesk.core.modalities.sample import Picture, Sound, Spectrogram

RATE = 16_000
"""Samples per second of waveforms in arrays, in Hz."""


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
        return _opened(item.path, item.path.stat().st_mtime_ns)[item.index]
    except (OSError, ValueError, EOFError, IndexError) as error:
        sentence = QT_TRANSLATE_NOOP("errors", "Row {row} of {name} cannot be read any more. Open the dataset again.")
        raise MediaError(sentence, row=(item.index or 0) + 1, name=shown(item.path)) from error


def picture_of(item: Item) -> Picture:
    """Decode a picture of an array; raises `MediaError`."""
    return picture_from_array(array_row(item), _name(item))


def sound_of(item: Item) -> Sound | Spectrogram:
    """Decode a waveform (n,) or (n, 1), or a spectrogram (bands, frames[, 1]), of an array; raises `MediaError`."""
    values = array_row(item)
    if values.ndim == 1 or (values.ndim == 2 and values.shape[1] == 1):
        return sound_from_array(values, RATE, _name(item))
    bands = np.array(values[:, :, 0] if values.ndim == 3 else values, dtype=np.float32)
    if not np.isfinite(bands).all():
        sentence = QT_TRANSLATE_NOOP("errors", "{name} holds numbers that are none. Make the spectrogram again.")
        raise MediaError(sentence, name=_name(item))
    bands.flags.writeable = False
    return Spectrogram(bands, _name(item))


def _name(item: Item) -> str:
    return f"{shown(item.path)}[{item.index}]"


def _read_split(root: Path, split: str, examples: list[Example], skipped: list[Skipped]) -> None:
    labels = _labels(_loaded(root / f"{split}_labels.npy"), f"{split}_labels.npy")
    images, texts, audios = (_part(root, f"{split}_{part}.npy", len(labels)) for part in ("images", "texts", "audios"))
    if images is texts is audios is None:
        sentence = QT_TRANSLATE_NOOP("errors", "{name} stands alone: {split}_images.npy, _texts.npy or _audios.npy is missing.")
        raise DatasetError(sentence, name=f"{split}_labels.npy", split=split)
    _check_rank(images, (3, 4), f"{split}_images.npy", "(N, height, width[, channels])")
    _check_rank(audios, (2, 3, 4), f"{split}_audios.npy", "(N, samples) or (N, bands, frames)")
    words = None if texts is None else _words(texts, f"{split}_texts.npy")
    for index, label in enumerate(labels):
        row = len(examples) + len(skipped) + 1
        try:
            text = checked_text(words[index], f"{split}_texts.npy[{index}]") if words and words[index].strip() else None
        except MediaError as error:
            skipped.append(Skipped(row, str(error)))
            continue
        image = None if images is None else Item(root / f"{split}_images.npy", index)
        audio = None if audios is None else Item(root / f"{split}_audios.npy", index)
        if label and (image or text or audio):
            examples.append(Example(row, image, text, audio, label, split))
        else:
            nothing = QT_TRANSLATE_NOOP("errors", "The row has neither a picture nor a text nor a sound.")
            skipped.append(Skipped(row, Sentence(nothing if label else QT_TRANSLATE_NOOP("errors", "The label is empty."))))


def _loaded(path: Path) -> NDArray[Any]:
    try:
        return _opened(path, path.stat().st_mtime_ns)
    except FileNotFoundError as error:
        sentence = QT_TRANSLATE_NOOP("errors", "{name} is missing. Put it beside the other arrays.")
        raise DatasetError(sentence, name=shown(path)) from error
    except (OSError, ValueError, EOFError) as error:
        sentence = QT_TRANSLATE_NOOP("errors", "{name} is not an array of numbers or strings that can be read. Save it again.")
        raise DatasetError(sentence, name=shown(path)) from error


@lru_cache(maxsize=16)
def _opened(path: Path, changed: int) -> NDArray[Any]:  # noqa: ARG001 - a changed file is another one
    array: NDArray[Any] = np.load(path, mmap_mode="r", allow_pickle=False)
    return array


def _part(root: Path, name: str, count: int) -> NDArray[Any] | None:
    if not (root / name).exists():
        return None
    array = _loaded(root / name)
    if array.ndim == 0 or len(array) != count:
        sentence = QT_TRANSLATE_NOOP(
            "errors", "{name} has the shape {shape}, but there {count:is # label|are # labels}. Make them agree."
        )
        raise DatasetError(sentence, name=name, shape=array.shape, count=count)
    return array


def _check_rank(array: NDArray[Any] | None, ranks: tuple[int, ...], name: str, wanted: str) -> None:
    if array is not None and (array.ndim not in ranks or array.dtype.kind not in "fiub"):
        sentence = QT_TRANSLATE_NOOP("errors", "{name} has the shape {shape} of {dtype}. It must be numbers in the shape {wanted}.")
        raise DatasetError(sentence, name=name, shape=array.shape, dtype=array.dtype, wanted=wanted)


def _words(texts: NDArray[Any], name: str) -> list[str]:
    """Strings as they are; the numbers of tokens, less the zeros that fill up a row, as words."""
    if texts.ndim == 1 and texts.dtype.kind in "US":
        return _strings(texts, name)
    if texts.ndim == 2 and texts.dtype.kind in "iu":
        return [" ".join(str(token) for token in row if token) for row in texts.tolist()]
    sentence = QT_TRANSLATE_NOOP("errors", "{name} has the shape {shape} of {dtype}. Give strings (N) or token numbers (N, L).")
    raise DatasetError(sentence, name=name, shape=texts.shape, dtype=texts.dtype)


def _labels(labels: NDArray[Any], name: str) -> list[str]:
    """Names of the classes from strings, whole numbers or one-hot rows."""
    if labels.ndim == 2 and labels.shape[1] == 1:
        labels = labels[:, 0]
    if labels.ndim == 1 and labels.dtype.kind in "US":
        return [label.strip() for label in _strings(labels, name)]
    if labels.ndim == 1 and labels.dtype.kind in "iub":
        return [str(int(label)) for label in labels.tolist()]
    if labels.ndim == 1 and labels.dtype.kind == "f" and np.isfinite(labels).all() and (labels == np.floor(labels)).all():
        return [str(int(label)) for label in labels.tolist()]
    if labels.ndim == 2 and labels.dtype.kind in "iubf" and ((labels != 0).sum(axis=1) == 1).all():
        return [str(label) for label in np.argmax(labels != 0, axis=1).tolist()]
    sentence = QT_TRANSLATE_NOOP("errors", "{name} has the shape {shape} of {dtype}. Give strings, whole numbers or one-hot rows.")
    raise DatasetError(sentence, name=name, shape=labels.shape, dtype=labels.dtype)


def _strings(array: NDArray[Any], name: str) -> list[str]:
    values: list[Any] = array.tolist()
    try:
        return [value.decode("utf-8") if isinstance(value, bytes) else value for value in values]
    except UnicodeDecodeError as error:
        sentence = QT_TRANSLATE_NOOP("errors", "{name} has byte strings that are not UTF-8. Save it with str values.")
        raise DatasetError(sentence, name=name) from error
