"""The charts of a judgement (reliability diagram, ROC and others), for the window and the report: n samples, C classes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mmdesk.core.errors import QT_TRANSLATE_NOOP, Names
from mmdesk.core.evaluation.metrics import Curve, coverage_curve, precision_recall_curve, reliability, roc_curve
from mmdesk.core.evaluation.svg import Axis, Bar, Series, bar_chart, heat_map, line_chart
from mmdesk.core.modalities.registry import MODALITIES
from mmdesk.core.numerals import number, percent, whole
from mmdesk.core.palette import CURVES, Palette
from mmdesk.core.tasks.few import can_tell, told_accuracy

MAX_CURVES = 5
"""Most classes that have a curve of their own, beside that of all together."""
MAX_POINTS = 300
MAX_DOTS = 2000
AREA = ".3f"
SEMICOLON = QT_TRANSLATE_NOOP("judge", "; ")
ECE = QT_TRANSLATE_NOOP("judge", "{name}, ECE {ece}")
LOOKS = tuple(zip(CURVES, ("6 3", "2 3", "8 3 2 3", "3 3", "1 3"), strict=True))
"""Colours and dashes of the curves of classes, which are no modality's."""
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
Translate = Callable[[str], str]
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
    drawing: Callable[[tuple[int, int], Palette], str]
    figures: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class AnswersRow:
    """Answers of a subset, or of a modality's own head, with its name and colour."""

    name: str
    values: NDArray[Any]
    colour: str

    def bar(self, value: float, label: str, interval: tuple[float, float] | None = None) -> Bar:
        """The bar of its figure, of length 0 to 1."""
        return Bar(self.name, value, label, self.colour, interval)


def scatter_chart(truth: NDArray[np.float64], predicted: NDArray[np.float64], translate: Translate) -> Chart:
    """The (n,) true numbers against those that were said, beside the line on which they are the same."""
    chosen = np.unique(np.linspace(0, len(truth) - 1, min(len(truth), MAX_DOTS)).round().astype(int))
    dots = list(zip(truth[chosen].tolist(), predicted[chosen].tolist(), strict=True))
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


def reliability_chart(
    uncalibrated: NDArray[np.float64], probabilities: NDArray[np.float64], truth: NDArray[np.int64], translate: Translate
) -> Chart:
    """How right the answers are that are so sure, before and after calibration: (n, C) both."""
    series = [Series(translate(QT_TRANSLATE_NOOP("judge", "perfect")), [(0, 0), (1, 1)], "", "2 3", 1.0)]
    words = []
    names = QT_TRANSLATE_NOOP("judge", "before calibration"), QT_TRANSLATE_NOOP("judge", "after calibration")
    looks = ((CURVES[0], "6 3"), ("accent", ""))
    for name, scores, look in zip(names, (uncalibrated, probabilities), looks, strict=True):
        found = reliability(scores, truth)
        there = found.count > 0
        points = list(zip(found.confidence[there].tolist(), found.accuracy[there].tolist(), strict=True))
        title = translate(ECE).format(name=translate(name), ece=percent(found.ece))
        series.append(Series(title, points, *look, marks=True))
        words.append(title)
    axes = (
        Axis(translate(QT_TRANSLATE_NOOP("judge", "how sure")), (0, 1), percent=True),
        Axis(_right(translate), (0, 1), percent=True),
    )
    return Chart(translate(QT_TRANSLATE_NOOP("judge", "Calibration")), translate(SEMICOLON).join(words), _lines(*axes, series))


