"""A row of a batch as tables tell of it: its name, its own label, and whether its parts contradict each other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from mmdesk.core.datasets.example import Example, Item, cell_of

if TYPE_CHECKING:
    from mmdesk.core.answers.batch import Answered, Row

MAX_WORDS_CHARACTERS = 60


def in_conflict(answered: Answered) -> bool:
    """Whether the parts of a sample contradict each other."""
    return answered.prediction is not None and answered.prediction.conflict


def is_unknown(answered: Answered) -> bool:
    """Whether a sample is none of the classes."""
    return answered.prediction is not None and answered.prediction.unknown


def strangeness(answered: Answered | None) -> tuple[bool, float]:
    """Orders rows: what is none of the classes comes before what is known, and the most unlike first."""
    prediction = answered.prediction if answered else None
    return (not prediction.unknown, 1.0 if prediction.known is None else prediction.known) if prediction else (True, 2.0)


def name_of_row(row: Row) -> str:
    """File names of a row, or its words, or its number."""
    parts = row.parts.values() if isinstance(row, Example) else ()
    names = [cell_of(part, part.path.parent) for part in parts if isinstance(part, Item)]
    words = " ".join(part for part in parts if isinstance(part, str))
    return ", ".join(names) or words.replace("\n", " ")[:MAX_WORDS_CHARACTERS] or f"#{row.row}"


def are_labelled(rows: Iterable[Row]) -> bool:
    """Whether rows have labels that tell them apart."""
    return len({row.label for row in rows if isinstance(row, Example)}) > 1


def label_of_row(row: Row) -> str:
    """The label that a row has of its own; empty without one."""
    return row.label if isinstance(row, Example) else ""
