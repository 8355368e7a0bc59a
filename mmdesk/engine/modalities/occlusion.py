"""Occlusion: what is hidden of one modality's content, and how what the model says then becomes what each region adds.

The first and the last marginal contribution of a block of neighbouring regions are how much more evidence there is for the
answer with it alone than with nothing, and how much less without it than with everything (Zeiler and Fergus 2014,
arXiv:1311.2901, hide; here both). Half their sum is the Shapley value where regions act together at most in pairs: of a
game v(T) = sum a_i + sum a_ij it gives a_i + sum_j a_ij / 2 (Grabisch 1997, 2-additive measures).
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
Shown = NDArray[np.bool_]

LEAST = 1e-3
"""Less evidence in all regions together, in log-odds or in spreads of the numbers, tells no place from another."""
MOST = 3.0
"""What all regions add and take away is at most so many times what they add up to; the rest is spread evenly over them."""


class Occlusion(NamedTuple):
    """What can be hidden in one sample.

    Attributes:
        shape: how many regions there are along each axis of the content; neighbours there belong together
        sizes: how wide the hidden blocks are, in regions, from coarse to sharp; each is a round of its own
        shown: from K choices of what stays, (K, *shape), to what the front end would have prepared of the rest
        told: from what each region adds, (*shape), to the `Regions` that a person is shown
    """

    shape: tuple[int, ...]
    sizes: tuple[int, ...]
    shown: Callable[[Shown], Sequence[Any] | NDArray[Any]]
    told: Callable[[Values], Any]


def blocks(shape: tuple[int, ...], size: int, step: int) -> Shown:
    """(N, *shape) blocks `size` wide along each axis, one after the other by steps, the last ones at the end."""
    axes = []
    for length in shape:
        width = min(size, length)
        axes.append([(start, start + width) for start in sorted({*range(0, length - width + 1, step), length - width})])
    corners = list(itertools.product(*axes))
    found = np.zeros((len(corners), *shape), dtype=np.bool_)
    for one, corner in zip(found, corners, strict=True):
        one[tuple(slice(*side) for side in corner)] = True
    return found


def asked_of(shape: tuple[int, ...], size: int) -> Shown:
    """(2 + 2 N, *shape) what is to stay, to find what blocks of that size mean: nothing, everything, each block, all but each."""
    found = blocks(shape, size, size)
    ends = np.stack([np.zeros(shape, np.bool_), np.ones(shape, np.bool_)])
    return np.concatenate([ends, found, ~found])


def marginal(kept: Shown, evidence: Values) -> Values:
    """(*shape) the mean of a region's first and last marginal contributions, of what was asked and the evidence then."""
    nothing, everything = evidence[:2]
    first, last = np.split(evidence[2:], 2)
    found = kept[2 : 2 + len(first)]
    total: Values = np.tensordot((first - nothing + everything - last) / 2, found.astype(np.float64), 1)
    return total / np.maximum(found.sum(0), 1)


def settled(evidence: Values, contribution: float) -> Values:
    """Evidence in each region to what it adds to the score, so that all add up to the modality's exact contribution.

    The log-odds of the modality alone are brought to points of the score by one factor, as the rescale rule does from the
    output of a non-linearity to its input (Shrikumar et al. 2017, arXiv:1704.02685); what that leaves over has no place, and
    every region gets as much of it (additive efficient normalisation, Ruiz et al. 1998).
    """
    size = float(np.abs(evidence).sum())
    if size < LEAST:
        return np.full(evidence.shape, contribution / evidence.size)
    scaled = evidence * (abs(contribution) / max(abs(float(evidence.sum())), size / MOST))
    left: Values = scaled + (contribution - scaled.sum()) / evidence.size
    return left
