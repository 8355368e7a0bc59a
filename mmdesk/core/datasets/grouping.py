"""Files that share their stem are one sample: 007.jpg, 007.txt, 007.wav."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from mmdesk.core.datasets.example import Dataset, Example, Skipped, parts_of
from mmdesk.core.errors import InputError, MediaError
from mmdesk.core.modalities.registry import Modality

Group = dict[Modality, Path]


@dataclass(frozen=True, slots=True)
class Placed:
    """A file on its way into a sample.

    Attributes:
        stem: what it shares with the other parts of its sample
        label, split: as in `Example`
    """

    path: Path
    stem: Hashable
    label: str = ""
    split: str = ""


def grouped(root: Path, files: Iterable[Placed], modality_of: Callable[[Path], Modality]) -> Dataset:
    """The samples of these files, in the order of the first file of each, and then what cannot be one.

    Where two files of one modality share a stem, each is a sample. `modality_of` raises `InputError` for what is of none.
    """
    groups: dict[Hashable, tuple[Placed, Group]] = {}
    strangers: list[str] = []
    for file in files:
        try:
            modality = modality_of(file.path)
        except InputError as error:
            strangers.append(error.sentence)
            continue
        key: Hashable = file.stem
        if key in groups and modality in groups[key][1]:
            key = file.path
        groups.setdefault(key, (file, {}))[1][modality] = file.path
    return _dataset(root, list(groups.values()), strangers)


def _dataset(root: Path, groups: Sequence[tuple[Placed, Group]], strangers: Sequence[str]) -> Dataset:
    examples: list[Example] = []
    skipped: list[Skipped] = []
    for row, (file, group) in enumerate(groups, 1):
        try:
            examples.append(Example(row, parts_of(group), file.label, file.split))
        except MediaError as error:
            skipped.append(Skipped(row, error.sentence))
    skipped += [Skipped(row, reason) for row, reason in enumerate(strangers, len(groups) + 1)]
    return Dataset(root, tuple(examples), tuple(skipped))
