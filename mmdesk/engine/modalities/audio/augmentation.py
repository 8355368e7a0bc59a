"""Data augmentation of spectrograms: stretched, shifted, noisier, and SpecAugment."""

import torch
from torch import Tensor

from mmdesk.engine.modalities.augmentation import Draws, warp

STRETCH, BAND_STRETCH, TIME_SHIFT, BAND_SHIFT = 0.15, 0.12, 0.1, 0.06
NOISE_DECIBELS = (15.0, 60.0)
"""How far under the loudest point added noise lies."""
NOISY = 0.5
MASKED_BANDS, MASKED_FRAMES = 0.15, 0.15
"""Largest share of bands and frames that SpecAugment hides."""


def varied(spectrograms: Tensor, draws: Draws) -> Tensor:
    """(B, bands, frames): faster or slower, higher or lower, earlier or later, noisier, partly hidden."""
    count, bands, frames = spectrograms.shape
    strength = draws.strength
    theta = torch.zeros(count, 2, 3)
    theta[:, 0, 0] = 1 + draws.around(strength * STRETCH, count)
    theta[:, 0, 2] = draws.around(strength * 2 * TIME_SHIFT, count)
    theta[:, 1, 1] = 1 + draws.around(strength * BAND_STRETCH, count)
    theta[:, 1, 2] = draws.around(strength * 2 * BAND_SHIFT, count)
    # Silence is -1: moved up by one, it is the zero that padding brings in.
    spectrograms = warp((spectrograms.float() + 1).unsqueeze(1), theta, "zeros").squeeze(1) - 1
    spectrograms = torch.maximum(spectrograms, noise(draws, count, bands, frames, strength * NOISY))
    spectrograms = hide(draws, spectrograms, bands, strength * MASKED_BANDS, dim=1)
    return hide(draws, spectrograms, frames, strength * MASKED_FRAMES, dim=2)


def noise(draws: Draws, count: int, bands: int, frames: int, chance: float) -> Tensor:
    """(B, bands, frames) of noise with a random slope, for some of the samples; the louder of two wins in decibels."""
    level = 1 - draws.uniform(*NOISE_DECIBELS, count, 1, 1) / 40
    slope = draws.uniform(-0.4, 0.4, count, 1, 1) * torch.linspace(-1, 1, bands).view(1, bands, 1)
    ripple = torch.randn(count, bands, frames, generator=draws.generator) * 0.12
    quiet = draws.uniform(0, 1, count, 1, 1) >= chance
    return (level + slope + ripple).clamp(-1, 1).masked_fill(quiet, -1)


def hide(draws: Draws, spectrograms: Tensor, length: int, share: float, dim: int) -> Tensor:
    """SpecAugment (Park et al. 2019, arXiv:1904.08779): hide one stretch of bands or frames of each sample."""
    count = len(spectrograms)
    width = draws.uniform(0, share * length, count, 1)
    start = draws.uniform(0, 1, count, 1) * (length - width)
    places = torch.arange(length).view(1, -1)
    hidden = (places >= start) & (places < start + width)  # (B, length)
    return spectrograms.masked_fill(hidden.unsqueeze(3 - dim), -1)
