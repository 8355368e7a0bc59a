"""The waveform of a sound, with the place that is heard."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

if TYPE_CHECKING:  # the window is up before numpy is needed
    import numpy as np
    from numpy.typing import NDArray

STEP, STROKE = 4, 2
"""Distance and width of the strokes, in pixels."""
MOST_SAMPLES = 1_000_000
"""So many, evenly spread, stand for all of a long sound: a window must not wait for every one."""


class Waveform(QWidget):
    """Strokes from the lowest to the highest sample; those before `position` are strong while it plays."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._samples: NDArray[np.float32] | None = None
        self._peaks: NDArray[np.float32] | None = None
        self._position = -1.0
        self._full_scale = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(40)

    def sizeHint(self) -> QSize:
        return QSize(240, 60)

    def set_samples(self, samples: NDArray[np.float32] | None, full_scale: float = 0.0) -> None:
        """Show (n,) samples, or nothing. A magnitude of `full_scale` fills the height; without it, the largest one does."""
        self._samples = samples
        self._full_scale = full_scale
        self._peaks = None
        self._position = -1.0
        self.update()

    def set_position(self, share: float) -> None:
        """The part of the sound that was heard, 0 to 1; negative while it does not play."""
        self._position = share
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        count = self.width() // STEP
        if self._samples is None or not len(self._samples) or not count:
            return
        if self._peaks is None or len(self._peaks) != count:
            self._peaks = peaks(self._samples, count, self._full_scale)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, reach = self.height() / 2, self.height() / 2 - STROKE
        heard = count if self._position < 0 else math.ceil(self._position * count)
        strong = self.palette().color(self.foregroundRole())
        faint = QColor(strong)
        faint.setAlphaF(0.4)
        for colour, part in ((strong, range(heard)), (faint, range(heard, count))):
            painter.setPen(QPen(colour, STROKE, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            for x in part:
                # A line of no length would not be drawn.
                half = max(float(self._peaks[x]) * reach, 0.01)
                painter.drawLine(QLineF(x * STEP + STROKE, middle - half, x * STEP + STROKE, middle + half))


def peaks(samples: NDArray[np.float32], count: int, full_scale: float = 0.0) -> NDArray[np.float32]:
    """(count,) the largest magnitude in each of `count` stretches of (n,) samples, as a share of `full_scale` or of the largest."""
    import numpy as np

    samples = samples[:: max(1, len(samples) // MOST_SAMPLES)]
    edges = np.linspace(0, len(samples), count, endpoint=False).astype(np.int64)
    highest = np.maximum.reduceat(np.abs(samples), edges)
    return np.minimum(highest / (full_scale or max(float(highest.max()), 1e-9)), 1).astype(np.float32)
