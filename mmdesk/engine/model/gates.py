"""Gates of a mixture: how far each of its answers is believed, chosen by what validation tells."""

from collections.abc import Callable

import torch
from torch import Tensor

GATES = torch.tensor([0.0, 0.25, 0.5, 1.0])
MIN_SAMPLES = 20
"""Fewer samples say nothing about whom to believe."""


def fitted_gates(losses: Callable[[Tensor], Tensor], count: int) -> Tensor:
    """The gates (count,) with the least mean loss, each 1 unless that is clearly worse: a few samples tell little.

    Args:
        losses: gives for gates (count,) the loss of each sample (n,)
    """
    choices = torch.cartesian_prod(*[GATES] * count)  # (K, count)
    means = torch.stack([losses(choice).mean() for choice in choices])
    gates = choices[means.argmin()].clone()
    for index in range(count):
        full = gates.clone()
        full[index] = 1
        if not clearly_positive(losses(full) - losses(gates)):
            gates = full
    return gates


def clearly_positive(values: Tensor) -> bool:
    """Whether the mean of (n,) values lies more than two of its standard errors above 0."""
    return len(values) > 1 and bool(values.mean() > 2 * values.std() / len(values) ** 0.5)
