"""The two directions in which rows differ most (principal component analysis), found by subspace iteration.

Halko, Martinsson and Tropp 2011, arXiv:0909.4061, algorithm 4.4: a few products with the table instead of all its directions.
"""

import torch
from torch import Tensor

DIRECTIONS, ROUNDS = 8, 6
"""Of the iteration, of which two directions are kept: places differ from exact ones by less than a thousandth of the map."""


def principal_axes(table: Tensor) -> tuple[Tensor, float]:
    """Of rows (n, d), d at least 2: the directions (d, 2), each of length 1, and the share of the variance that they keep."""
    centred = table - table.mean(0)
    # A generator of its own: a training may be drawing its numbers meanwhile.
    random = torch.Generator().manual_seed(0)
    directions = torch.randn(table.shape[1], min(DIRECTIONS, table.shape[1]), generator=random)
    for _ in range(ROUNDS):
        directions = torch.linalg.qr(centred.T @ (centred @ directions)).Q
    seen = centred @ directions
    values, turned = torch.linalg.eigh(seen.T @ seen)
    axes = directions @ turned[:, [-1, -2]]
    axes = axes * axes.gather(0, axes.abs().argmax(0, keepdim=True)).sign()  # else it would be chance which side is which
    return axes, min(float(values[-2:].sum() / centred.square().sum().clamp_min(1e-12)), 1.0)
