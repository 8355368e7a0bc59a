"""Regression: a label is a number, and so is an answer."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from mmdesk.core.errors import QT_TRANSLATE_NOOP, DatasetError, Sentence
from mmdesk.core.tasks.numbers import TargetScale, doubtful, number_of, numbers_of
from mmdesk.core.tasks.task import Labelled, Task, Total

MAX_CLASSES = 20
"""More different numbers than these are hardly the names of classes."""
RANGES = 10
"""About into so many ranges numbers are parted to be counted."""


class Regression(Task):
    """How much of something."""

    name = "regression"
    has_classes = False
    value = "value"
    quality = "R2"
    figures = ".9g"  # numbers may be of any size, so their figures are counted from the first one
    limits = "It was taught with these numbers alone, and samples like those. Judge it on others too."
    unused_options = ("imbalance", "label_smoothing")
    unused_option = QT_TRANSLATE_NOOP("errors", "{option} is for classes, and a regression has none. Leave it out.")
    unused_fusions = {  # noqa: RUF012 - never changed
        "product": QT_TRANSLATE_NOOP(
            "errors", "The fusion product multiplies probabilities, and numbers have none. Choose another one for a regression."
        )
    }

    def is_likely(self, labels: Iterable[str]) -> bool:
        numbers = {number_of(label) for label in labels}
        return None not in numbers and len(numbers) > MAX_CLASSES

    def problem_of(self, label: str) -> Sentence | None:
        if number_of(label) is not None:
            return None
        return Sentence(QT_TRANSLATE_NOOP("errors", "The label {label} is not a number."), label=label)

    def check_labels(self, name: str, labels: Sequence[str], rows: Sequence[Labelled]) -> None:
        if label := doubtful(labels):
            sentence = QT_TRANSLATE_NOOP(
                "errors", "{label} in {name} may be about 1 or more than 1000. Write labels without signs between thousands."
            )
            raise DatasetError(sentence, name=name, label=label)
        training = {number_of(row.label) for row in rows if row.split == "train"}
        if len(training) == 1:
            sentence = QT_TRANSLATE_NOOP("errors", "{name} has only the number {label} for training. Add samples with others.")
            raise DatasetError(sentence, name=name, label=next(iter(training)))

    def stratum(self, label: str) -> str:
        return ""  # numbers need not come twice

    def groups(self, labels: Sequence[str]) -> tuple[Sequence[str], Callable[[str], str]]:
        """Ranges with round ends that hold all of these numbers."""
        numbers = numbers_of(labels)
        low, high = min(numbers), max(numbers)
        rough = (high - low) / RANGES
        power = 10.0 ** math.floor(math.log10(rough))
        step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough * 0.999)
        first = math.floor(low / step)
        last = max(math.ceil(high / step) - 1, first)

        def name(place: int) -> str:
            return f"{place * step:.10g} – {(place + 1) * step:.10g}"

        def range_of(label: str) -> str:
            number = number_of(label)
            return label if number is None else name(min(math.floor(number / step), last))

        return [name(place) for place in range(first, last + 1)], range_of

    def counted(self, count: int) -> Sentence:
        return Sentence(QT_TRANSLATE_NOOP("errors", "{count:# different number|# different numbers}"), count=count)

    def scale(self, labels: Iterable[str]) -> TargetScale:
        return TargetScale.of(numbers_of(labels))

    def described(self, labels: Sequence[str]) -> str:
        numbers = numbers_of(labels)
        return f"samples with numbers from {min(numbers):g} to {max(numbers):g}"

    def agree(self, label: str, own: Iterable[str]) -> bool:
        return True  # numbers need not be the same

    def answer(self, label: str, score: float) -> Mapping[str, str | float]:
        return {self.value: score}

    def total(self, label: str, score: float, decimals: int) -> Total:
        shown = Decimal(label)
        own = -int(shown.as_tuple().exponent)  # as many decimals as its label has
        return Total(int(shown.scaleb(own)), own)

    def copied(self, label: str, score: float) -> str:
        return f"{score:{self.figures}}"  # the label is the number in fewer figures

    def named_figures(self, report: Mapping[str, Any]) -> dict[str, Any]:
        return {name.replace("_accuracy", "_r2"): value for name, value in report.items()}

    def quality_words(self, quality: float, judged: Sequence[int] = ()) -> Sentence:
        return Sentence(QT_TRANSLATE_NOOP("errors", "R2 {r2:.3f}"), r2=quality)

    def result_words(self, quality: float, error: float | None, judged: Sequence[int] = ()) -> Sentence:
        template = QT_TRANSLATE_NOOP("errors", "validation R2 {r2:.3f}, mean error {error:.4g}")
        return Sentence(template, r2=quality, error=math.nan if error is None else error)
