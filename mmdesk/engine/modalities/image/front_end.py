"""The front end of pictures: scaled into a square, the same for training and prediction."""

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor

from mmdesk.core.modalities.image.front_end import ImageFrontEnd
from mmdesk.core.modalities.image.picture import Picture
from mmdesk.engine.modalities.column import FrontEnd, Rows


class Squares(FrontEnd):
    """Pictures -> (size, size, 3) uint8, the whole picture, its own border colour around it -> (n, 3, size, size)."""

    dtype = np.uint8

    def __init__(self, numbers: ImageFrontEnd) -> None:
        self._numbers = numbers
        self.side = 2 * numbers.size
        self.shape = (numbers.size, numbers.size, 3)

    def features(self, content: Picture) -> NDArray[Any]:
        return fitted(content.pixels, self._numbers)

    def inputs(self, rows: Rows) -> Tensor:
        return torch.from_numpy(np.asarray(rows)).permute(0, 3, 1, 2)  # channels last in memory


def fitted(pixels: NDArray[np.uint8], front_end: ImageFrontEnd) -> NDArray[np.uint8]:
    """Scale (H, W, 3) to fit into a square of (size, size, 3)."""
    height, width = pixels.shape[:2]
    inner = inner_size(height, width, front_end.size)[::-1]
    picture = Image.fromarray(pixels).resize(inner, Image.Resampling.BILINEAR, reducing_gap=2.0)
    if inner == (front_end.size, front_end.size):
        return np.array(picture)
    square = Image.new("RGB", (front_end.size, front_end.size), border_colour(pixels))
    square.paste(picture, ((front_end.size - inner[0]) // 2, (front_end.size - inner[1]) // 2))
    return np.array(square)


def inner_size(height: int, width: int, size: int) -> tuple[int, int]:
    """Height and width that a picture has in the square."""
    scale = size / max(height, width)
    return max(1, round(height * scale)), max(1, round(width * scale))


def border_colour(pixels: NDArray[np.uint8]) -> tuple[int, int, int]:
    """The median colour of the outermost pixels."""
    border = np.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]])
    red, green, blue = (int(value) for value in np.median(border, axis=0))
    return red, green, blue
