"""Resampling by a windowed sinc (band-limited interpolation, Smith and Gossett 1984), the numbers those of torchaudio."""

import math
from fractions import Fraction
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

FILTER_WIDTH = 6
"""Zero crossings of the filter on either side."""
ROLL_OFF = 0.99
"""What of half the lower rate is kept."""
MAX_FILTER_SIZE = 2_000_000
"""Most coefficients of the filter that changes the rate of a sound."""
ONE_THREAD = 1 << 18
"""So many products OpenBLAS still computes in the thread that asks; beside busy programs its others take 15 ms to meet."""


def resampled(samples: NDArray[np.float32], rate: int, wanted: int) -> NDArray[np.float32]:
    """Bring (n,) samples from `rate` to `wanted` samples per second.

    The filter has a coefficient for each pair of numbers in the reduced ratio: gigabytes for 48,001 to 16,000. So an odd ratio
    is rounded to the nearest one that is small enough, by less than a thousandth.
    """
    if rate == wanted:
        return samples
    had, gives = ratio_of(rate, wanted)
    filters = _filters(had, gives)
    before = reach(had, gives)
    padded = np.pad(samples, (before, before + had))
    # A copy, because numpy multiplies overlapping views ten times slower.
    windows = np.ascontiguousarray(np.lib.stride_tricks.sliding_window_view(padded, filters.shape[1])[::had])
    found = np.empty((len(windows), gives), dtype=np.float32)
    rows = max(1, ONE_THREAD // filters.size)
    for first in range(0, len(windows), rows):
        np.matmul(windows[first : first + rows], filters.T, out=found[first : first + rows])
    return found.reshape(-1)[: math.ceil(gives * len(samples) / had)]


def ratio_of(rate: int, wanted: int) -> tuple[int, int]:
    """Two rates as a reduced ratio, rounded where it would need too large a filter."""
    ratio = Fraction(rate, wanted)
    ratio = ratio.limit_denominator(max(1, math.isqrt(int(MAX_FILTER_SIZE / ratio))))
    return ratio.numerator, ratio.denominator


def reach(had: int, gives: int) -> int:
    """Samples before and behind its place that the filter of a reduced ratio looks at."""
    return math.ceil(FILTER_WIDTH * had / (min(had, gives) * ROLL_OFF))


@lru_cache(maxsize=8)
def _filters(had: int, gives: int) -> NDArray[np.float32]:
    """(gives, had + 2 * reach) what each of `gives` new samples is made of, of which as many steps as `had` old ones take."""
    before, highest = reach(had, gives), min(had, gives) * ROLL_OFF
    # In single precision as torchaudio has it, by which most models heard their sounds.
    steps = (np.arange(gives) / gives).astype(np.float32)
    places = np.arange(-before, before + had) / had - steps[:, None]
    crossings = (places * highest).clip(-FILTER_WIDTH, FILTER_WIDTH)
    window = np.cos(crossings * np.pi / FILTER_WIDTH / 2) ** 2
    filters: NDArray[np.float32] = (np.sinc(crossings) * window * highest / had).astype(np.float32)
    return filters
