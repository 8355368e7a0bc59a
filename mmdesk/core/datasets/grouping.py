"""Files that share their stem are one sample: 007.jpg, 007.txt, 007.wav."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mmdesk.core.datasets.example import Dataset, Example, Foreign, Skipped, parts_of
from mmdesk.core.errors import QT_TRANSLATE_NOOP, InputError, MediaError, Sentence, UndecodedError
from mmdesk.core.modalities.registry import Modality
from mmdesk.core.modalities.text.encodings import few_words, likely_encoding

Group = dict[Modality, Path]
NOT_IN = QT_TRANSLATE_NOOP("errors", "The text is not in {encoding}.")
TELLING = 100
"""So many texts tell their encoding; a hundred thousand would fill the memory."""


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


def grouped(root: Path, files: Iterable[Placed], modality_of: Callable[[Path], Modality], encoding: str = "") -> Dataset:
    """The samples of these files, in the order of the first file of each, and then what cannot be one.

    Where two files of one modality share a stem, each is a sample. `modality_of` raises `InputError` for what is of none;
    `encoding` is that of texts which are not UTF-8.
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
    return _dataset(root, list(groups.values()), strangers, encoding)


def _dataset(root: Path, groups: Sequence[tuple[Placed, Group]], strangers: Sequence[str], encoding: str) -> Dataset:
    examples: list[Example] = []
    skipped: list[Skipped] = []
    undecoded: dict[int, bytes] = {}
    for row, (file, group) in enumerate(groups, 1):
        try:
            examples.append(Example(row, parts_of(group, encoding), file.label, file.split))
        except UndecodedError as error:
            skipped.append(Skipped(row, Sentence(NOT_IN, encoding=encoding or "UTF-8")))
            undecoded[row] = error.data if len(undecoded) < TELLING else b""
        except MediaError as error:
            skipped.append(Skipped(row, error.sentence))
    skipped += [Skipped(row, reason) for row, reason in enumerate(strangers, len(groups) + 1)]
    return Dataset(root, tuple(examples), tuple(skipped), foreign=_foreign(undecoded))


def _foreign(undecoded: Mapping[int, bytes]) -> Foreign | None:
    """Together they tell better than each alone in what they are written."""
    if not undecoded:
        return None
    data = b"\n".join(filter(None, undecoded.values()))
    encoding = likely_encoding(data)
    return Foreign(encoding, frozenset(undecoded), few_words(data, encoding))
