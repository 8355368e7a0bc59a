"""Fingerprints of pictures."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from mmdesk.core.modalities.fingerprint import Fingerprint, stacked
from mmdesk.core.modalities.image.picture import Picture

SIDE = 32
BLANK_LEVELS, BLANK_SHARE = 16, 0.005
"""A picture is almost blank if no more than this share of its pixels is so many levels from the usual one."""
CELL, ANGLES = 4, 9
BLOCK = 1024

Floats = NDArray[np.float32]


def fingerprint(picture: Picture) -> Fingerprint:
    """(SIDE, SIDE, 3) numbers 0 to 255."""
    blank = is_blank(picture.pixels)
    return Fingerprint(numbers=thumbnail(picture), flaws=frozenset({"blank"} if blank else ()), dull=blank)


def thumbnail(picture: Picture) -> NDArray[np.uint8]:
    """(SIDE, SIDE, 3) numbers 0 to 255."""
    return np.asarray(Image.fromarray(picture.pixels).resize((SIDE, SIDE), Image.Resampling.BOX))


def is_blank(pixels: NDArray[np.uint8]) -> bool:
    """Whether almost all of (H, W, 3) pixels are about the same."""
    usual = np.median(pixels.reshape(-1, 3), axis=0)
    far = (np.abs(pixels - usual) > BLANK_LEVELS).any(-1)
    return bool(far.mean() < BLANK_SHARE)


def picture_features(fingerprints: Sequence[Fingerprint]) -> Floats:
    """(p, d) coarse colours, and how strongly edges run in each direction in each cell (Dalal and Triggs 2005)."""
    blocks = (fingerprints[start : start + BLOCK] for start in range(0, len(fingerprints), BLOCK))
    return np.concatenate([_edges_and_colours(stacked(block) / np.float32(255)) for block in blocks])


def _edges_and_colours(pictures: Floats) -> Floats:
    coarse = pictures.reshape(len(pictures), 8, CELL, 8, CELL, 3).mean((2, 4)).reshape(len(pictures), -1)
    grey = pictures.mean(-1)
    down, across = np.gradient(grey, axis=(1, 2))
    strength = np.hypot(down, across)
    direction = (np.arctan2(down, across) % np.pi) * (ANGLES / np.pi)
    # Smoothly between two neighbouring directions.
    near = np.arange(ANGLES)
    away = np.abs(direction[..., None] - near)
    share = np.maximum(0, 1 - np.minimum(away, ANGLES - away))
    cells = (strength[..., None] * share).reshape(len(grey), 8, CELL, 8, CELL, ANGLES).sum((2, 4))
    cells = np.sqrt(cells).reshape(len(grey), -1)
    cells /= np.linalg.norm(cells, axis=1, keepdims=True) + 1e-3
    return np.concatenate([3 * cells, coarse / 8], axis=1).astype(np.float32)
