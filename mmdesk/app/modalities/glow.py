"""Glow over a picture or a spectrogram: what speaks for a class, and what against it (heatmap)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

if TYPE_CHECKING:  # the window is up before numpy is needed
    import numpy as np
    from numpy.typing import NDArray

FOR = 255, 106, 0
"""Stands out from most pictures, light or dark."""
AGAINST = 0, 96, 255
"""Told from it by people who see no red, no green or no blue."""
STRONGEST = 0.75
"""What is below is still seen through the strongest glow."""


def glow(shares: NDArray[np.float64]) -> QImage:
    """(h, w) from -1, all against, to 1, all for; what is beyond is as strong as these."""
    import numpy as np

    height, width = shares.shape
    pixels = np.empty((height, width, 4), dtype=np.uint8)
    pixels[:, :, :3] = np.where(shares[..., None] < 0, AGAINST, FOR)
    pixels[:, :, 3] = np.abs(shares).clip(0, 1) * (STRONGEST * 255)
    return QImage(pixels.tobytes(), width, height, width * 4, QImage.Format.Format_RGBA8888).copy()
