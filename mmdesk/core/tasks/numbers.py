"""Labels that are numbers: how they are read, scaled for learning (standardisation) and shown."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from mmdesk.core.numerals import either_way, number_in

MAX_NUMBER = 1e100
"""Beyond it, squares are no numbers any more."""
FIGURES = 2
"""Decimals that are shown of a number, counted from the first one of the spread."""


@dataclass(frozen=True, slots=True)
class TargetScale:
    """Where the numbers of the training samples lie; what is learned is (number - mean) / spread.

    Attributes:
        mean: their mean
        spread: their standard deviation, above 0

    Raises:
        ValueError: on creation, if these cannot be such
    """

    mean: float = 0.0
    spread: float = 1.0

    def __post_init__(self) -> None:
        if not (abs(self.mean) <= MAX_NUMBER and 0 < self.spread <= MAX_NUMBER):
            raise ValueError("numbers that cannot be a scale")

    @classmethod
    def of(cls, numbers: Sequence[float]) -> Self:
        """The scale of these numbers, at least one."""
        mean = math.fsum(numbers) / len(numbers)
        spread = math.sqrt(math.fsum((number - mean) ** 2 for number in numbers) / len(numbers))
        return cls(mean, spread or 1.0)

    def shown(self, number: float) -> str:
        """The number in as many figures as its spread gives a meaning."""
        decimals = FIGURES - math.floor(math.log10(self.spread))
        if abs(number) >= 1e15 or decimals > 15:
            return f"{number:.6g}"
        return f"{number:.{max(decimals, 0)}f}"


def number_of(label: str) -> float | None:
    """The number that a label is, with either decimal sign; None if it is none."""
    number = number_in(label)
    return number if number is not None and abs(number) <= MAX_NUMBER else None


def numbers_of(labels: Iterable[str]) -> list[float]:
    """The numbers among these labels."""
    return [number for label in labels if (number := number_of(label)) is not None]


def doubtful(labels: Iterable[str]) -> str:
    """A label such as 1,234, if nothing in the others tells whether that is about 1 or more than 1000; "" if there is none.

    A comma before decimals is told by a label such as 1,5; where commas stand there, 1.234 is doubtful as well.
    """
    every = tuple(labels)
    unclear = {sign: next((label for label in every if either_way(label) == sign), "") for sign in ",."}
    clear = {sign: any(_before_decimals(label, sign) for label in every) for sign in ",."}
    if unclear[","] and not (clear[","] and not clear["."]):
        return unclear[","]
    return unclear["."] if clear[","] else ""


def _before_decimals(label: str, sign: str) -> bool:
    """Whether this sign stands before decimals, beyond doubt."""
    other = "." if sign == "," else ","
    return label.count(sign) == 1 and label.rfind(sign) > label.rfind(other) and not either_way(label)
