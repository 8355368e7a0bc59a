"""Honest figures of few samples: a confidence interval in place of a share, and none where next to nothing judges."""

import math
from collections.abc import Sequence

from mmdesk.core.errors import QT_TRANSLATE_NOOP, Sentence

MIN_FIGURE = 3
"""Fewer samples of a class tell nothing: two that are right could come of any accuracy above a third (95 % interval)."""
MIN_JUDGING = 10
"""Fewer validation samples of a class say little of it: one mistake among ten moves its figure by ten points."""
NEARLY = 0.995
"""From here on a share is written as everything."""
NO_FIGURE = Sentence(QT_TRANSLATE_NOOP("errors", "no figure yet"))


def wilson_interval(share: float, samples: int, z: float = 1.96) -> tuple[float, float]:
    """Interval of a share that was seen in so many samples, 95 % by default (Wilson 1927); everything if there are none."""
    if not samples:
        return 0.0, 1.0
    middle = (share + z * z / (2 * samples)) / (1 + z * z / samples)
    reach = z / (1 + z * z / samples) * math.sqrt(share * (1 - share) / samples + z * z / (4 * samples * samples))
    return max(middle - reach, 0.0), min(middle + reach, 1.0)


def can_tell(each: Sequence[int]) -> bool:
    """Whether a share of answers to `each` so many samples of every class may be told as it is; so it is where none is known."""
    return not each or min(each) >= MIN_JUDGING


def told_share(share: float, samples: int) -> Sentence:
    """A share of so many samples of one class: the share, its interval, or that there is none."""
    return told_accuracy(share, (samples,))


def told_accuracy(share: float, each: Sequence[int]) -> Sentence:
    """The share of right answers to `each` so many samples of every class: the share, its interval, or that there is none."""
    if each and sum(each) < MIN_FIGURE * len(each):
        return NO_FIGURE
    if can_tell(each):
        return Sentence(QT_TRANSLATE_NOOP("errors", "{share:.1%}"), share=share)
    return told_interval(*wilson_interval(share, sum(each)))


def told_interval(low: float, high: float) -> Sentence:
    """An interval of shares; where it ends with everything or nothing, its other end."""
    if high >= NEARLY:
        return Sentence(QT_TRANSLATE_NOOP("errors", "at least {low:.0%}"), low=low)
    if low <= 1 - NEARLY:
        return Sentence(QT_TRANSLATE_NOOP("errors", "at most {high:.0%}"), high=high)
    return Sentence(QT_TRANSLATE_NOOP("errors", "{low:.0%} to {high:.0%}"), low=low, high=high)


def told_f1(precision: float, answers: int, recall: float, support: int) -> Sentence:
    """The harmonic mean of precision and recall, or what so few samples tell of it: that of the ends of both."""
    few = min(answers, support)
    if few < MIN_FIGURE:
        return NO_FIGURE
    if few >= MIN_JUDGING:
        return told_share(_harmonic(precision, recall), few)
    ends = zip(wilson_interval(precision, answers), wilson_interval(recall, support), strict=True)
    return told_interval(*(_harmonic(*pair) for pair in ends))


def _harmonic(one: float, other: float) -> float:
    return 2 * one * other / (one + other) if one + other else 0.0
