"""Column names of tables as people write them, and which column is meant (schema matching)."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from operator import itemgetter
from typing import Any, Self

from mmdesk.core.datasets.example import SPLIT_WORDS
from mmdesk.core.modalities.registry import MODALITIES, Modality

FILES = (
    "file_name", "filename", "file", "filepath", "file_path", "path", "fname", "name", "id", "image_id", "文件名", "文件",
    "文件路径", "路径",
)  # fmt: skip
"""Columns that name files; of which modality, the files tell."""
LABELS = (
    "labels", "class_name", "class", "classname", "class_label", "category", "category_name", "target_name", "label_name", "target",
    "targets", "choice", "sentiment", "tag", "y", "标签", "类别", "分类", "klasse", "classe", "clase", "etiqueta", "categoria",
    "categoría", "catégorie", "étiquette",
)  # fmt: skip
SPLITS = ("subset", "set", "partition", "划分")
FLAGS = {"is_valid": "val", "is_val": "val", "is_validation": "val", "is_test": "test"}
"""Columns that tell with yes or no whether a row is of a split; the others are of training (fastai)."""
YES, NO = {"true", "1", "1.0", "yes"}, {"false", "0", "0.0", "no"}
"""What else columns are called, the likelier first: in exports of Hugging Face, Kaggle, Keras, ESC-50, Label Studio."""
MADE_OF = ("", "_path", "_file", "_filename", "_file_name", "_name")
"""What is put behind a modality to call a column of files."""

ModalityOf = Callable[[str], Modality | None]
"""Tells of a cell which modality's file it names."""


_shared: dict[tuple[Modality, ...], tuple[Modality, ...]] = {}


def shared(modalities: tuple[Modality, ...]) -> tuple[Modality, ...]:
    """These modalities as the one tuple that all rows share which have just them."""
    return _shared.setdefault(modalities, modalities)


def column_names() -> tuple[str, ...]:
    """The columns of a table that mmdesk knows, by their own names."""
    return (*MODALITIES, "label", "split")


Cells = tuple[Any, ...]
"""What a row says: the modalities of which it says anything, in the registry's order; label and split, perhaps empty; and what it
says of each of them. All in one tuple, as there may be a hundred thousand, and one is compared at once with another."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where in a row the cells are.

    Attributes:
        places: of each column that is there
        modalities: for each modality that is there, its place and whether white space around its cell counts
        flag: the split of rows whose cell in the column of the split says yes, where others say no; empty where it is a word
    """

    places: Mapping[str, int]
    modalities: tuple[tuple[Modality, int, bool], ...]
    flag: str = ""

    @classmethod
    def at(cls, places: Mapping[str, int], flag: str = "") -> Self:
        """The columns that are at these places."""
        return cls(places, tuple((m, places[m], column.inline) for m, column in MODALITIES.items() if m in places), flag)

    @classmethod
    def of(cls, header: Sequence[str], rows: Sequence[Sequence[str]] = (), modality_of: ModalityOf = lambda _: None) -> Self:
        """Find the columns by their own names; those with others by what is in the first rows. Further ones are left alone."""
        names = ["_".join(name.replace("-", " ").lower().split()) for name in header]
        places = {name: names.index(name) for name in column_names() if name in names}
        others = ["" if place in places.values() else name for place, name in enumerate(names)]
        for place, modality in _file_columns(others, rows, modality_of):
            places.setdefault(modality, place)
        if not places.keys() & set(MODALITIES):
            words = [(m, heading) for m, column in MODALITIES.items() if column.inline for heading in column.headings]
            places |= next(({modality: names.index(heading)} for modality, heading in words if heading in names), {})
        if "label" not in places and (label := next(_all(LABELS, names), None)) is not None:
            places["label"] = label
        if "split" not in places and (split := next((p for p in _all(SPLITS, names) if _are_splits(rows, p)), None)) is not None:
            places["split"] = split
        if (
            "split" not in places
            and (flag := next((p for p in _all(tuple(FLAGS), names) if _are_flags(rows, p)), None)) is not None
        ):
            places["split"] = flag
            return cls.at(places, FLAGS[names[flag]])
        return cls.at(places)

    @property
    def complete(self) -> bool:
        """Whether there is anything to answer."""
        return bool(self.modalities)

    def reader(self) -> Callable[[Sequence[str]], Cells]:
        """What tells of a row what it says: empty where the row or the table has nothing.

        There may be a hundred thousand rows, so what is the same for all is done once. They are read one by one: texts of which
        many are held meanwhile lie scattered in the memory, and all that goes through them later takes twice the time.
        """
        intern = sys.intern
        every = shared(tuple(modality for modality, _, _ in self.modalities))
        kept = [number for number, (_, _, spaced) in enumerate(self.modalities, 2) if spaced]
        told = [self.places.get("label"), self.places.get("split")]
        absent = [number for number, place in enumerate(told) if place is None]
        width = max(self.places.values(), default=-1) + 1
        flagged = {**dict.fromkeys(YES, self.flag), **dict.fromkeys(NO, "train")} if self.flag else {}
        pick = itemgetter(*(place or 0 for place in told), *(place for _, place, _ in self.modalities))

        def cells_of(row: Sequence[str]) -> Cells:
            if len(row) < width:
                row = [*row, *[""] * (width - len(row))]
            picked = pick(row)
            cells = list(map(str.strip, picked))
            for number in kept:
                cells[number] = picked[number]
            for number in absent:
                cells[number] = ""
            if flagged:
                cells[1] = flagged.get(cells[1].lower(), cells[1])
            cells[0], cells[1] = intern(cells[0]), intern(cells[1])
            if all(cells):
                return every, *cells
            label, split, *contents = cells
            return shared(tuple(compress(every, contents))), label, split, *filter(None, contents)

        return cells_of


def _file_columns(names: Sequence[str], rows: Sequence[Sequence[str]], modality_of: ModalityOf) -> Iterator[tuple[int, Modality]]:
    """Columns whose cells name files, of one modality each."""
    headings = [heading for column in MODALITIES.values() if not column.inline for heading in column.headings]
    for place in _all((*(heading + more for heading in headings for more in MADE_OF), *FILES), names):
        cells = [cell for row in rows if (cell := _cell(row, place).strip())]
        kinds = Counter(map(modality_of, cells))
        kind = max(kinds, key=kinds.__getitem__, default=None)
        if kind is not None and not MODALITIES[kind].inline:
            yield place, kind


def _are_splits(rows: Sequence[Sequence[str]], place: int) -> bool:
    words = {_cell(row, place).strip().lower() for row in rows} - {""}
    return bool(words) and words <= SPLIT_WORDS.keys()


def _are_flags(rows: Sequence[Sequence[str]], place: int) -> bool:
    words = {_cell(row, place).strip().lower() for row in rows} - {""}
    return bool(words) and words <= YES | NO | SPLIT_WORDS.keys()


def _all(words: Sequence[str], names: Sequence[str]) -> Iterator[int]:
    return (names.index(word) for word in words if word in names)


def _cell(row: Sequence[str], place: int | None) -> str:
    return row[place] if place is not None and place < len(row) else ""
