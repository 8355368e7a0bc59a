"""What can be done to a project's rows and classes: small frozen commands, each with its inverse."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter
from typing import Any

from mmdesk.core.datasets.example import natural
from mmdesk.core.datasets.headings import column_names
from mmdesk.core.modalities.registry import MODALITIES
from mmdesk.core.projects.rows import PIECE, Kind, Row, check_cell, kind_of


@dataclass(frozen=True, slots=True)
class Content:
    """What a project holds.

    Attributes:
        rows: in the order of their keys
        classes: those that the person put in an order, whether they have examples or not
    """

    rows: tuple[Row, ...] = ()
    classes: tuple[str, ...] = ()

    @property
    def labels(self) -> tuple[str, ...]:
        """All classes: those in the person's order, then others that rows have, numbers in them in their natural order."""
        return self.labels_among(self.kinds)

    @property
    def kinds(self) -> Counter[Kind]:
        """How many rows there are of each kind."""
        kinds = Counter[Kind]()
        for start in range(0, len(self.rows), PIECE):  # between pieces, other threads get their turn
            kinds.update(map(kind_of, self.rows[start : start + PIECE]))
        return kinds

    def labels_among(self, kinds: Iterable[Kind]) -> tuple[str, ...]:
        """The `labels`, if the kinds of the rows are known already."""
        known = dict.fromkeys(self.classes)
        return (*known, *sorted({label for _, label, _ in kinds} - known.keys() - {""}, key=natural))

    def place(self, key: int) -> int | None:
        """Where the row with this key is."""
        if key < len(self.rows) and self.rows[key].key == key:  # as long as none is gone
            return key
        place = bisect_left(self.rows, (key,))
        return place if place < len(self.rows) and self.rows[place].key == key else None


@dataclass(frozen=True, slots=True)
class Change:
    """Write cells of one column: `values` has one for each key, or one for all. Keys that have gone are passed over."""

    keys: tuple[int, ...]
    column: str
    values: tuple[str, ...]

    def applied(self, content: Content) -> tuple[Content, "Edit"]:
        rows = list(content.rows)
        changed: list[int] = []
        before: list[str] = []
        same = len(self.values) == 1
        for number, key in enumerate(self.keys):
            place = content.place(key)
            if place is None:
                continue
            changed.append(key)
            row = rows[place]
            before.append(row.cell(self.column))
            rows[place] = row.with_cell(self.column, self.values[0 if same else number])
        values = tuple(before[:1] if len(set(before)) == 1 else before)
        return Content(tuple(rows), content.classes), Change(tuple(changed), self.column, values)


@dataclass(frozen=True, slots=True)
class Delete:
    """Take rows away. Keys that have gone are passed over."""

    keys: tuple[int, ...]

    def applied(self, content: Content) -> tuple[Content, "Edit"]:
        rows = content.rows
        places = sorted({place for place in map(content.place, self.keys) if place is not None})
        between = zip((0, *(place + 1 for place in places)), (*places, len(rows)), strict=True)
        kept = tuple(chain.from_iterable(rows[start:end] for start, end in between))
        return Content(kept, content.classes), Insert(tuple(rows[place] for place in places))


@dataclass(frozen=True, slots=True)
class Insert:
    """Put rows where their keys belong."""

    rows: tuple[Row, ...]

    def applied(self, content: Content) -> tuple[Content, "Edit"]:
        rows = content.rows
        last = rows[-1].key if rows else -1
        merged = (*rows, *self.rows)
        if any(row.key <= last for row in self.rows):
            merged = tuple(sorted(merged, key=attrgetter("key")))
        return Content(merged, content.classes), Delete(tuple(row.key for row in self.rows))


@dataclass(frozen=True, slots=True)
class Arrange:
    """Put the classes in this order."""

    classes: tuple[str, ...]

    def applied(self, content: Content) -> tuple[Content, "Edit"]:
        return Content(content.rows, self.classes), Arrange(content.classes)


Edit = Change | Delete | Insert | Arrange
Edits = tuple[Edit, ...]


def apply(edits: Sequence[Edit], content: Content) -> tuple[Content, Edits]:
    """What comes of these edits, one after the other, and what undoes them."""
    inverses: list[Edit] = []
    for edit in edits:
        content, inverse = edit.applied(content)
        inverses.append(inverse)
    return content, tuple(reversed(inverses))


def check(edits: Edits) -> None:
    """Refuse edits after which the project could not be saved, or not be opened again.

    Raises:
        InputError: if a cell is not text in UTF-8, or too long
    """
    for edit in edits:
        for column, cell in _cells(edit):
            check_cell(column, cell)


def _cells(edit: Edit) -> Iterator[tuple[str, str]]:
    """What an edit writes, and under which column."""
    match edit:
        case Change():
            yield from ((edit.column, value) for value in edit.values)
        case Insert():
            yield from (pair for row in edit.rows for pair in row.named)
        case Arrange():
            yield from (("label", label) for label in edit.classes)


def renamed(content: Content, old: str, new: str) -> Edits:
    """Call a class something else, in its place among the classes; two that are called the same become one."""
    keys = tuple(row.key for row in content.rows if row.label == old)
    classes = tuple(dict.fromkeys(new if label == old else label for label in content.labels))
    return Arrange(classes), Change(keys, "label", (new,))


def encoded(edit: Edit) -> list[Any]:
    """The edit as JSON can have it."""
    match edit:
        case Change():
            return ["change", runs(edit.keys), edit.column, list(edit.values)]
        case Delete():
            return ["delete", runs(edit.keys)]
        case Insert():
            return ["insert", [[row.key, dict(row.contents), row.label, row.split, list(row.further)] for row in edit.rows]]
        case Arrange():
            return ["arrange", list(edit.classes)]


def decoded(form: list[Any]) -> Edit:
    """The edit that `encoded` gave this form.

    Raises:
        ValueError, TypeError: if it is none
    """
    match form:
        case ["change", list(keys), str(column), list(values)] if column in column_names():
            return Change(unrolled(keys), column, tuple(map(str, values)))
        case ["delete", list(keys)]:
            return Delete(unrolled(keys))
        case ["insert", list(rows)]:
            return Insert(tuple(_row(*row) for row in rows))
        case ["arrange", list(classes)]:
            return Arrange(tuple(map(str, classes)))
    raise ValueError("no edit")


def _row(key: int, contents: dict[str, str], label: str, split: str, further: list[str]) -> Row:
    in_order = {modality: contents[modality] for modality in MODALITIES if contents.get(modality)}
    return Row(key, in_order, label, split, tuple(further))


def runs(keys: Iterable[int]) -> list[tuple[int, int]]:
    """Keys as runs of consecutive ones: first and count."""
    found: list[tuple[int, int]] = []
    for key in keys:
        if found and found[-1][0] + found[-1][1] == key:
            found[-1] = found[-1][0], found[-1][1] + 1
        else:
            found.append((key, 1))
    return found


def unrolled(keys: Iterable[Sequence[int]]) -> tuple[int, ...]:
    return tuple(key for first, count in keys for key in range(first, first + count))
