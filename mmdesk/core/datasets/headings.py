"""Column names of tables as people write them, and which column is meant (schema matching)."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from mmdesk.core.datasets.example import SPLIT_WORDS
from mmdesk.core.modalities.sample import MODALITIES, Modality

NAMES = (*MODALITIES, "label", "split")
Cells = tuple[str, str, str, str, str]
"""Those of `NAMES`."""

FILES = (
    "file_name",
    "filename",
    "file",
    "filepath",
    "file_path",
    "path",
    "fname",
    "name",
    "id",
    "image_id",
    "picture",
    "photo",
    "clip",
)
"""Columns that name files; of which modality, the files tell."""
TEXTS = ("sentence", "review", "content", "comment", "message", "tweet", "caption", "transcript", "body", "title")
LABELS = (
    "labels", "class_name", "class", "classname", "class_label", "category", "category_name", "target_name", "label_name", "target",
    "targets", "choice", "sentiment", "tag", "y",
)  # fmt: skip
SPLITS = ("subset", "set", "partition")
"""What else columns are called, the likelier first: in exports of Hugging Face, Kaggle, Keras, ESC-50, Label Studio."""
MADE_OF = ("", "_path", "_file", "_filename", "_file_name", "_name")
SHORT: Mapping[str, tuple[str, ...]] = {"image": ("image", "img"), "audio": ("audio", "sound", "wav")}

ModalityOf = Callable[[str], Modality | None]
"""Tells of a cell which modality's file it names."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where in a row the cells of `NAMES` are.

    Attributes:
        places: the column of each that the table has
    """

    places: Mapping[str, int]

    @classmethod
    def of(cls, header: Sequence[str], rows: Sequence[Sequence[str]] = (), modality_of: ModalityOf = lambda _: None) -> Self:
        """Find the columns by their own names; those with others by what is in the first rows. Further ones are left alone."""
        names = ["_".join(name.replace("-", " ").lower().split()) for name in header]
        places = {name: names.index(name) for name in NAMES if name in names}
        others = ["" if place in places.values() else name for place, name in enumerate(names)]
        for place, modality in _file_columns(others, rows, modality_of):
            places.setdefault(modality, place)
        if not places.keys() & set(MODALITIES):
            places |= _only("text", _first(TEXTS, names))
        if "label" not in places:
            places |= _only("label", _first(LABELS, names))
        if "split" not in places:
            places |= _only("split", next((place for place in _all(SPLITS, names) if _are_splits(rows, place)), None))
        return cls(places)

    @property
    def complete(self) -> bool:
        """Whether there is anything to answer."""
        return any(modality in self.places for modality in MODALITIES)

    def cells(self, row: Sequence[str]) -> Cells:
        """Those of `NAMES` in a row; empty where the row or the table has none."""
        image, text, audio, label, split = (_cell(row, self.places.get(name)) for name in NAMES)
        return image.strip(), text, audio.strip(), label.strip(), split.strip()


def _file_columns(names: Sequence[str], rows: Sequence[Sequence[str]], modality_of: ModalityOf) -> Iterator[tuple[int, Modality]]:
    """Columns whose cells name files, of one modality each."""
    words = [word + more for short in SHORT.values() for word in short for more in MADE_OF]
    for place in _all((*words, *FILES), names):
        cells = [cell for row in rows if (cell := _cell(row, place).strip())]
        kinds = Counter(map(modality_of, cells))
        kind = max(kinds, key=kinds.__getitem__, default=None)
        if kind is not None and kind in SHORT:
            yield place, kind


def _are_splits(rows: Sequence[Sequence[str]], place: int) -> bool:
    words = {_cell(row, place).strip().lower() for row in rows} - {""}
    return bool(words) and words <= SPLIT_WORDS.keys()


def _all(words: Sequence[str], names: Sequence[str]) -> Iterator[int]:
    return (names.index(word) for word in words if word in names)


def _first(words: Sequence[str], names: Sequence[str]) -> int | None:
    return next(_all(words, names), None)


def _only(name: str, place: int | None) -> dict[str, int]:
    return {} if place is None else {name: place}


def _cell(row: Sequence[str], place: int | None) -> str:
    return row[place] if place is not None and place < len(row) else ""
