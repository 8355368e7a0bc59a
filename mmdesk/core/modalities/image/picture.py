"""A decoded picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the window is up before numpy is needed
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A decoded picture.

    Attributes:
        pixels: (H, W, 3) uint8, RGB, upright; may be smaller than the file's own size
        size: width and height in the file, upright, in pixels
        name: file name to show
        told: how the numbers of more than 8 bits were understood, as a sentence; empty where nothing was to be decided
    """

    pixels: NDArray[np.uint8]
    size: tuple[int, int]
    name: str = ""
    told: str = ""
