"""Letterboxing: the whole of a picture in a square of pixels, its own border colour around it."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image


def squared(pixels: NDArray[np.uint8], size: int) -> NDArray[np.uint8]:
    """Scale (H, W, 3) to fit into a square of (size, size, 3)."""
    height, width = pixels.shape[:2]
    inner = inner_size(height, width, size)[::-1]
    picture = Image.fromarray(pixels).resize(inner, Image.Resampling.BILINEAR, reducing_gap=2.0)
    if inner == (size, size):
        return np.array(picture)
    square = Image.new("RGB", (size, size), border_colour(pixels))
    square.paste(picture, ((size - inner[0]) // 2, (size - inner[1]) // 2))
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
