"""Rows that a person looks for, in the order wished: quick over hundreds of thousands, never long without a pause for others."""

from __future__ import annotations

import heapq
from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from operator import attrgetter
from typing import Any, Literal, TypeVar

from mmdesk.core.example import SPLIT_WORDS
from mmdesk.core.protocol import Token
from mmdesk.core.rows import Row
from mmdesk.core.sample import Modality

T = TypeVar("T")
Order = Literal["key", "image", "text", "audio", "label", "split"]
PIECE = 4096
"""So many are sorted at once: sorting lets no other thread in."""


@dataclass(frozen=True, slots=True)
class Search:
    """What a person looks for; a part that is None asks for nothing.

    Attributes:
        words: in any cell, in capitals or not
        label, split: exactly; of splits also other words for it, and "" is none
        present, absent: a modality that is there, or is not
        keys: only these rows
        order, descending: how the rows are sorted
    """

    words: str = ""
    label: str | None = None
    split: str | None = None
    present: Modality | None = None
    absent: Modality | None = None
    keys: frozenset[int] | None = None
    order: Order = "key"
    descending: bool = False

    @property
    def everything(self) -> bool:
        """Whether no row is left out."""
        return not self.words and all(part is None for part in (self.label, self.split, self.present, self.absent, self.keys))

    def takes(self, row: Row) -> bool:
        """Whether this is a row that is looked for; `words` are in lower case."""
        return (
            (self.label is None or row.label == self.label)
            and (self.split is None or split_of(row) == self.split)
            and (self.present is None or row.has(self.present))
            and (self.absent is None or not row.has(self.absent))
            and (self.keys is None or row.key in self.keys)
            and (not self.words or any(self.words in cell.casefold() for cell in row.cells))
        )


def split_of(row: Row) -> str:
    """train, val or test, or what the person wrote."""
    return SPLIT_WORDS.get(row.split.lower(), row.split)


def found(rows: tuple[Row, ...], search: Search, token: Token) -> array[int]:
    """Where in `rows` those are that are looked for, in the order wished."""
    if search.everything:
        places = array("i", range(len(rows)))
    else:
        places = array("i", (place for place, row in enumerate(rows) if _alive(place, token) and search.takes(row)))
    if search.order != "key":
        value = attrgetter(search.order)
        ranks = _ranks({value(rows[place]) for place in places}, token)
        places = array("i", _in_order(places, lambda place: (ranks[value(rows[place])], place), token))
    if search.descending:
        places.reverse()
    return places


def _ranks(values: Iterable[str], token: Token) -> dict[str, int]:
    """A number for each value, in their order; empty ones come last."""
    ordered = _in_order(values, lambda value: (not value, value.casefold(), value), token)
    return {value: rank for rank, value in enumerate(ordered)}


def _in_order(values: Iterable[T], key: Callable[[T], Any], token: Token) -> Iterator[T]:
    rest = iter(values)
    pieces = []
    while piece := list(islice(rest, PIECE)):
        token.check()
        pieces.append(sorted(piece, key=key))
    return heapq.merge(*pieces, key=key)


def _alive(place: int, token: Token) -> bool:
    """True; stops the work if nobody waits for it any more."""
    if place % PIECE == 0:
        token.check()
    return True
