"""Affine maps of what has two axes, such as pictures and spectrograms."""

import torch.nn.functional as F
from torch import Tensor


def warp(pictures: Tensor, theta: Tensor, padding: str) -> Tensor:
    """Move (B, C, H, W) by the affine maps (B, 2, 3)."""
    grid = F.affine_grid(theta, list(pictures.shape), align_corners=False)
    return F.grid_sample(pictures, grid, mode="bilinear", padding_mode=padding, align_corners=False)
