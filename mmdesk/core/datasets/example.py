"""Examples and the dataset they make, before anything is decoded."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from mmdesk.core.modalities.sample import MODALITIES, Modality

if TYPE_CHECKING:
    from mmdesk.core.datasets.layout import Layout

SPLITS = ("train", "val", "test")
SPLIT_WORDS = {
    "train": "train",
    "training": "train",
    "val": "val",
    "valid": "val",
    "validation": "val",
    "dev": "val",
    "test": "test",
    "testing": "test",
}
"""Words for a split in manifests and folder names, in lower case."""
FOLDERS = "folders"
"""Says of a dataset that its labels come from the names of its folders, not from a table."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that was left out; `row` is its line in the manifest, or its number from 1."""

    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class Item:
    """A picture or sound that is not decoded yet: a file, or row `index` of a .npy file."""

    path: Path
    index: int | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """A sample of a dataset that is not decoded yet.

    Attributes:
        row: its line in the manifest, or its number from 1
        image, text, audio: None where absent; a text may also be white space alone
        label: empty where nothing tells it
        split: train, val, test; empty where nothing is said
    """

    row: int
    image: Item | None
    text: str | None
    audio: Item | None
    label: str
    split: str

    @property
    def present(self) -> tuple[Modality, ...]:
        """The modalities that are there; a text of white space alone is absent."""
        there = {"image": self.image is not None, "text": bool(self.text and self.text.strip()), "audio": self.audio is not None}
        return tuple(modality for modality in MODALITIES if there[modality])


@dataclass(frozen=True, slots=True)
class Dataset:
    """Examples, with labels or without.

    Attributes:
        root: the folder, or the manifest's folder
        skipped: rows left out, with their reasons
        notes: what the person should know, as sentences
        repeats: of the skipped rows those that only repeat another one, with the row they repeat
        layout: what was understood of the folder or file; None if it was none
    """

    root: Path
    examples: tuple[Example, ...]
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[str, ...] = ()
    repeats: Mapping[int, int] = field(default_factory=dict)
    layout: "Layout | None" = None

    @property
    def labels(self) -> tuple[str, ...]:
        """Every label once, numbers in them in their natural order."""
        return tuple(sorted({example.label for example in self.examples if example.label}, key=natural))

    @property
    def modalities(self) -> tuple[Modality, ...]:
        """Those that any example has."""
        return tuple(m for m in MODALITIES if any(m in example.present for example in self.examples))


def cell_of(item: Item | None, root: Path) -> str:
    """How a table in the folder `root` names a file, or a row of an array; a file elsewhere by its whole path, None not at all."""
    if item is None:
        return ""
    # As text this takes a tenth of the time, and there may be a hundred thousand.
    name = item.path.as_posix().removeprefix(root.as_posix().rstrip("/") + "/")
    return name if item.index is None else f"{name}[{item.index}]"


def words_of(example: Example) -> str:
    """A sample in a line: its files' names and its words."""
    names = [cell_of(item, item.path.parent) for item in (example.image, example.audio) if item]
    return " · ".join([*names, *([example.text] if example.text else [])])


def natural(text: str) -> tuple[tuple[tuple[int, int, str], ...], str]:
    """Sort key that puts "class 2" before "class 10"."""
    parts = re.split(r"([0-9]+)", text.casefold())
    # Even parts are words; odd ones digits, compared by their count first: no number is too long for that.
    keys = (
        (1, 0, part) if place % 2 == 0 else (0, len(part.lstrip("0")), part.lstrip("0")) for place, part in enumerate(parts) if part
    )
    return tuple(keys), text
