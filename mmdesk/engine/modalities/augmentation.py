"""Variety for training samples, a batch at a time; all draws come from one seeded generator.

B samples, H x W pixels, L tokens.
"""

import math
from collections.abc import Mapping

import torch
import torch.nn.functional as F
from torch import Tensor

from mmdesk.core.modalities.registry import MODALITIES, Modality
from mmdesk.engine.modalities.text.tokenizer import PADDING, UNKNOWN

PICTURE_DEGREES, PICTURE_SCALE, PICTURE_SHIFT = 12.0, 0.15, 0.08
BRIGHTNESS, CONTRAST = 24.0, 0.25
STRETCH, BAND_STRETCH, TIME_SHIFT, BAND_SHIFT = 0.15, 0.12, 0.1, 0.06
NOISE_DECIBELS = (15.0, 60.0)
"""How far under the loudest point added noise lies."""
NOISY = 0.5
MASKED_BANDS, MASKED_FRAMES = 0.15, 0.15
"""Largest share of bands and frames that SpecAugment hides."""
TOKEN_DROPOUT = 0.1


class Augmenter:
    """Varies the features of one batch; `mirror` also flips pictures left to right.

    Args:
        strength: for each modality, 0 to 1, factor of all ranges; 1 if it is not given
    """

    def __init__(self, generator: torch.Generator, mirror: bool = False, strength: Mapping[Modality, float] | None = None) -> None:
        self._generator = generator
        self._mirror = mirror
        self._strength = strength or dict.fromkeys(MODALITIES, 1.0)

    def _uniform(self, low: float, high: float, *shape: int) -> Tensor:
        return torch.rand(*shape, generator=self._generator) * (high - low) + low

    def _around(self, spread: float, *shape: int) -> Tensor:
        return self._uniform(-spread, spread, *shape)

    def image(self, pictures: Tensor) -> Tensor:
        """(B, 3, H, W) uint8 -> float 0..255: turned, scaled, shifted, other light."""
        count, strength = len(pictures), self._strength["image"]
        angle = self._around(strength * math.radians(PICTURE_DEGREES), count)
        zoom = 1 + self._around(strength * PICTURE_SCALE, count)
        flip = torch.where(self._uniform(0, 1, count) < 0.5, -1.0, 1.0) if self._mirror else torch.ones(count)
        theta = torch.stack(
            [
                torch.stack([flip * zoom * angle.cos(), -zoom * angle.sin()], -1),
                torch.stack([flip * zoom * angle.sin(), zoom * angle.cos()], -1),
            ],
            dim=1,
        )
        theta = torch.cat([theta, self._around(strength * 2 * PICTURE_SHIFT, count, 2, 1)], -1)  # (B, 2, 3)
        pictures = warp(pictures.float().contiguous(memory_format=torch.channels_last), theta, "border")
        contrast = 1 + self._around(strength * CONTRAST, count, 1, 1, 1)
        brightness = self._around(strength * BRIGHTNESS, count, 1, 1, 1)
        return ((pictures - 128).mul_(contrast).add_(128 + brightness)).clamp_(0, 255)

    def audio(self, spectrograms: Tensor) -> Tensor:
        """(B, bands, frames): faster or slower, higher or lower, earlier or later, noisier, partly hidden."""
        count, bands, frames = spectrograms.shape
        strength = self._strength["audio"]
        theta = torch.zeros(count, 2, 3)
        theta[:, 0, 0] = 1 + self._around(strength * STRETCH, count)
        theta[:, 0, 2] = self._around(strength * 2 * TIME_SHIFT, count)
        theta[:, 1, 1] = 1 + self._around(strength * BAND_STRETCH, count)
        theta[:, 1, 2] = self._around(strength * 2 * BAND_SHIFT, count)
        # Silence is -1: moved up by one, it is the zero that padding brings in.
        spectrograms = warp((spectrograms.float() + 1).unsqueeze(1), theta, "zeros").squeeze(1) - 1
        spectrograms = torch.maximum(spectrograms, self._noise(count, bands, frames, strength * NOISY))
        spectrograms = self._hide(spectrograms, bands, strength * MASKED_BANDS, dim=1)
        return self._hide(spectrograms, frames, strength * MASKED_FRAMES, dim=2)

    def _noise(self, count: int, bands: int, frames: int, chance: float) -> Tensor:
        """(B, bands, frames) of noise with a random slope, for some of the samples; the louder of two wins in decibels."""
        level = 1 - self._uniform(*NOISE_DECIBELS, count, 1, 1) / 40
        slope = self._uniform(-0.4, 0.4, count, 1, 1) * torch.linspace(-1, 1, bands).view(1, bands, 1)
        ripple = torch.randn(count, bands, frames, generator=self._generator) * 0.12
        quiet = self._uniform(0, 1, count, 1, 1) >= chance
        return (level + slope + ripple).clamp(-1, 1).masked_fill(quiet, -1)

    def _hide(self, spectrograms: Tensor, length: int, share: float, dim: int) -> Tensor:
        """SpecAugment (Park et al. 2019, arXiv:1904.08779): hide one stretch of bands or frames of each sample."""
        count = len(spectrograms)
        width = self._uniform(0, share * length, count, 1)
        start = self._uniform(0, 1, count, 1) * (length - width)
        places = torch.arange(length).view(1, -1)
        hidden = (places >= start) & (places < start + width)  # (B, length)
        return spectrograms.masked_fill(hidden.unsqueeze(3 - dim), -1)

    def text(self, tokens: Tensor) -> Tensor:
        """(B, L): some tokens become unknown."""
        dropped = torch.rand(tokens.shape, generator=self._generator) < TOKEN_DROPOUT * self._strength["text"]
        return tokens.masked_fill(dropped & (tokens != PADDING), UNKNOWN)


def warp(pictures: Tensor, theta: Tensor, padding: str) -> Tensor:
    """Move (B, C, H, W) by the affine maps (B, 2, 3)."""
    grid = F.affine_grid(theta, list(pictures.shape), align_corners=False)
    return F.grid_sample(pictures, grid, mode="bilinear", padding_mode=padding, align_corners=False)
