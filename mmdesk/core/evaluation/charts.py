"""The charts of a judgement, for the window and the report."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mmdesk.core.errors import QT_TRANSLATE_NOOP
from mmdesk.core.evaluation.metrics import Curve, coverage_curve, precision_recall_curve, reliability, roc_curve
from mmdesk.core.evaluation.results import NumberAnswers, SampleAnswers
from mmdesk.core.evaluation.svg import Axis, Bar, Ink, Series, bar_chart, heat_map, line_chart
from mmdesk.core.numerals import number, percent, whole

MAX_CURVES = 5
"""Most classes that have a curve of their own, beside that of all together."""
MAX_POINTS = 300
MAX_DOTS = 2000
AREA = ".3f"
LOOKS = (("accent", "6 3"), ("text", "2 3"), ("audio", "8 3 2 3"), ("", "3 3"), ("accent", "1 3"))
PARTS = {
    "image": QT_TRANSLATE_NOOP("judge", "picture"),
    "text": QT_TRANSLATE_NOOP("judge", "words"),
    "audio": QT_TRANSLATE_NOOP("judge", "sound"),
}
ROC = (
    QT_TRANSLATE_NOOP("judge", "ROC"),
    roc_curve,
    QT_TRANSLATE_NOOP("judge", "false positives"),
    QT_TRANSLATE_NOOP("judge", "true positives"),
)
PRECISION_AND_RECALL = (
    QT_TRANSLATE_NOOP("judge", "Precision and recall"),
    precision_recall_curve,
    QT_TRANSLATE_NOOP("judge", "recall"),
    QT_TRANSLATE_NOOP("judge", "precision"),
)
Say = Callable[[str], str]
"""Gives a sentence, or a text that is marked for translation in "judge", in the person's language."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart.

    Attributes:
        words: what to see in it, as a sentence
        figures: what it shows, for those who cannot see it; empty where the sentence tells it all
    """

    title: str
    words: str
    drawing: Callable[[tuple[int, int], Ink], str]
    figures: str = ""


def charts_of(answers: SampleAnswers, translate: Say) -> tuple[Chart, ...]:
    """All charts of a judgement, the most important first."""
    return (
        subsets_chart(answers, translate),
        reliability_chart(answers, translate),
        coverage_chart(answers, translate),
        curves_chart(answers, translate, *ROC),
        curves_chart(answers, translate, *PRECISION_AND_RECALL),
    )


def number_charts(answers: NumberAnswers, translate: Say) -> tuple[Chart, ...]:
    """All charts of a judgement of numbers, the most important first."""
    return scatter_chart(answers, translate), errors_chart(answers, translate)


def scatter_chart(answers: NumberAnswers, translate: Say) -> Chart:
    """The true numbers against those that were said, beside the line on which they are the same."""
    chosen = np.unique(np.linspace(0, len(answers.truth) - 1, min(len(answers.truth), MAX_DOTS)).round().astype(int))
    dots = list(zip(answers.truth[chosen].tolist(), answers.predicted[chosen].tolist(), strict=True))
    low, high = (float(end) for end in (min(map(min, dots)), max(map(max, dots))))
    ends = (low, high) if high > low else (low, low + (abs(low) or 1.0))
    series = [
        Series(translate(QT_TRANSLATE_NOOP("judge", "perfect")), [(end, end) for end in ends], "", "2 3", 1.0),
        Series(translate(QT_TRANSLATE_NOOP("judge", "samples")), dots, "accent", width=0, marks=True),
    ]
    axes = (
        Axis(translate(QT_TRANSLATE_NOOP("judge", "true number")), ends),
        Axis(translate(QT_TRANSLATE_NOOP("judge", "answer")), ends),
    )
    words = translate(QT_TRANSLATE_NOOP("judge", "Each dot is a sample; the nearer to the line, the better."))
    return Chart(translate(QT_TRANSLATE_NOOP("judge", "True numbers and answers")), words, _lines(*axes, series))


def errors_chart(answers: NumberAnswers, translate: Say) -> Chart:
    """Mean absolute error of each subset beside the single-modality baselines."""
    errors = [
        (name, answers.error(predicted), colour)
        for name, predicted, colour in _rows(answers, translate)
        if not np.isnan(predicted).all()
    ]
    largest = max(error for _, error, _ in errors) or 1.0
    bars = [Bar(name, error / largest, number(error), colour) for name, error, colour in errors]
    words = translate(QT_TRANSLATE_NOOP("judge", "The mean error where it is shown only these parts; shorter is better."))
    return _bars(bars, words, translate)


def subsets_chart(answers: SampleAnswers, translate: Say) -> Chart:
    """Accuracy of each subset beside the single-modality baselines, with intervals."""
    shares = [(name, *answers.share(predicted), colour) for name, predicted, colour in _rows(answers, translate)]
    bars = [Bar(name, right, percent(right), colour, interval) for name, right, interval, colour in shares]
    words = translate(QT_TRANSLATE_NOOP("judge", "The accuracy where it is shown only these parts, with 95 % intervals."))
    return _bars(bars, words, translate)


def reliability_chart(answers: SampleAnswers, translate: Say) -> Chart:
    """How right the answers are that are so sure, before and after calibration."""
    series = [Series(translate(QT_TRANSLATE_NOOP("judge", "perfect")), [(0, 0), (1, 1)], "", "2 3", 1.0)]
    words = []
    names = QT_TRANSLATE_NOOP("judge", "before calibration"), QT_TRANSLATE_NOOP("judge", "after calibration")
    looks = (("text", "6 3"), ("accent", ""))
    for name, probabilities, look in zip(names, (answers.uncalibrated, answers.probabilities), looks, strict=True):
        found = reliability(probabilities, answers.truth)
        there = found.count > 0
        points = list(zip(found.confidence[there].tolist(), found.accuracy[there].tolist(), strict=True))
        title = f"{translate(name)}, ECE {percent(found.ece)}"
        series.append(Series(title, points, *look, marks=True))
        words.append(title)
    axes = (
        Axis(translate(QT_TRANSLATE_NOOP("judge", "how sure")), (0, 1), percent=True),
        Axis(_right(translate), (0, 1), percent=True),
    )
    return Chart(translate(QT_TRANSLATE_NOOP("judge", "Calibration")), "; ".join(words), _lines(*axes, series))


def coverage_chart(answers: SampleAnswers, translate: Say) -> Chart:
    """Accuracy if only the surest answers are given."""
    curve = coverage_curve(answers.probabilities, answers.truth)
    axes = Axis(translate(QT_TRANSLATE_NOOP("judge", "answered")), (0, 1), percent=True), Axis(_right(translate), percent=True)
    half = curve.y[max(len(curve.y) // 2 - 1, 0)]
    words = translate(QT_TRANSLATE_NOOP("judge", "Of the surer half, {share} is right.")).format(share=percent(half))
    title = translate(QT_TRANSLATE_NOOP("judge", "Abstaining"))
    return Chart(title, words, _lines(*axes, [Series("", _points(curve), "accent")]))


def curves_chart(
    answers: SampleAnswers,
    translate: Say,
    title: str,
    curve: Callable[[NDArray[np.float64], NDArray[np.bool_]], Curve],
    x: str,
    y: str,
) -> Chart:
    """One curve of all classes together, and those of the classes that do worst."""
    right = answers.truth[:, None] == np.arange(len(answers.labels))
    together = curve(answers.probabilities.ravel(), right.ravel())
    seen = [number for number in range(len(answers.labels)) if 0 < right[:, number].sum() < len(right)]
    own = sorted(
        ((curve(answers.probabilities[:, n], right[:, n]), answers.labels[n]) for n in seen), key=lambda pair: pair[0].area
    )
    every = translate(QT_TRANSLATE_NOOP("judge", "all classes"))
    series = [Series(f"{every} {number(together.area, AREA)}", _points(together), width=2.5)]
    for (one, label), (colour, dash) in zip(own[:MAX_CURVES], LOOKS, strict=False):
        series.append(Series(f"{label} {number(one.area, AREA)}", _points(one), colour, dash, 1.5))
    words = translate(QT_TRANSLATE_NOOP("judge", "Area of all classes together {area}; worst classes: {classes}."))
    worst = ", ".join(f"{label} {number(one.area, AREA)}" for one, label in own[:MAX_CURVES])
    axes = Axis(translate(x), (0, 1), percent=True), Axis(translate(y), (0, 1), percent=True)
    return Chart(translate(title), words.format(area=number(together.area, AREA), classes=worst), _lines(*axes, series))


def confusion_chart(answers: SampleAnswers, translate: Say) -> Chart:
    """The confusion matrix; its colours are shares of the true class."""
    counts = answers.confusion
    shares = counts / np.maximum(counts.sum(1, keepdims=True), 1)
    words = [whole(count) if count else "" for count in counts.ravel().tolist()]
    drawing = partial(heat_map, labels=answers.labels, shares=shares.tolist(), words=words)
    title = translate(QT_TRANSLATE_NOOP("judge", "Confusion: rows are the true class, columns the answer"))
    return Chart(title, "", drawing)


def _rows(answers: SampleAnswers | NumberAnswers, translate: Say) -> list[tuple[str, NDArray[Any], str]]:
    """Name, answers and colour of each subset, and of each modality's own head."""
    alone = translate(QT_TRANSLATE_NOOP("judge", "{name} without fusion"))
    rows: list[tuple[str, NDArray[Any], str]] = [
        (_parts(name, translate), predicted, name if "+" not in name else "") for name, predicted in answers.subsets.items()
    ]
    return rows + [(alone.format(name=_parts(name, translate)), predicted, name) for name, predicted in answers.unimodal.items()]


def _bars(bars: Sequence[Bar], words: str, translate: Say) -> Chart:
    figures = "; ".join(f"{bar.name} {bar.label}" for bar in bars)
    return Chart(translate(QT_TRANSLATE_NOOP("judge", "Parts")), words, lambda size, ink: bar_chart(size, ink, bars), figures)


def _parts(subset: str, translate: Say) -> str:
    """The modalities of a subset such as "image+text"."""
    return "+".join(translate(PARTS[part]) for part in subset.split("+"))


def _right(translate: Say) -> str:
    return translate(QT_TRANSLATE_NOOP("judge", "right"))


def _lines(x: Axis, y: Axis, series: Sequence[Series]) -> Callable[[tuple[int, int], Ink], str]:
    return lambda size, ink: line_chart(size, ink, x, y, series)


def _points(curve: Curve) -> list[tuple[float, float]]:
    """So many points as can be seen."""
    chosen = np.unique(np.linspace(0, len(curve.x) - 1, min(len(curve.x), MAX_POINTS)).round().astype(int))
    return list(zip(curve.x[chosen].tolist(), curve.y[chosen].tolist(), strict=True))
