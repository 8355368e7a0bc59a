"""Occlusion of pictures: one square after the other takes the colour of the border."""

from collections.abc import Iterator

import numpy as np
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from mmdesk.core.modalities.image.picture import Picture
from mmdesk.core.modalities.image.squares import border_colour, inner_size
from mmdesk.engine.modalities.column import FrontEnd, Occlusion
from mmdesk.engine.modalities.occlusion import shares

GRID = 12
"""Places of the picture along each side; hidden squares are two wide."""


def occluded(picture: Picture, front_end: FrontEnd) -> Occlusion:
    """Tells (h, w) float32 over the whole picture, coarser than it."""
    pixels: NDArray[np.uint8] = front_end.prepare(picture)  # (S, S, 3)
    size = len(pixels)
    edges = [round(place * size / GRID) for place in range(GRID + 1)]
    nothing = border_colour(picture.pixels)

    def variants() -> Iterator[NDArray[np.uint8]]:
        for row in range(GRID - 1):
            for column in range(GRID - 1):
                hidden = pixels.copy()
                hidden[edges[row] : edges[row + 2], edges[column] : edges[column + 2]] = nothing
                yield hidden

    def told(falls: Tensor) -> NDArray[np.float32]:
        # A square covers two places each way: each place gets the mean of those that cover it.
        squares = F.pad(falls.view(1, 1, GRID - 1, GRID - 1), (1, 1, 1, 1), mode="replicate")
        heat = F.interpolate(F.avg_pool2d(squares, 2, 1), (size, size), mode="bilinear")[0, 0]
        height, width = picture.pixels.shape[:2]
        height, width = inner_size(height, width, size)
        top, left = (size - height) // 2, (size - width) // 2
        return shares(heat[top : top + height, left : left + width])

    return Occlusion(pixels, variants(), told)
