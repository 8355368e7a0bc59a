"""Rows that a person looks for, in the order wished: quick over hundreds of thousands, never long without a pause for others."""

from __future__ import annotations

from array import array
from bisect import bisect
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import compress, islice
from operator import not_
from typing import TypeVar

import numpy as np

from mmdesk.core.datasets.example import SPLIT_WORDS
from mmdesk.core.modalities.registry import Modality
from mmdesk.core.progress import CancelToken
from mmdesk.core.projects.rows import PIECE, Row, cells_in, texts_of

T = TypeVar("T")
MAX_GROUPS = 2000
"""Of more labels, as of numbers that are all different, groups tell nothing."""
PICK = 1000
"""About so many values are sorted at once: sorting lets no other thread in."""


@dataclass(frozen=True, slots=True)
class Search:
    """What a person looks for; a part that is None asks for nothing.

    Attributes:
        words: in any cell, in capitals or not
        label, split: exactly; of splits also other words for it, and "" is none
        present, absent: a modality that is there, or is not
        keys: only these rows
        order, descending: by which column the rows are sorted, or by which of the further cells; by their keys without one
        first: keys of rows that come before all others, in this order
    """

    words: str = ""
    label: str | None = None
    split: str | None = None
    present: Modality | None = None
    absent: Modality | None = None
    keys: frozenset[int] | None = None
    order: str | int | None = None
    descending: bool = False
    first: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of a class that stay together.

    Attributes:
        label: the class; empty for rows without one
        start, count: which of the places that were found
        every: how many rows of the class there are, found or not
    """

    label: str
    start: int
    count: int
    every: int


def known_split(split: str) -> str:
    """train, val or test, or what the person wrote."""
    return SPLIT_WORDS.get(split.lower(), split)


def found(rows: tuple[Row, ...], search: Search, token: CancelToken) -> array[int]:
    """Where in `rows` those are that are looked for, in the order wished."""
    places: Sequence[int] = range(len(rows))
    for test in _tests(search):
        places = [place for piece in _pieces(places, token) for place in compress(piece, test(_at(rows, piece)))]
    if (column := search.order) is not None:
        values = [cell for piece in _pieces(places, token) for cell in cells_in(_at(rows, piece), column)]
        ranks = {value: rank for rank, value in enumerate(_ordered(set(values), token))}
        order = np.argsort(np.array([ranks[value] for value in values], np.int32), kind="stable")
        places = [places[number] for piece in _pieces(order.tolist(), token) for number in piece]
    found = array("i", places)
    if search.descending:
        found.reverse()
    return _put_first(rows, found, search.first, token) if search.first else found


def _put_first(rows: Sequence[Row], places: array[int], keys: Sequence[int], token: CancelToken) -> array[int]:
    """The places with those of the rows with these keys before all others, in the order of the keys."""
    ranks = {key: rank for rank, key in enumerate(keys)}
    order = [ranks.get(rows[place].key, len(ranks)) for piece in _pieces(places, token) for place in piece]
    sorted_places = np.array(places, np.int32)[np.argsort(np.array(order, np.int32), kind="stable")]
    return array("i", sorted_places.tolist())


def grouped(
    rows: Sequence[Row], places: Sequence[int], classes: Sequence[str], token: CancelToken
) -> tuple[array[int], tuple[Group, ...]]:
    """The places class by class, in the order of `classes`, each in the order that it had; no groups if there are too many."""
    every = Counter[str]()
    for piece in _pieces(rows, token):
        every.update(row.label for row in piece)
    if len(every) > MAX_GROUPS:
        return array("i", places), ()
    together: dict[str, list[int]] = {label: [] for label in (*classes, "")}
    for some in _pieces(places, token):
        for place in some:
            together.setdefault(rows[place].label, []).append(place)
    order, groups = array("i"), []
    for label, group in together.items():
        if group or (label and not every[label]):  # a class that has no row yet is told; one whose rows are not looked for is not
            groups.append(Group(label, len(order), len(group), every[label]))
            order.extend(group)
    return order, tuple(groups)


def _tests(search: Search) -> Iterator[Callable[[Sequence[Row]], Iterable[object]]]:
    """What tells of each of some rows whether it passes, the quickest first."""
    if (keys := search.keys) is not None:
        yield lambda rows: (row.key in keys for row in rows)
    if (label := search.label) is not None:
        yield lambda rows: (row.label == label for row in rows)
    if (split := search.split) is not None:
        yield lambda rows: (known_split(row.split) == split for row in rows)
    if (present := search.present) is not None:
        yield lambda rows: map(str.strip, cells_in(rows, present))
    if (absent := search.absent) is not None:
        yield lambda rows: map(not_, map(str.strip, cells_in(rows, absent)))
    if words := search.words:
        yield lambda rows: (words in text for text in map(str.casefold, map("\n".join, map(texts_of, rows))))


def _at(rows: tuple[Row, ...], places: Sequence[int]) -> Sequence[Row]:
    """The rows at these places."""
    return rows[places.start : places.stop] if isinstance(places, range) else [rows[place] for place in places]


def _ordered(values: set[str], token: CancelToken) -> Iterator[str]:
    """Different values in the order of the alphabet, whatever the capitals; an empty one comes last.

    Values are dealt out between some of them that were picked, so that no long list is sorted at once.
    """
    picked = sorted(map(str.casefold, islice(values, 0, None, PICK)))
    between: list[list[str]] = [[] for _ in range(len(picked) + 1)]
    for piece in _pieces(list(values), token):
        for value in piece:
            between[bisect(picked, value.casefold())].append(value)
    for some in between:
        token.check()
        yield from sorted(sorted(filter(None, some)), key=str.casefold)
    yield ""


def _pieces(items: Sequence[T], token: CancelToken) -> Iterator[Sequence[T]]:
    """The items in short pieces; the work is stopped between them if nobody waits for it any more."""
    token.check()
    for start in range(0, len(items), PIECE):
        token.check()
        yield items[start : start + PIECE]
