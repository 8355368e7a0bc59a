"""Data augmentation: variety for training samples, a batch at a time; all draws come from one seeded generator."""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor


@dataclass(frozen=True, slots=True)
class Draws:
    """Where chance comes from, and how far it may go.

    Attributes:
        strength: 0 to 1, factor of all ranges
        mirror: whether pictures may also be flipped left to right
    """

    generator: torch.Generator
    strength: float = 1.0
    mirror: bool = False

    def uniform(self, low: float, high: float, *shape: int) -> Tensor:
        return torch.rand(*shape, generator=self.generator) * (high - low) + low

    def around(self, spread: float, *shape: int) -> Tensor:
        return self.uniform(-spread, spread, *shape)


def warp(pictures: Tensor, theta: Tensor, padding: str) -> Tensor:
    """Move (B, C, H, W) by the affine maps (B, 2, 3)."""
    grid = F.affine_grid(theta, list(pictures.shape), align_corners=False)
    return F.grid_sample(pictures, grid, mode="bilinear", padding_mode=padding, align_corners=False)
