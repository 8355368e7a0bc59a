"""How good a model of classes is: accuracy, confusion, calibration, and which samples to look at."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mmdesk.core.datasets.example import Skipped
from mmdesk.core.errors import QT_TRANSLATE_NOOP, Sentence
from mmdesk.core.evaluation import charts, metrics
from mmdesk.core.evaluation.charts import Chart, Translate
from mmdesk.core.evaluation.contributions import POINTS, contributions_chart, means, means_by_class
from mmdesk.core.evaluation.fusion_gain import Compared, fusion_gain
from mmdesk.core.evaluation.rejection import Rejection, rejection, rejection_figures
from mmdesk.core.evaluation.results import INTERVAL, Confusion, Judgement, Results, SampleList
from mmdesk.core.evaluation.summary import Evaluation
from mmdesk.core.evaluation.trust import class_cells, class_head, sets_document, told_sets, told_worst
from mmdesk.core.models.coverage import USUAL_COVERAGE
from mmdesk.core.numerals import percent, whole
from mmdesk.core.tasks.few import (
    NO_FIGURE,
    can_tell,
    told_accuracy,
    told_f1,
    told_share,
    wilson_interval,
)

NONE = QT_TRANSLATE_NOOP("judge", "none")
RIGHT = QT_TRANSLATE_NOOP("judge", "right; guessing gives {share}")
GUESSING = QT_TRANSLATE_NOOP("judge", "guessing gives {share}")
MORE = QT_TRANSLATE_NOOP("judge", "So few samples tell nothing: judge by others, such as those of validation, or collect more.")
TOO_FEW = QT_TRANSLATE_NOOP("errors", "Fusion cannot be judged yet: the samples are too few.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassEvaluation(Evaluation):
    """How good a model of classes is; the figure is the accuracy.

    Attributes:
        accuracy, balanced_accuracy, macro_f1: with every present modality shown, 0 to 1
        ece: expected calibration error over 15 bins (Guo et al. 2017, arXiv:1706.04599)
        labels: class names, the order of `confusion`
        confusion: counts; rows are the true class, columns the predicted one
        ece_floor: what exactly right scores would have by chance
        ece_of_subsets: `ece` and `floor` with only these modalities shown, keyed as `subsets`
        coverage, answered_accuracy: share that is not refused as none of the classes, and how many of these are right
        unknown_auroc: how well samples of a class of other things are told from known ones; these are None where nothing tells
    """

    figure = QT_TRANSLATE_NOOP("cli", "accuracy")

    accuracy: float
    balanced_accuracy: float
    macro_f1: float
    ece: float
    labels: tuple[str, ...]
    confusion: tuple[tuple[int, ...], ...]
    ece_floor: float = 0.0
    ece_of_subsets: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    coverage: float | None = None
    answered_accuracy: float | None = None
    unknown_auroc: float | None = None

    @property
    def each(self) -> tuple[int, ...]:
        """Samples of each class that there is."""
        return tuple(filter(None, map(sum, self.confusion)))

    def shown(self, value: float) -> str:
        return percent(value) if can_tell(self.each) else told_accuracy(value, self.each)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class ClassResults(Results[ClassEvaluation]):
    """A model's answers to n samples, C classes; those of subsets and modalities are classes, -1 where one is absent.

    Attributes:
        labels: class names, in the order of the columns
        truth: (n,) true classes
        probabilities: (n, C) calibrated, with everything shown that is present
        uncalibrated: (n, C) the same before calibration
    """

    labels: tuple[str, ...]
    truth: NDArray[np.int64]
    probabilities: NDArray[np.float64]
    uncalibrated: NDArray[np.float64]

    @property
    def predicted(self) -> NDArray[np.int64]:
        """(n,) class that is said with everything shown."""
        return np.asarray(self.probabilities.argmax(-1), dtype=np.int64)

    @property
    def confusion(self) -> NDArray[np.int64]:
        return metrics.confusion_matrix(self.truth, self.predicted, len(self.labels))

    def share(self, predicted: NDArray[np.int64]) -> tuple[float, tuple[float, float]]:
        """Accuracy of (n,) classes that were said, where something was said, and its 95 % interval."""
        there = predicted >= 0
        count = int(there.sum())
        right = float((predicted == self.truth)[there].mean()) if count else 0.0
        return right, wilson_interval(right, count)

    def each(self, rows: NDArray[np.bool_]) -> tuple[int, ...]:
        """How many of these samples each class has that there is among them."""
        counts = np.bincount(self.truth[rows])
        return tuple(counts[counts > 0].tolist())

    @property
    def guess(self) -> tuple[str, float]:
        """The class that guessing says who knows how many of each there are, and how often that is right."""
        counts = np.bincount(self.truth)
        return self.labels[int(counts.argmax())], float(counts.max() / counts.sum())

    def merits(self, predicted: NDArray[Any]) -> NDArray[np.float64]:
        """(n,) 1 where it is right, 0 where not."""
        return np.where(predicted >= 0, predicted == self.truth, np.nan)

    def evaluation(self, split: str, skipped: tuple[Skipped, ...] = ()) -> ClassEvaluation:
        confusion = self.confusion
        own = {name: self.merits(predicted) for name, predicted in self.unimodal.items()}
        each = self.each(self.truth >= 0)
        gain = fusion_gain(self.merits(self.predicted), own, lambda compared: _gain_words(compared, each))
        calibration = metrics.reliability(self.probabilities, self.truth)
        return ClassEvaluation(
            split=split,
            samples=len(self.truth),
            accuracy=metrics.accuracy(confusion),
            balanced_accuracy=metrics.balanced_accuracy(confusion),
            macro_f1=metrics.macro_f1(confusion),
            ece=calibration.ece,
            subsets={name: self.share(predicted)[0] for name, predicted in self.subsets.items() if (predicted >= 0).any()},
            unimodal={name: self.share(predicted)[0] for name, predicted in self.unimodal.items() if (predicted >= 0).any()},
            labels=self.labels,
            confusion=tuple(tuple(row) for row in confusion.tolist()),
            fusion_gain=gain.mean,
            fusion_interval=gain.interval,
            sentence=Sentence(TOO_FEW) if self.several and told_accuracy(0.0, each) == NO_FIGURE else gain.sentence,
            skipped=skipped,
            contributions=means(self.contributions),
            contributions_by_answer=means_by_class(self.contributions, self.predicted, self.labels),
            sets=sets_document(self.sets, self.truth, self.labels, self.subset_sets),
            ece_floor=calibration.floor,
            ece_of_subsets={name: asdict(error) for name, error in self.subset_errors.items()},
            **self._refused(),
        )

    @property
    def rejection(self) -> Rejection | None:
        return rejection(self.labels, self.truth, self.probabilities, self.known, self.strangers)

    def _refused(self) -> dict[str, float | None]:
        found = self.rejection
        return {"coverage": found.coverage, "answered_accuracy": found.accuracy, "unknown_auroc": found.auroc} if found else {}

    def figures(self, evaluation: ClassEvaluation, translate: Translate) -> Iterator[tuple[str, str]]:
        low, high = self.share(self.predicted)[1]
        right = translate(evaluation.shown(evaluation.accuracy))
        if can_tell(evaluation.each):
            right = translate(INTERVAL).format(value=right, low=percent(low), high=percent(high))
        before = metrics.reliability(self.uncalibrated, self.truth).ece
        ece = translate(QT_TRANSLATE_NOOP("judge", "{value} (before calibration {before})"))
        label, guess = self.guess
        always = translate(QT_TRANSLATE_NOOP("judge", "{share} (always “{label}”)")).format(share=percent(guess), label=label)
        yield translate(QT_TRANSLATE_NOOP("judge", "Accuracy")), right
        yield translate(QT_TRANSLATE_NOOP("judge", "Guessing")), always
        yield translate(QT_TRANSLATE_NOOP("judge", "Balanced accuracy")), translate(evaluation.shown(evaluation.balanced_accuracy))
        yield translate(QT_TRANSLATE_NOOP("judge", "Macro F1")), translate(evaluation.shown(evaluation.macro_f1))
        yield (
            translate(QT_TRANSLATE_NOOP("judge", "Calibration error")),
            ece.format(value=percent(evaluation.ece), before=percent(before)),
        )
        yield from told_worst(self.subset_errors, translate)
        held = QT_TRANSLATE_NOOP("judge", "{asked}: in {measured}, {size} classes")
        yield from told_sets(self.sets, held, ".2f", translate)
        yield from rejection_figures(self.rejection, translate)

    def judgement(self, evaluation: ClassEvaluation, translate: Translate) -> Judgement:
        mistakes = metrics.worst_mistakes(self.probabilities, self.truth)
        doubtful = metrics.doubtful_labels(self.probabilities, self.truth)
        no_mistakes = translate(QT_TRANSLATE_NOOP("judge", "no mistakes"))
        told = evaluation.shown(0.0) != NO_FIGURE
        fusion = translate(evaluation.sentence) if self.several else ""
        return Judgement(
            results=self,
            evaluation=evaluation,
            large=translate(evaluation.shown(evaluation.accuracy)),
            unit=translate(RIGHT if told else GUESSING).format(share=percent(self.guess[1])),
            sentence="\n".join(filter(None, (fusion, "" if told else translate(MORE)))),
            figures=self.summed_up(evaluation, translate),
            charts=self.charts(translate),
            lists=(
                SampleList(translate(QT_TRANSLATE_NOOP("judge", "Worst mistakes")), no_mistakes, tuple(mistakes.tolist())),
                SampleList(
                    translate(QT_TRANSLATE_NOOP("judge", "Most doubtful labels")), translate(NONE), tuple(doubtful.tolist())
                ),
            ),
            head=self.head(QT_TRANSLATE_NOOP("judge", "Score"), translate),
            confusion=Confusion(
                evaluation.labels,
                evaluation.confusion,
                self._samples_of_cells(),
                charts.confusion_chart(self.labels, np.array(evaluation.confusion), translate),
            ),
            classes=tuple(self._class_rows(translate)),
        )

    def charts(self, translate: Translate) -> tuple[Chart, ...]:
        """All charts but the confusion matrix, the most important first."""
        words = translate(QT_TRANSLATE_NOOP("judge", "The accuracy where it is shown only these parts, with 95 % intervals."))
        shares = [(row, *self.share(row.values)) for row in charts.rows_of(self.subsets, self.unimodal, translate)]
        bars = [row.bar(right, self._shown(right, row.values >= 0, translate), interval) for row, right, interval in shares]
        parts = [charts.parts_chart(bars, words, translate)] if self.several else []
        if self.several and self.contributions:
            by_answer = means_by_class(self.contributions, self.predicted, self.labels)
            parts.append(contributions_chart(means(self.contributions), by_answer, *POINTS, translate))
        return (
            *parts,
            charts.reliability_chart(self.uncalibrated, self.probabilities, self.truth, translate),
            charts.coverage_chart(self.probabilities, self.truth, translate),
            charts.curves_chart(self.probabilities, self.truth, self.labels, translate, *charts.ROC),
            charts.curves_chart(self.probabilities, self.truth, self.labels, translate, *charts.PRECISION_AND_RECALL),
        )

    def _shown(self, share: float, rows: NDArray[np.bool_], translate: Translate) -> str:
        """The share of right answers to these samples, or what so few can tell of it."""
        each = self.each(rows)
        return percent(share) if can_tell(each) else translate(told_accuracy(share, each))

    def _samples_of_cells(self) -> Mapping[tuple[int, int], tuple[int, ...]]:
        cells: dict[tuple[int, int], list[int]] = {}
        for place, cell in enumerate(zip(self.truth.tolist(), self.predicted.tolist(), strict=True)):
            cells.setdefault(cell, []).append(place)
        return {cell: tuple(places) for cell, places in cells.items()}

    def _class_rows(self, translate: Translate) -> Iterator[tuple[str, ...]]:
        scores, said = metrics.class_scores(self.confusion), self.confusion.sum(0)
        names = (
            QT_TRANSLATE_NOOP("judge", "Class"),
            QT_TRANSLATE_NOOP("judge", "Precision"),
            QT_TRANSLATE_NOOP("judge", "Recall"),
            QT_TRANSLATE_NOOP("judge", "F1"),
            QT_TRANSLATE_NOOP("judge", "Samples"),
        )
        held = self.sets.get(USUAL_COVERAGE)
        yield *map(translate, names), *(class_head(USUAL_COVERAGE, translate) if self.sets else ())
        for place, label in enumerate(self.labels):
            precision, recall = (float(values[place]) for values in (scores.precision, scores.recall))
            support, answers = int(scores.support[place]), int(said[place])
            shown = told_share(precision, answers), told_share(recall, support), told_f1(precision, answers, recall, support)
            in_sets = class_cells(held, self.truth == place) if self.sets else ()
            yield label, *map(translate, shown), whole(support), *in_sets

    def document(self, evaluation: ClassEvaluation) -> dict[str, Any]:
        scores = metrics.class_scores(self.confusion)
        columns = {name: values.tolist() for name, values in asdict(scores).items()}
        return {
            **evaluation.to_json(),
            "accuracy_interval": self.share(self.predicted)[1],
            "ece_uncalibrated": metrics.reliability(self.uncalibrated, self.truth).ece,
            "classes": {
                label: {name: values[place] for name, values in columns.items()} for place, label in enumerate(self.labels)
            },
        }

    def table(self) -> Iterator[Sequence[object]]:
        yield "row", "label", "answer", "score", *(f"score {label}" for label in self.labels)
        for example, number, scores in zip(self.examples, self.predicted, self.probabilities, strict=True):
            shown = [f"{score:.6f}" for score in scores]
            yield example.row, example.label, self.labels[number], shown[number], *shown

    def answer_cells(self, place: int) -> tuple[str, str]:
        predicted = int(self.probabilities[place].argmax())
        return self.labels[predicted], percent(self.probabilities[place, predicted])


def _gain_words(compared: Compared, each: Sequence[int]) -> Sentence:
    template = QT_TRANSLATE_NOOP(
        "errors",
        "{together} together, {alone} by {best} alone; {gain:+.1f} points (95 % interval {low:+.1f} to {high:+.1f}).",
    )
    points = {"gain": 100 * compared.gain, "low": 100 * compared.low, "high": 100 * compared.high}
    together, alone = (told_accuracy(share, each) for share in (compared.together, compared.alone))
    return Sentence(template, together=together, alone=alone, best=compared.best, **points)
