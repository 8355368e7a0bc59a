"""What each modality on its own tells of the labels: a quick classifier on cheap features judges rows that it did not see."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mmdesk.core.progress import CancelToken

Floats = NDArray[np.float32]

RIDGES = (0.03, 0.3, 3.0)
MAX_PULL, TINY = 0.99, 1e-6
SURE = 0.8
LOOSE, MANY_DOUBTFUL, MAX_DOUBTFUL = 0.05, 0.05, 0.5
"""Below which probability a label is doubtful, and of how many of the rows that is too much to learn from."""
TEMPERATURES = np.geomspace(0.02, 2, 40)


@dataclass(frozen=True, slots=True, eq=False)
class Guesses:
    """What one modality tells of n rows.

    Attributes:
        probabilities: (n, C); only where present
        present: (n,) bool
        accuracy: share of the present rows whose label is the likeliest
    """

    probabilities: NDArray[np.float64]
    present: NDArray[np.bool_]
    accuracy: float


def guess(features: Floats, present: NDArray[np.bool_], labels: NDArray[np.int64], classes: int, token: CancelToken) -> Guesses:
    """Judge each present row by a classifier that learned from all others; `features` are those of the present ones, (p, d).

    Where many labels look wrong, it learns again from the rest, so that they do not make it doubt everything.
    """
    known, centred = labels[present], features - features.mean(0)
    trusted = np.ones(len(known), dtype=np.bool_)
    probabilities = _probabilities(centred, known, trusted, classes, token)
    accuracy = float((probabilities.argmax(1) == known).mean())
    doubtful = contradicts(probabilities, known, LOOSE)
    while MANY_DOUBTFUL < doubtful.mean() < MAX_DOUBTFUL and (doubtful & trusted).any():
        trusted &= ~doubtful
        probabilities = _probabilities(centred, known, trusted, classes, token)
        doubtful = contradicts(probabilities, known, LOOSE)
    everywhere = np.full((len(labels), classes), 1 / classes)
    everywhere[present] = probabilities
    return Guesses(everywhere, present, accuracy)


def contradicts(probabilities: NDArray[np.float64], labels: NDArray[np.int64], limit: float) -> NDArray[np.bool_]:
    """(n,) whether the (n, C) probabilities leave the label less than `limit` and are sure of another one."""
    own = probabilities[np.arange(len(labels)), labels]
    sure: NDArray[np.bool_] = (own < limit) & (probabilities.max(1) > SURE)
    return sure


def _probabilities(
    features: Floats, labels: NDArray[np.int64], trusted: NDArray[np.bool_], classes: int, token: CancelToken
) -> NDArray[np.float64]:
    tried = []
    for strength in RIDGES:
        token.check()
        scores = held_out_scores(features, np.eye(classes)[labels], trusted, strength)
        tried.append(calibrated(scores, labels, trusted))
    return min(tried, key=lambda pair: pair[0])[1]


def held_out_scores(
    features: Floats, wanted: NDArray[np.float64], trusted: NDArray[np.bool_], strength: float
) -> NDArray[np.float64]:
    """(p, C) what a ridge regression says to each row that learned from the trusted rows but this one (Allen 1974)."""
    learned = features[trusted]
    gram = (learned.T @ learned).astype(np.float64)
    gram[np.diag_indices_from(gram)] += strength * np.trace(gram) / len(gram) + TINY
    mapped = features @ np.linalg.inv(gram).astype(np.float32)
    mean = wanted[trusted].mean(0)
    fitted = mapped @ (learned.T @ (wanted[trusted] - mean))
    # How much a row's own label pulls its answer.
    pull = (mapped * features).sum(1, keepdims=True).clip(0, MAX_PULL) * trusted[:, None]
    scores: NDArray[np.float64] = mean + (fitted - pull * (wanted - mean)) / (1 - pull)
    return scores


def softmax(logits: NDArray[np.float64]) -> NDArray[np.float64]:
    powers = np.exp(logits - logits.max(1, keepdims=True))
    shares: NDArray[np.float64] = powers / powers.sum(1, keepdims=True)
    return shares


def calibrated(
    scores: NDArray[np.float64], labels: NDArray[np.int64], trusted: NDArray[np.bool_]
) -> tuple[float, NDArray[np.float64]]:
    """The probabilities (p, C) at the temperature under which the trusted labels are likeliest, and how unlikely they are."""
    rows = np.flatnonzero(trusted)
    tried = [softmax(scores / temperature) for temperature in TEMPERATURES]
    losses = [float(-np.log(shares[rows, labels[rows]] + 1e-12).mean()) for shares in tried]
    best = int(np.argmin(losses))
    return losses[best], tried[best]
