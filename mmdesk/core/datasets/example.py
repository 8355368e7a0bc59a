"""Examples and the dataset they make, before anything is decoded."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from mmdesk.core.modalities.column import is_there
from mmdesk.core.modalities.registry import MODALITIES, Modality

if TYPE_CHECKING:
    from mmdesk.core.datasets.layout import Layout

SPLITS = ("train", "val", "test")
EVERY_SPLIT = "all"
"""Stands for the samples of all splits, where a model is judged."""
SPLIT_WORDS = {
    "train": "train",
    "training": "train",
    "val": "val",
    "valid": "val",
    "validation": "val",
    "dev": "val",
    "eval": "val",
    "evaluation": "val",
    "test": "test",
    "testing": "test",
    "holdout": "test",
    **dict.fromkeys(("训练", "训练集", "训练数据", "entrenamiento", "treino", "entrainement", "entraînement", "training"), "train"),
    **dict.fromkeys(("验证", "验证集", "验证数据", "validacion", "validación", "validacao", "validação", "validierung"), "val"),
    **dict.fromkeys(("测试", "测试集", "测试数据", "prueba", "pruebas", "teste", "tests"), "test"),
}
"""Words for a split in manifests and folder names, in lower case."""
FOLDERS = "folders"
"""Says of a dataset that its labels come from the names of its folders, not from a table."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """What was decided.

    Attributes:
        labels_from: where a table and folders could both tell the labels: the table's name, or `FOLDERS`
        encoding: that of tables and texts which are not UTF-8
    """

    labels_from: str = ""
    encoding: str = ""

    def __bool__(self) -> bool:
        """Whether anything was."""
        return bool(self.labels_from or self.encoding)


UNDECIDED = Decisions()


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that was left out; `row` is its line in the manifest, or its number from 1."""

    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class Item:
    """Content that is not decoded yet: a file, or row `index` of a .npy file."""

    path: Path
    index: int | None = None


Part = Item | str
"""What an example has of a modality: where the content is or, of modalities that a table holds itself, the content."""


@dataclass(frozen=True, slots=True)
class Example:
    """A sample of a dataset that is not decoded yet.

    Attributes:
        row: its line in the manifest, or its number from 1
        parts: what there is of each modality, in the registry's order; a text may also be white space alone
        label: empty where nothing tells it
        split: train, val, test; empty where nothing is said
        original: what its files were called, where they have other names now
    """

    row: int
    parts: Mapping[Modality, Part]
    label: str
    split: str
    original: str = ""

    def __getitem__(self, modality: Modality) -> Part | None:
        """What there is of a modality; None if nothing."""
        return self.parts.get(modality)

    @property
    def present(self) -> tuple[Modality, ...]:
        """The modalities that are there; a text of white space alone is absent."""
        return tuple(modality for modality, part in self.parts.items() if is_there(part))

    @property
    def items(self) -> dict[Modality, Item]:
        """Those of the parts that lie in files."""
        return {modality: part for modality, part in self.parts.items() if isinstance(part, Item)}


@dataclass(frozen=True, slots=True)
class Foreign:
    """Texts in another encoding than UTF-8, and than the one that was decided; their rows are among the skipped ones.

    Attributes:
        encoding: what they are probably in
        rows: those that were left out for it
        words: a few of their words, read so
    """

    encoding: str
    rows: frozenset[int]
    words: str


@dataclass(frozen=True, slots=True)
class Dataset:
    """Examples, with labels or without.

    Attributes:
        root: the folder, or the manifest's folder
        skipped: rows left out, with their reasons
        notes: what the person should know, as sentences
        repeats: of the skipped rows those that only repeat another one, with the row they repeat
        foreign: texts in an encoding that is to be decided; None if there are none
        layout: what was understood of the folder or file; None if it was none
        set_aside: rows that the program chose for validation, not the person
    """

    root: Path
    examples: tuple[Example, ...]
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[str, ...] = ()
    repeats: Mapping[int, int] = field(default_factory=dict)
    foreign: Foreign | None = None
    layout: "Layout | None" = None
    set_aside: frozenset[int] = frozenset()

    @property
    def labels(self) -> tuple[str, ...]:
        """Every label once, numbers in them in their natural order."""
        return tuple(sorted({example.label for example in self.examples if example.label}, key=natural))

    @property
    def modalities(self) -> tuple[Modality, ...]:
        """Those that any example has."""
        return tuple(m for m in MODALITIES if any(m in example.present for example in self.examples))


def parts_of(files: Mapping[Modality, Path], encoding: str = "") -> dict[Modality, Part]:
    """What an example has of each modality whose file is given; only what a table would hold itself is read.

    `encoding` is that of files that are not UTF-8.

    Raises:
        UndecodedError: if a file is in none of them
        MediaError: if it cannot be read
    """
    there = ((MODALITIES[modality], files[modality]) for modality in MODALITIES if modality in files)
    return {column.name: column.in_table(path, encoding) if column.inline else Item(path) for column, path in there}


def visible_part(example: Example) -> tuple[Modality, Item] | None:
    """The first part of which there is something to see; None if there is none."""
    return next(((modality, item) for modality, item in example.items.items() if MODALITIES[modality].visible), None)


def cell_of(part: Part, root: Path) -> str:
    """What a table in the folder `root` says of a part, such as the name of its file; a file elsewhere by its whole path."""
    if isinstance(part, str):
        return part
    # As text this takes a tenth of the time, and there may be a hundred thousand.
    name = part.path.as_posix().removeprefix(root.as_posix().rstrip("/") + "/")
    return name if part.index is None else f"{name}[{part.index}]"


def words_of(example: Example) -> str:
    """A sample in a line: its files' names, then its words."""
    names = [cell_of(item, item.path.parent) for item in example.items.values()]
    return " · ".join([*names, *(part for part in example.parts.values() if isinstance(part, str) and part)])


def natural(text: str) -> tuple[tuple[tuple[int, int, str], ...], str]:
    """Sort key that puts "class 2" before "class 10"."""
    parts = re.split(r"([0-9]+)", text.casefold())
    # Even parts are words; odd ones digits, compared by their count first: no number is too long for that.
    keys = (
        (1, 0, part) if place % 2 == 0 else (0, len(part.lstrip("0")), part.lstrip("0")) for place, part in enumerate(parts) if part
    )
    return tuple(keys), text
