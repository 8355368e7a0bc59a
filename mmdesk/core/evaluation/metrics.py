"""Figures of how good answers are, from numbers alone: n samples, C classes."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

BINS = 15
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class ClassScores:
    """Of each class (C,): what was right of what was said, what was found of what there is, their harmonic mean, samples."""

    precision: Floats
    recall: Floats
    f1: Floats
    support: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Reliability:
    """How sure and how right, in bins (B,) of equal width from 0 to 1; `ece` is the expected calibration error, `floor` what it
    would be by chance if all were exactly as sure as they should be."""

    confidence: Floats
    accuracy: Floats
    count: Ints
    ece: float
    floor: float


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """A curve through (x, y) and the area that sums it up."""

    x: Floats
    y: Floats
    area: float


def confusion_matrix(truth: Ints, predicted: Ints, classes: int) -> Ints:
    """(C, C) counts; rows are the true class, columns the predicted one."""
    return np.bincount(truth * classes + predicted, minlength=classes * classes).reshape(classes, classes).astype(np.int64)


def class_scores(confusion: Ints) -> ClassScores:
    """Figures of each class; 0 where there is nothing to divide by."""
    hits = np.diag(confusion).astype(np.float64)
    truth, predicted = confusion.sum(1), confusion.sum(0)
    return ClassScores(
        precision=hits / np.maximum(predicted, 1),
        recall=hits / np.maximum(truth, 1),
        f1=2 * hits / np.maximum(truth + predicted, 1),
        support=truth,
    )


def accuracy(confusion: Ints) -> float:
    return float(np.trace(confusion) / max(confusion.sum(), 1))


def balanced_accuracy(confusion: Ints) -> float:
    """Mean recall over the classes that there are."""
    scores = class_scores(confusion)
    return float(scores.recall[scores.support > 0].mean())


def macro_f1(confusion: Ints) -> float:
    """Mean F1 over the classes that there are or that were said."""
    seen = confusion.sum(0) + confusion.sum(1) > 0
    return float(class_scores(confusion).f1[seen].mean())


def reliability(probabilities: Floats, truth: Ints) -> Reliability:
    """How far (n, C) probabilities are true, over equal bins (Guo et al. 2017, arXiv:1706.04599).

    The floor: what is right in a bin of exactly right scores p is off by a sum of Bernoulli variables, whose variance is the sum of
    p (1 - p), and whose mean distance from 0 is, as that of a normal one, sqrt(2 / pi) times its root.
    """
    confidence, hits = probabilities.max(-1), probabilities.argmax(-1) == truth
    bins = np.clip(np.ceil(confidence * BINS).astype(np.int64), 1, BINS) - 1
    count = np.bincount(bins, minlength=BINS)
    sure, right = (np.bincount(bins, values, minlength=BINS) for values in (confidence, hits.astype(np.float64)))
    ece = float(np.abs(right - sure).sum() / max(len(truth), 1))
    chance = np.bincount(bins, confidence * (1 - confidence), minlength=BINS).clip(0)
    floor = float(np.sqrt(2 / np.pi * chance).sum() / max(len(truth), 1))
    return Reliability(sure / np.maximum(count, 1), right / np.maximum(count, 1), count, ece, floor)


def roc_curve(scores: Floats, positive: Flags) -> Curve:
    """False against true positives at every threshold, from (0, 0) to (1, 1); the area is 0.5 by chance."""
    false, true = _counts(scores, positive)
    x = np.concatenate([[0.0], false / max((~positive).sum(), 1)])
    y = np.concatenate([[0.0], true / max(positive.sum(), 1)])
    return Curve(x, y, float(np.trapezoid(y, x)))


def precision_recall_curve(scores: Floats, positive: Flags) -> Curve:
    """Recall against precision at every threshold, from few to many; the area is the average precision."""
    false, true = _counts(scores, positive)
    recall, precision = true / max(positive.sum(), 1), true / np.maximum(true + false, 1)
    area = float((np.diff(np.concatenate([[0.0], recall])) * precision).sum())
    return Curve(recall, precision, area)


def coverage_curve(probabilities: Floats, truth: Ints) -> Curve:
    """Share of samples that are answered, the surest first, against the accuracy of those answers; the area is its mean."""
    order = np.argsort(-probabilities.max(-1), kind="stable")
    hits = (probabilities.argmax(-1) == truth)[order]
    answered = np.arange(1, len(truth) + 1)
    right = np.cumsum(hits) / answered
    return Curve(answered / len(truth), right, float(right.mean()))


def worst_mistakes(probabilities: Floats, truth: Ints) -> Ints:
    """Numbers of the wrongly answered samples, the surest first."""
    predicted = probabilities.argmax(-1)
    wrong = np.flatnonzero(predicted != truth)
    return wrong[np.argsort(-probabilities[wrong, predicted[wrong]], kind="stable")]


def worst_errors(truth: Floats, predicted: Floats) -> Ints:
    """Numbers of the n samples whose number was answered wrongly, the farthest first."""
    errors = np.abs(truth - predicted)
    order = np.argsort(-errors, kind="stable")
    return order[errors[order] > 0]


def doubtful_labels(probabilities: Floats, truth: Ints) -> Ints:
    """Numbers of the samples whose label is likely wrong, the likeliest first (Northcutt et al. 2021, arXiv:1911.00068).

    Those are samples that another class fits as well as it usually fits its own.
    """
    classes = probabilities.shape[1]
    support = np.bincount(truth, minlength=classes)
    own = np.bincount(truth, probabilities[np.arange(len(truth)), truth], minlength=classes)
    usual = np.where(support > 0, own / np.maximum(support, 1), np.inf)
    fits = np.where(probabilities >= usual, probabilities, 0.0)
    other = fits.argmax(-1)
    found = np.flatnonzero((fits.max(-1) > 0) & (other != truth))
    margin = probabilities[found, other[found]] - probabilities[found, truth[found]]
    return found[np.argsort(-margin, kind="stable")]


def _counts(scores: Floats, positive: Flags) -> tuple[Floats, Floats]:
    """How many false and true positives there are at each threshold, the highest first."""
    order = np.argsort(-scores, kind="stable")
    ordered, right = scores[order], positive[order]
    last = np.append(np.flatnonzero(np.diff(ordered)), len(ordered) - 1)
    true = np.cumsum(right)[last].astype(np.float64)
    return last + 1 - true, true


def mae(truth: Floats, predicted: Floats) -> float:
    """Mean absolute error of n numbers."""
    return float(np.abs(truth - predicted).mean())


def rmse(truth: Floats, predicted: Floats) -> float:
    """Root of the mean squared error of n numbers."""
    return float(np.sqrt(np.square(truth - predicted).mean()))


def r2(truth: Floats, predicted: Floats) -> float:
    """Coefficient of determination; where all truths are the same, 1 if they are said and 0 if not."""
    error, spread = np.square(truth - predicted).sum(), np.square(truth - truth.mean()).sum()
    return float(1 - error / spread) if spread else float(not error)
