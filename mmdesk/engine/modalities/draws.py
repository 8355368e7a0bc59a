"""Random draws of one seeded generator."""

import torch
from torch import Tensor


class Draws:
    """Draws numbers of the processor, the same for the same generator."""

    def __init__(self, generator: torch.Generator) -> None:
        self.generator = generator

    def uniform(self, low: float, high: float, *shape: int) -> Tensor:
        """Numbers from `low` to `high`."""
        return torch.rand(*shape, generator=self.generator) * (high - low) + low

    def around(self, spread: float, *shape: int) -> Tensor:
        """Numbers from -`spread` to `spread`."""
        return self.uniform(-spread, spread, *shape)

    def normal(self, *shape: int) -> Tensor:
        """Numbers of the standard normal distribution."""
        return torch.randn(*shape, generator=self.generator)
