"""A row of a batch as tables tell of it: its name, its own label, and whether its parts contradict each other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from mmdesk.app.system.translation import sentence
from mmdesk.core.datasets.example import Example, Item, cell_of

if TYPE_CHECKING:
    from mmdesk.core.answers.batch import Answered, Row

MAX_WORDS_CHARACTERS = 60


def in_conflict(answered: Answered) -> bool:
    """Whether the parts of a sample contradict each other."""
    return answered.prediction is not None and answered.prediction.conflict


def contradiction(answered: Answered | None) -> tuple[bool, float]:
    """For sorting: what is in conflict comes after what is not."""
    prediction = answered.prediction if answered else None
    return (prediction.conflict, prediction.contradiction) if prediction else (False, -1.0)


def sides_of(answered: Answered | None) -> str:
    """Who says what in a sample whose parts contradict each other."""
    prediction = answered.prediction if answered else None
    return sentence(prediction.sides) if prediction and prediction.conflict else ""


def score_of(answered: Answered | None) -> float:
    """Below every score where there is none."""
    return answered.prediction.score if answered and answered.prediction else -1.0


def possible(answered: Answered | None, coverage: float) -> tuple[float, str]:
    """How many classes cannot be excluded, or how wide the interval is, and which; 0 and nothing where the answer is alone."""
    prediction = answered.prediction if answered else None
    found = prediction.set_at(coverage) if prediction else None
    return found.others if found else (0, "")


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


def differs(row: Row, answer: str) -> bool:
    """Whether the answer is another than the label that the row has of its own."""
    own = label_of_row(row)
    return bool(own and answer) and own != answer
