"""A quick look at pictures, without learning: histograms of oriented gradients."""

import torch
import torch.nn.functional as F
from torch import Tensor

LOOK, CELLS, DIRECTIONS = 32, 8, 8
GRADIENTS = DIRECTIONS * CELLS * CELLS
TURNED = 1e-3
"""Radians by which directions are turned. Upright, level and diagonal edges, of which there are many, would lie on the border of
two directions, where rounding decides, which is another one in each program."""


def gradients(pictures: Tensor) -> Tensor:
    """(n, 3, H, W) -> (n, 512) histograms of oriented gradients (Dalal and Triggs 2005, doi:10.1109/CVPR.2005.177)."""
    grey = F.adaptive_avg_pool2d(pictures.float().mean(1, keepdim=True), LOOK)
    padded = F.pad(grey, (1, 1, 1, 1), mode="replicate")
    across, down = padded[:, :, 1:-1, 2:] - padded[:, :, 1:-1, :-2], padded[:, :, 2:, 1:-1] - padded[:, :, :-2, 1:-1]
    direction = (((torch.atan2(down, across) + TURNED) % torch.pi) / torch.pi * DIRECTIONS).long().clamp_max(DIRECTIONS - 1)
    strength = (across.square() + down.square()).sqrt()
    histograms = torch.cat([F.adaptive_avg_pool2d(strength * (direction == number), CELLS) for number in range(DIRECTIONS)], 1)
    return F.normalize(histograms.flatten(1)).sqrt()