def coverage_chart(probabilities: NDArray[np.float64], truth: NDArray[np.int64], translate: Translate) -> Chart:
    """Accuracy if only the surest answers are given."""
    curve = coverage_curve(probabilities, truth)
    axes = Axis(translate(QT_TRANSLATE_NOOP("judge", "answered")), (0, 1), percent=True), Axis(_right(translate), percent=True)
    half = curve.y[max(len(curve.y) // 2 - 1, 0)]
    words = translate(QT_TRANSLATE_NOOP("judge", "Right of the surer half: {share}.")).format(
        share=_half(half, truth, probabilities, translate)
    )
    title = translate(QT_TRANSLATE_NOOP("judge", "Abstaining"))
    return Chart(title, words, _lines(*axes, [Series("", _points(curve), "accent")]))


def _half(share: float, truth: NDArray[np.int64], probabilities: NDArray[np.float64], translate: Translate) -> str:
    """How many of the surer half are right, or what so few can tell of it."""
    surer = np.argsort(-probabilities.max(-1), kind="stable")[: max(len(truth) // 2, 1)]
    counts = np.bincount(truth[surer])
    each = tuple(counts[counts > 0].tolist())
    return percent(share) if can_tell(each) else translate(told_accuracy(share, each))


def curves_chart(
    probabilities: NDArray[np.float64],
    truth: NDArray[np.int64],
    labels: Sequence[str],
    translate: Translate,
    title: str,
    curve: Callable[[NDArray[np.float64], NDArray[np.bool_]], Curve],
    x: str,
    y: str,
) -> Chart:
    """One curve of all classes together, and those of the classes that do worst."""
    right = truth[:, None] == np.arange(len(labels))
    together = curve(probabilities.ravel(), right.ravel())
    seen = [number for number in range(len(labels)) if 0 < right[:, number].sum() < len(right)]
    own = sorted(((curve(probabilities[:, n], right[:, n]), labels[n]) for n in seen), key=lambda pair: pair[0].area)
    every = translate(QT_TRANSLATE_NOOP("judge", "all classes"))
    series = [Series(f"{every} {number(together.area, AREA)}", _points(together), width=2.5)]
    for (one, label), (colour, dash) in zip(own[:MAX_CURVES], LOOKS, strict=False):
        series.append(Series(f"{label} {number(one.area, AREA)}", _points(one), colour, dash, 1.5))
    words = translate(QT_TRANSLATE_NOOP("judge", "Area of all classes together {area}; worst classes: {classes}."))
    worst = translate(Names(f"{label} {number(one.area, AREA)}" for one, label in own[:MAX_CURVES]))
    axes = Axis(translate(x), (0, 1), percent=True), Axis(translate(y), (0, 1), percent=True)
    return Chart(translate(title), words.format(area=number(together.area, AREA), classes=worst), _lines(*axes, series))


def heat(counts: NDArray[np.int64]) -> tuple[list[list[float]], list[str]]:
    """Of (C, C) counts the shares of each row, and what each cell says."""
    shares = counts / np.maximum(counts.sum(1, keepdims=True), 1)
    return shares.tolist(), [whole(count) if count else "" for count in counts.ravel().tolist()]


def confusion_chart(labels: Sequence[str], counts: NDArray[np.int64], translate: Translate) -> Chart:
    """The (C, C) confusion matrix; its colours are shares of the true class."""
    shares, words = heat(counts)
    drawing = partial(heat_map, labels=labels, shares=shares, words=words)
    title = translate(QT_TRANSLATE_NOOP("judge", "Confusion: rows are the true class, columns the answer"))
    return Chart(title, "", drawing)


def rows_of(subsets: Mapping[str, NDArray[Any]], unimodal: Mapping[str, NDArray[Any]], translate: Translate) -> list[AnswersRow]:
    """The answers of each subset, and of each modality on its own where that is another one, as of models of before."""
    alone = translate(QT_TRANSLATE_NOOP("judge", "{name} without fusion"))
    unimodal = {m: own for m, own in unimodal.items() if not np.array_equal(own, subsets.get(m, own[:0]), equal_nan=True)}
    rows = [AnswersRow(parts_of(name, translate), values, name if "+" not in name else "") for name, values in subsets.items()]
    return rows + [AnswersRow(alone.format(name=parts_of(name, translate)), values, name) for name, values in unimodal.items()]


def parts_chart(bars: Sequence[Bar], words: str, translate: Translate) -> Chart:
    """A figure of each subset beside the single-modality baselines."""
    figures = translate(SEMICOLON).join(f"{bar.name} {bar.label}" for bar in bars)
    return Chart(translate(QT_TRANSLATE_NOOP("judge", "Parts")), words, lambda size, ink: bar_chart(size, ink, bars), figures)


def parts_of(subset: str, translate: Translate) -> str:
    """The modalities of a subset such as "image+text"."""
    return "+".join(translate(MODALITIES[part].word) for part in subset.split("+"))


def _right(translate: Translate) -> str:
    return translate(QT_TRANSLATE_NOOP("judge", "right"))


def _lines(x: Axis, y: Axis, series: Sequence[Series]) -> Callable[[tuple[int, int], Palette], str]:
    return lambda size, ink: line_chart(size, ink, x, y, series)


def _points(curve: Curve) -> list[tuple[float, float]]:
    """So many points as can be seen."""
    chosen = np.unique(np.linspace(0, len(curve.x) - 1, min(len(curve.x), MAX_POINTS)).round().astype(int))
    return list(zip(curve.x[chosen].tolist(), curve.y[chosen].tolist(), strict=True))
