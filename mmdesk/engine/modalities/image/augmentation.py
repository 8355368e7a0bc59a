"""Data augmentation of pictures: B samples, H x W pixels."""

import math

import torch
from torch import Tensor

from mmdesk.engine.modalities.augmentation import Draws, warp

PICTURE_DEGREES, PICTURE_SCALE, PICTURE_SHIFT = 12.0, 0.15, 0.08
BRIGHTNESS, CONTRAST = 24.0, 0.25


def varied(pictures: Tensor, draws: Draws) -> Tensor:
    """(B, 3, H, W) uint8 -> float 0..255: turned, scaled, shifted, other light."""
    count, strength = len(pictures), draws.strength
    angle = draws.around(strength * math.radians(PICTURE_DEGREES), count)
    zoom = 1 + draws.around(strength * PICTURE_SCALE, count)
    flip = torch.where(draws.uniform(0, 1, count) < 0.5, -1.0, 1.0) if draws.mirror else torch.ones(count)
    theta = torch.stack(
        [
            torch.stack([flip * zoom * angle.cos(), -zoom * angle.sin()], -1),
            torch.stack([flip * zoom * angle.sin(), zoom * angle.cos()], -1),
        ],
        dim=1,
    )
    theta = torch.cat([theta, draws.around(strength * 2 * PICTURE_SHIFT, count, 2, 1)], -1)  # (B, 2, 3)
    pictures = warp(pictures.float().contiguous(memory_format=torch.channels_last), theta, "border")
    contrast = 1 + draws.around(strength * CONTRAST, count, 1, 1, 1)
    brightness = draws.around(strength * BRIGHTNESS, count, 1, 1, 1)
    return ((pictures - 128).mul_(contrast).add_(128 + brightness)).clamp_(0, 255)
