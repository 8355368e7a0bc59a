"""Whether fusion helps: all modalities against the best single one on the same samples, by the bootstrap."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mmdesk.core.errors import QT_TRANSLATE_NOOP, Sentence
from mmdesk.core.modalities.registry import MODALITIES

DRAWS = 2000
FEW = 3
"""Of so few different values redrawing all is one multinomial draw."""
NOTHING_TO_FUSE = QT_TRANSLATE_NOOP("errors", "Every sample has one modality alone: there is nothing to fuse.")
Merits = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Gain:
    """Mean merit of all less that of the best single modality, its 95 % interval, and a sentence."""

    mean: float = 0.0
    interval: tuple[float, float] = (0.0, 0.0)
    sentence: str = Sentence(NOTHING_TO_FUSE)


@dataclass(frozen=True, slots=True)
class Compared:
    """Mean merits of all and of the best modality on the same samples, their difference and the ends of its interval."""

    together: float
    alone: float
    best: Sentence
    gain: float
    low: float
    high: float


def fusion_gain(merits: Merits, own: Mapping[str, Merits], figures: Callable[[Compared], Sentence]) -> Gain:
    """What fusion gains.

    Args:
        merits: (n,) of the answers with everything shown, the more the better
        own: the same of each modality's own answers; NaN where it is absent
        figures: tells them in a sentence
    """
    there = ~np.isnan(np.stack(list(own.values())))  # (M, n)
    seen = {name: own[name] for name, rows in zip(own, there, strict=True) if rows.any()}
    best = max(seen, key=lambda name: float(np.nanmean(seen[name])))
    rows = ~np.isnan(own[best]) & (there.sum(0) > 1)
    if not rows.any():
        return Gain()
    difference = merits[rows] - own[best][rows]
    low, high = bootstrap_interval(difference)
    together, gain = float(merits[rows].mean()), float(difference.mean())
    compared = Compared(together, together - gain, MODALITIES[best].phrase, gain, low, high)
    return Gain(gain, (low, high), Sentence(verdict(low, high), figures=figures(compared)))


def verdict(low: float, high: float) -> str:
    """What the 95 % interval of a gain says of the fusion, with a field for the figures."""
    if low > 0:
        return QT_TRANSLATE_NOOP("errors", "Fusion helps: {figures}")
    if high < 0:
        return QT_TRANSLATE_NOOP("errors", "Fusion harms: {figures}")
    return QT_TRANSLATE_NOOP("errors", "Fusion makes no clear difference: {figures}")


def bootstrap_interval(values: Merits) -> tuple[float, float]:
    """95 % percentile interval of the mean of (n,) values (Efron 1979), the same every time."""
    random = np.random.default_rng(0)
    different, counts = np.unique(values, return_counts=True)
    if len(different) <= FEW:
        means = random.multinomial(len(values), counts / len(values), DRAWS) @ different / len(values)
    else:
        means = np.array([values[random.integers(len(values), size=len(values))].mean() for _ in range(DRAWS)])
    low, high = np.quantile(means, [0.025, 0.975])
    return float(low), float(high)
