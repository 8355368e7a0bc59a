"""What a model said to each sample of a dataset, and the files that tell of it."""

import csv
import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mmdesk.core.datasets.example import Example
from mmdesk.core.evaluation.metrics import class_scores, confusion_matrix, reliability
from mmdesk.core.evaluation.summary import Evaluation, NumberEvaluation
from mmdesk.core.paths import write_spelled, written_safely
from mmdesk.core.tasks import TargetScale
from mmdesk.core.training.reports import wilson_interval


@dataclass(frozen=True, slots=True, eq=False)
class SampleAnswers:
    """A model's answers to n samples, C classes.

    Attributes:
        model, dataset: what was asked, and about what
        labels: class names, in the order of the columns
        examples: the n samples
        truth: (n,) true classes
        probabilities: (n, C) calibrated, with everything shown that is present
        uncalibrated: (n, C) the same before calibration
        subsets: (n,) class that is said with only these modalities shown, keyed "image", "image+text", ...; -1 where one is absent
        unimodal: (n,) class that each modality's own head says; -1 where it is absent
        training: what the model file tells about its training
    """

    model: Path
    dataset: Path
    labels: tuple[str, ...]
    examples: tuple[Example, ...]
    truth: NDArray[np.int64]
    probabilities: NDArray[np.float64]
    uncalibrated: NDArray[np.float64]
    subsets: Mapping[str, NDArray[np.int64]]
    unimodal: Mapping[str, NDArray[np.int64]]
    training: Mapping[str, Any]

    @property
    def predicted(self) -> NDArray[np.int64]:
        """(n,) class that is said with everything shown."""
        return np.asarray(self.probabilities.argmax(-1), dtype=np.int64)

    @property
    def confusion(self) -> NDArray[np.int64]:
        return confusion_matrix(self.truth, self.predicted, len(self.labels))

    def share(self, predicted: NDArray[np.int64]) -> tuple[float, tuple[float, float]]:
        """Accuracy of (n,) classes that were said, where something was said, and its 95 % interval."""
        there = predicted >= 0
        count = int(there.sum())
        right = float((predicted == self.truth)[there].mean()) if count else 0.0
        return right, wilson_interval(right, count)


@dataclass(frozen=True, slots=True, eq=False)
class NumberAnswers:
    """The answers of a regression to n samples, in the labels' own units.

    Attributes:
        model, dataset: what was asked, and about what
        examples: the n samples
        truth: (n,) true numbers
        predicted: (n,) with everything shown that is present
        subsets: (n,) with only these modalities shown, keyed "image", "image+text", ...; NaN where one is absent
        unimodal: (n,) of each modality's own head; NaN where it is absent
        training: what the model file tells about its training
    """

    model: Path
    dataset: Path
    examples: tuple[Example, ...]
    truth: NDArray[np.float64]
    predicted: NDArray[np.float64]
    subsets: Mapping[str, NDArray[np.float64]]
    unimodal: Mapping[str, NDArray[np.float64]]
    training: Mapping[str, Any]

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
    def shown(self) -> Callable[[float], str]:
        """Writes a number in as many figures as the spread of the true ones gives a meaning."""
        return TargetScale.of(self.truth.tolist()).shown


def figures_document(evaluation: Evaluation, answers: SampleAnswers) -> dict[str, Any]:
    """All figures as one JSON document."""
    scores = class_scores(answers.confusion)
    per_class = {
        label: {
            "precision": float(scores.precision[number]),
            "recall": float(scores.recall[number]),
            "f1": float(scores.f1[number]),
            "support": int(scores.support[number]),
        }
        for number, label in enumerate(answers.labels)
    }
    return {
        "model": str(answers.model),
        "dataset": str(answers.dataset),
        **evaluation.to_json(),
        "accuracy_interval": answers.share(answers.predicted)[1],
        "ece_uncalibrated": reliability(answers.uncalibrated, answers.truth).ece,
        "classes": per_class,
    }


def write_figures(path: Path, evaluation: Evaluation, answers: SampleAnswers) -> None:
    """Write all figures as JSON.

    Raises:
        InputError: if it cannot be written
    """
    _write_json(path, figures_document(evaluation, answers))


def write_number_figures(path: Path, evaluation: NumberEvaluation, answers: NumberAnswers) -> None:
    """Write all figures of a regression as JSON.

    Raises:
        InputError: if it cannot be written
    """
    _write_json(path, {"model": str(answers.model), "dataset": str(answers.dataset), **evaluation.to_json()})


def write_answers(path: Path, answers: SampleAnswers) -> None:
    """Write a CSV with one row for each sample: its row in the dataset, the label, the answer and all scores.

    Raises:
        InputError: if it cannot be written
    """
    rows: list[list[object]] = [["row", "label", "answer", "score", *(f"score {label}" for label in answers.labels)]]
    for example, number, scores in zip(answers.examples, answers.predicted, answers.probabilities, strict=True):
        shown = [f"{score:.6f}" for score in scores]
        rows.append([example.row, example.label, answers.labels[number], shown[number], *shown])
    _write_csv(path, rows)


def write_number_answers(path: Path, answers: NumberAnswers) -> None:
    """Write a CSV with one row for each sample of a regression: its row in the dataset, the label, the answer and its error.

    Raises:
        InputError: if it cannot be written
    """
    rows: list[list[object]] = [["row", "label", "answer", "error"]]
    for example, true, predicted in zip(answers.examples, answers.truth, answers.predicted, strict=True):
        rows.append([example.row, example.label, f"{predicted:.9g}", f"{predicted - true:.9g}"])
    _write_csv(path, rows)


def _write_json(path: Path, document: Mapping[str, Any]) -> None:
    write_spelled(path, json.dumps(document, ensure_ascii=False, indent=1))


def _write_csv(path: Path, rows: Iterable[Sequence[object]]) -> None:
    with written_safely(path) as temporary, open(temporary, "w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)
