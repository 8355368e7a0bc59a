"""What stands on a pair of encoders: a head for each half, whose answers are added up, and a projection of both.

n samples, C outputs. Each half is believed as much as the samples tell that taught neither (stacked generalization, Wolpert 1992):
logits are multiplied by an inverse temperature, so that a half that is too sure of itself counts less, and a poor one little.
"""

from collections.abc import Sequence

import torch
from torch import Tensor, nn

EQUAL = 0.5
"""What both halves count before any sample told: their mean."""


class PairedHead(nn.Module):
    """The halves' own heads: (B, both embeddings) -> (B, C).

    While training it is the learning half's answer alone. That of the fitted half is by heart then; what it said of samples that
    did not teach it takes its place in `mean`.

    Attributes:
        counts: (2,) what is multiplied with each half's outputs
    """

    counts: Tensor

    def __init__(self, sizes: Sequence[int], outputs: int) -> None:
        super().__init__()
        self._sizes = [*sizes]
        self.fresh, self.frozen = (nn.Linear(size, outputs) for size in sizes)
        self.register_buffer("counts", torch.full((2,), EQUAL))

    def forward(self, features: Tensor) -> Tensor:
        if self.training:
            return self.fresh(features[:, : self._sizes[0]])
        return torch.einsum("nhc,h->nc", self.halves(features), self.counts)

    def halves(self, features: Tensor) -> Tensor:
        """(B, 2, C) what each half says."""
        own, ready = features.split(self._sizes, 1)
        return torch.stack([self.fresh(own).float(), self.frozen(ready).float()], 1)

    @staticmethod
    def mean(fresh: Tensor, frozen: Tensor) -> Tensor:
        """(B, C) of both halves' answers (B, C), while nothing tells yet whom to believe."""
        return EQUAL * (fresh + frozen)


class PairedProjection(nn.Module):
    """(B, both embeddings) -> (B, D): the sum of a projection of each."""

    def __init__(self, sizes: Sequence[int], parts: Sequence[nn.Module]) -> None:
        super().__init__()
        self._sizes = [*sizes]
        self.fresh, self.frozen = parts

    def forward(self, features: Tensor) -> Tensor:
        own, ready = features.split(self._sizes, 1)
        return self.fresh(own) + self.frozen(ready)
