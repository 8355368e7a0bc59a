"""Labels that are numbers: how they are read, scaled for learning (standardisation) and shown."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

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
    """The number that a label is; None if it is none."""
    try:
        number = float(label)
    except ValueError:
        return None
    # Python takes 1_000 too, which nobody means.
    return number if abs(number) <= MAX_NUMBER and "_" not in label else None


def numbers_of(labels: Iterable[str]) -> list[float]:
    """The numbers among these labels."""
    return [number for label in labels if (number := number_of(label)) is not None]
