"""The parts of a sample as the window has them, and how files become parts."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mmdesk.core.errors import QT_TRANSLATE_NOOP, DatasetError, EncodingError, MediaError
from mmdesk.core.files import shown
from mmdesk.core.modalities.column import Content
from mmdesk.core.modalities.registry import MODALITIES, Modality
from mmdesk.core.progress import CancelToken

if TYPE_CHECKING:  # the window is up before numpy and Pillow
    from mmdesk.core.answers.batch import Row
    from mmdesk.core.datasets.example import Dataset, Item
    from mmdesk.core.datasets.loose import OneSample


@dataclass(frozen=True, slots=True)
class Part:
    """One modality of the sample.

    Attributes:
        content: what is there; None if nothing is
        file: where a picture or a sound came from; None if from no file
        shown: whether the model may see it
        problem: a sentence about what was offered last and could not be taken
        reading: whether something is being read for it
    """

    content: Content | None = None
    file: Path | None = None
    shown: bool = True
    problem: str = ""
    reading: bool = False

    @property
    def seen(self) -> Content | None:
        """What the model may see."""
        return self.content if self.shown else None


@dataclass(frozen=True, slots=True)
class Many:
    """Files that are more than one sample: a dataset and all its rows.

    Attributes:
        labelled: what was dropped, if a model can learn classes from it
    """

    dataset: Dataset
    rows: tuple[Row, ...]
    labelled: Path | None = None


def sort_files(paths: Sequence[Path], token: CancelToken) -> OneSample | Many:
    """Read what was dropped: the parts of one sample, told by their contents, or more than one sample.

    Raises:
        InputError: if a folder has no files, or a table is none of samples
    """
    from mmdesk.core.answers.batch import gathered, rows_of
    from mmdesk.core.datasets.layout import is_table
    from mmdesk.core.datasets.loose import read_one_sample

    alone = len(paths) == 1
    if not (any(map(os.path.isdir, paths)) or (alone and is_table(paths[0]))) and (sample := read_one_sample(paths, token)):
        return sample
    try:
        dataset = gathered(paths, token)
    except EncodingError as error:
        sentence = QT_TRANSLATE_NOOP(
            "errors",
            "{name} is not in UTF-8, but probably in {encoding}. Drop it on Data and say so there, or save it as UTF-8.",
        )
        raise DatasetError(sentence, name=shown(paths[0]), encoding=error.encoding) from error
    return Many(dataset, rows_of(dataset), paths[0] if alone and len(dataset.labels) > 1 else None)


@dataclass(frozen=True, slots=True)
class Found:
    """A content that can be taken, and the file that it came from."""

    content: Content
    file: Path | None = None


def read_file(modality: Modality, path: Path) -> Content:
    """Decode a file; numpy and Pillow are imported here, in the thread that reads, so that the window is up before them."""
    return as_part(MODALITIES[modality].read(path))


def as_part(content: Content) -> Content:
    """The content of a file as the desk has it: the end of the last line is no word."""
    return content.rstrip("\r\n") if isinstance(content, str) else content


def content_of(item: Item, modality: Modality) -> Content:
    """Take content out of an array.

    Raises:
        MediaError: if it cannot be read, or is a ready-made spectrogram
    """
    from mmdesk.core.datasets.read import read_part

    content: Content = read_part(modality, item)
    if not MODALITIES[modality].writable(content):
        sentence = QT_TRANSLATE_NOOP("errors", "{name} holds spectrograms, which cannot be shown or heard here.")
        raise MediaError(sentence, name=item.path.name)
    return content
