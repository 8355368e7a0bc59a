"""How good a model of numbers is: its errors, the variance that it explains, and which samples to look at."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mmdesk.core.datasets.example import Skipped
from mmdesk.core.errors import QT_TRANSLATE_NOOP, Sentence
from mmdesk.core.evaluation import charts, metrics
from mmdesk.core.evaluation.charts import Chart, Translate
from mmdesk.core.evaluation.contributions import NUMBERS, contributions_chart, means
from mmdesk.core.evaluation.fusion_gain import Compared, fusion_gain
from mmdesk.core.evaluation.results import INTERVAL, Judgement, Results, SampleList
from mmdesk.core.evaluation.summary import Evaluation
from mmdesk.core.evaluation.trust import sets_document, told_sets
from mmdesk.core.numerals import number
from mmdesk.core.tasks.numbers import TargetScale

ALWAYS = QT_TRANSLATE_NOOP("judge", "{error} (always the middle one)")


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberEvaluation(Evaluation):
    """How good a model of numbers is; the figure is the mean absolute error, and a gain is how much less of it there is.

    Attributes:
        mae, rmse: mean absolute error and root of the mean squared error, in units of the labels
        r2: share of the labels' variance that is explained; 1 is perfect, 0 no better than their mean
    """

    figure = QT_TRANSLATE_NOOP("cli", "mean error")

    mae: float
    rmse: float
    r2: float

    def shown(self, value: float) -> str:
        return number(value)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class NumberResults(Results[NumberEvaluation]):
    """The answers to n samples in the labels' own units; those of subsets and modalities are NaN where one is absent.

    Attributes:
        truth: (n,) true numbers
        predicted: (n,) with everything shown that is present
        scale: where the true numbers lie; it gives the figures that mean something
    """

    truth: NDArray[np.float64]
    predicted: NDArray[np.float64]
    scale: TargetScale = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "scale", TargetScale.of(self.truth.tolist()))

    def error(self, predicted: NDArray[np.float64]) -> float:
        """Mean absolute error of (n,) numbers, where something was said."""
        return float(np.nanmean(np.abs(predicted - self.truth)))

    @property
    def error_interval(self) -> tuple[float, float]:
        """95 % interval of the mean absolute error with everything shown."""
        errors = np.abs(self.predicted - self.truth)
        reach = 1.96 * float(errors.std()) / math.sqrt(len(errors))
        return max(float(errors.mean()) - reach, 0.0), float(errors.mean()) + reach

    @property
    def guess(self) -> float:
        """Mean absolute error of guessing that always says the middle one of the true numbers, which is off the least."""
        return float(np.abs(self.truth - np.median(self.truth)).mean())

    def merits(self, predicted: NDArray[Any]) -> NDArray[np.float64]:
        """(n,) minus the absolute error."""
        return -np.abs(predicted - self.truth)

    def evaluation(self, split: str, skipped: tuple[Skipped, ...] = ()) -> NumberEvaluation:
        own = {name: self.merits(predicted) for name, predicted in self.unimodal.items()}
        gain = fusion_gain(self.merits(self.predicted), own, _gain_words)
        return NumberEvaluation(
            split=split,
            samples=len(self.truth),
            mae=metrics.mae(self.truth, self.predicted),
            rmse=metrics.rmse(self.truth, self.predicted),
            r2=metrics.r2(self.truth, self.predicted),
            subsets={name: self.error(predicted) for name, predicted in self.subsets.items() if not np.isnan(predicted).all()},
            unimodal={name: self.error(predicted) for name, predicted in self.unimodal.items() if not np.isnan(predicted).all()},
            fusion_gain=gain.mean,
            fusion_interval=gain.interval,
            sentence=gain.sentence,
            skipped=skipped,
            contributions=means(self.contributions),
            sets=sets_document(self.sets, None, (), self.subset_sets),
        )

    def figures(self, evaluation: NumberEvaluation, translate: Translate) -> Iterator[tuple[str, str]]:
        low, high = self.error_interval
        error = translate(INTERVAL).format(value=number(evaluation.mae), low=number(low), high=number(high))
        yield translate(QT_TRANSLATE_NOOP("judge", "Mean error (MAE)")), error
        yield translate(QT_TRANSLATE_NOOP("judge", "Guessing")), translate(ALWAYS).format(error=number(self.guess))
        yield translate(QT_TRANSLATE_NOOP("judge", "Root of the mean squared error (RMSE)")), number(evaluation.rmse)
        yield translate(QT_TRANSLATE_NOOP("judge", "Share of the variance explained (R2)")), number(evaluation.r2, ".3f")
        held = QT_TRANSLATE_NOOP("judge", "{asked}: in {measured}, {size} wide")
        yield from told_sets(self.sets, held, ".4g", translate)

    def judgement(self, evaluation: NumberEvaluation, translate: Translate) -> Judgement:
        mistakes = tuple(metrics.worst_errors(self.truth, self.predicted).tolist())
        no_mistakes = translate(QT_TRANSLATE_NOOP("judge", "no mistakes"))
        return Judgement(
            results=self,
            evaluation=evaluation,
            large=number(evaluation.mae),
            unit=translate(QT_TRANSLATE_NOOP("judge", "off on average; guessing is {error} off")).format(error=number(self.guess)),
            sentence=translate(evaluation.sentence) if self.several else "",
            figures=self.summed_up(evaluation, translate),
            charts=self.charts(translate),
            lists=(SampleList(translate(QT_TRANSLATE_NOOP("judge", "Worst mistakes")), no_mistakes, mistakes),),
            head=self.head(QT_TRANSLATE_NOOP("judge", "Error"), translate),
        )

    def charts(self, translate: Translate) -> tuple[Chart, ...]:
        """All charts, the most important first."""
        rows = [row for row in charts.rows_of(self.subsets, self.unimodal, translate) if not np.isnan(row.values).all()]
        errors = [self.error(row.values) for row in rows]
        largest = max(errors) or 1.0
        bars = [row.bar(error / largest, number(error)) for row, error in zip(rows, errors, strict=True)]
        words = translate(QT_TRANSLATE_NOOP("judge", "The mean error where it is shown only these parts; shorter is better."))
        scatter = charts.scatter_chart(self.truth, self.predicted, translate)
        if not self.several:
            return (scatter,)
        part = means(self.contributions)
        whole = (contributions_chart(part, {}, *NUMBERS, translate),) if part else ()
        return scatter, charts.parts_chart(bars, words, translate), *whole

    def document(self, evaluation: NumberEvaluation) -> dict[str, Any]:
        return evaluation.to_json()

    def table(self) -> Iterator[Sequence[object]]:
        yield "row", "label", "answer", "error"
        for example, true, predicted in zip(self.examples, self.truth, self.predicted, strict=True):
            yield example.row, example.label, f"{predicted:.9g}", f"{predicted - true:.9g}"

    def answer_cells(self, place: int) -> tuple[str, str]:
        predicted = float(self.predicted[place])
        error = predicted - float(self.truth[place])
        return self.scale.shown(predicted), ("+" if error > 0 else "") + self.scale.shown(error)


def _gain_words(compared: Compared) -> Sentence:
    template = QT_TRANSLATE_NOOP(
        "errors",
        "mean error {together:.4g} together, {alone:.4g} by {best} alone; {gain:+.3g} (95 % interval {low:+.3g} to {high:+.3g}).",
    )
    errors = {"together": abs(compared.together), "alone": abs(compared.alone)}  # merits are minus these
    less = {"gain": -compared.gain, "low": -compared.high, "high": -compared.low}
    return Sentence(template, best=compared.best, **errors, **less)
