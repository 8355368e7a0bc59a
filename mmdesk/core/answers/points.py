"""Contributions as people read them, rounded so that they add up to the answer that is shown (largest remainder method).

Each is rounded down, and what is missing then from the total goes, a step each, to those that lost most (Hamilton's method of
apportionment): none is off by a whole step.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mmdesk.core.errors import QT_TRANSLATE_NOOP, Sentence
from mmdesk.core.modalities.registry import MODALITIES, Modality
from mmdesk.core.numerals import number, signed
from mmdesk.core.tasks.registry import task_named

if TYPE_CHECKING:
    from mmdesk.core.answers.prediction import Prediction


@dataclass(frozen=True, slots=True)
class Points:
    """An answer as a sum: average + parts = total, in steps of 10^-decimals.

    Attributes:
        average: of the answer when nothing is shown
        parts: what each present modality adds, or takes away
        total: the answer
        decimals: of each number, in points of per cent or a number's own units
        whole: what is as long as a bar can be: 100 %, or of a number the greatest part; never 0
        sign: what stands after average and total
    """

    average: int
    parts: Mapping[Modality, int]
    total: int
    decimals: int
    whole: int
    sign: str

    @property
    def told(self) -> Sentence:
        """The sum in words, as in "average 10 % · picture +62 · words +21 = 93 %"."""
        average, added, total = (
            QT_TRANSLATE_NOOP("errors", "average {average}"),
            QT_TRANSLATE_NOOP("errors", "{sum} · {part} {points}"),
            QT_TRANSLATE_NOOP("errors", "{sum} = {total}"),
        )
        told = Sentence(average, average=self.shown(self.average))
        for modality in self.parts:
            told = Sentence(added, sum=told, part=MODALITIES[modality].word, points=self.added(modality))
        return Sentence(total, sum=told, total=self.shown(self.total))

    def added(self, modality: Modality) -> str:
        """What a modality adds, as it is shown: "+62"."""
        return signed(self._value(self.parts[modality]), self._form)

    def shown(self, steps: int) -> str:
        """Average or total as it is shown: "93 %"."""
        return number(self._value(steps), self._form) + self.sign

    def _value(self, steps: int) -> float:
        return steps * 10.0**-self.decimals

    @property
    def _form(self) -> str:
        return f".{max(self.decimals, 0)}f"


def points_of(prediction: "Prediction", decimals: int = 0) -> Points:
    """The sum that an answer is; of a class with so many decimals, of a number with those that its label has."""
    total = task_named(prediction.task).total(prediction.label, prediction.score, decimals)
    step = total.unit * 10.0**total.decimals
    exact = (prediction.score_of_none, *(own.contribution for own in prediction.modalities.values()))
    average, *parts = apportioned([value * step for value in exact], total.steps)
    whole = total.whole or max(map(abs, parts), default=0) or 1
    return Points(average, dict(zip(prediction.modalities, parts, strict=True)), total.steps, total.decimals, whole, total.sign)


def point_of(prediction: "Prediction", added: float, decimals: int = 0) -> str:
    """What something adds to the score of a class, or to the number, as `Points.added` shows what modalities do: "+62"."""
    total = task_named(prediction.task).total(prediction.label, prediction.score, decimals)
    return signed(added * total.unit, f".{max(total.decimals, 0)}f")


def apportioned(values: list[float], total: int) -> list[int]:
    """Whole numbers that sum to `total`, each the one below or above its value where these sum to about that."""
    below = [math.floor(value) for value in values]
    missing = total - sum(below)
    # One by one, because a total that is no rounded sum of the values may be further away than a step each.
    lost = sorted(range(len(values)), key=lambda place: below[place] - values[place])
    for turn in range(abs(missing)):
        place = lost[turn % len(values)] if missing > 0 else lost[-1 - turn % len(values)]
        below[place] += 1 if missing > 0 else -1
    return below
