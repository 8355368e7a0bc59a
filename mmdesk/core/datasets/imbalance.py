"""Classes that are rare beside others."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

RARE = 10
"""A class is rare if another one has so many times as many samples."""


class Uneven(NamedTuple):
    """The rarest and the most frequent class, and how many samples they have."""

    rarest: str
    fewest: int
    commonest: str
    most: int


def uneven(labels: Iterable[str] | Mapping[str, int]) -> Uneven | None:
    """The two ends of the samples' classes, if the rarest of them is rare; `labels` are those of all samples, or their counts."""
    counts = Counter(labels).most_common()
    if not counts or counts[0][1] < RARE * counts[-1][1]:
        return None
    return Uneven(*counts[-1], *counts[0])
