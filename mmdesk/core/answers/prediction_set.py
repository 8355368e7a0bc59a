"""Prediction set: the classes that cannot be excluded at a chosen coverage, or the interval of a number (conformal prediction)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from mmdesk.core.errors import QT_TRANSLATE_NOOP, Names, Sentence
from mmdesk.core.models.coverage import key_of

MAX_NAMED = 4
"""Of more classes than these only the number is told."""
BETWEEN = " | "
"""Parts the classes of a set in a cell of a table."""


@dataclass(frozen=True, slots=True)
class LabelSet:
    """Classes among which the true one is, so often as `coverage` says, at least.

    Attributes:
        coverage: 0 to 1
        labels: the likeliest first, which is the answer; so a set is never empty
    """

    coverage: float
    labels: tuple[str, ...]

    @property
    def words(self) -> Sentence | None:
        """What it tells beside the answer, such as "could be: 3 or 8 · 95 %"; nothing if the answer is alone in it."""
        if len(self.labels) == 1:
            return None
        if len(self.labels) > MAX_NAMED:
            many = QT_TRANSLATE_NOOP("errors", "could be: one of {count:# class|# classes} · {coverage:.0%}")
            return Sentence(many, count=len(self.labels), coverage=self.coverage)
        few = QT_TRANSLATE_NOOP("errors", "could be: {labels} · {coverage:.0%}")
        return Sentence(few, labels=either(self.labels), coverage=self.coverage)

    @property
    def others(self) -> tuple[float, str]:
        """How many classes there are where the answer is not alone, for sorting, and all of them in a cell."""
        return (len(self.labels), BETWEEN.join(self.labels)) if len(self.labels) > 1 else (0, "")

    def to_json(self) -> dict[str, Any]:
        return {"coverage": self.coverage, "labels": list(self.labels)}

    def cells(self) -> dict[str, str]:
        """What stands in tables, by `set_columns`."""
        return dict(zip(set_columns(self.coverage, True), [BETWEEN.join(self.labels)], strict=True))


@dataclass(frozen=True, slots=True)
class Interval:
    """Where the true number is, so often as `coverage` says, at least.

    Attributes:
        low, high: its ends, in the labels' own units
        shown: both in as many figures as have a meaning
    """

    coverage: float
    low: float
    high: float
    shown: tuple[str, str]

    @property
    def words(self) -> Sentence:
        """What it tells beside the answer, such as "between 3.1 and 4.5 · 95 %"."""
        text = QT_TRANSLATE_NOOP("errors", "between {low} and {high} · {coverage:.0%}")
        return Sentence(text, low=self.shown[0], high=self.shown[1], coverage=self.coverage)

    @property
    def others(self) -> tuple[float, str]:
        """How wide it is, for sorting, and its ends in a cell."""
        return self.high - self.low, f"{self.shown[0]} – {self.shown[1]}"

    def to_json(self) -> dict[str, Any]:
        return {"coverage": self.coverage, "low": self.low, "high": self.high}

    def cells(self) -> dict[str, str]:
        """What stands in tables, by `set_columns`."""
        return dict(zip(set_columns(self.coverage, False), [f"{self.low:.9g}", f"{self.high:.9g}"], strict=True))


PredictionSet: TypeAlias = LabelSet | Interval


def set_columns(coverage: float, has_classes: bool) -> tuple[str, ...]:
    """The heads over sets in a table: such as "set:0.95", or of numbers "low:0.95" and "high:0.95"."""
    return tuple(f"{name}:{key_of(coverage)}" for name in (("set",) if has_classes else ("low", "high")))


def either(names: Sequence[str]) -> Sentence:
    """Several names of which one is meant: "3 or 8", "3, 5 or 8"."""
    return Sentence(QT_TRANSLATE_NOOP("errors", "{names} or {last}"), names=Names(names[:-1]), last=names[-1])
