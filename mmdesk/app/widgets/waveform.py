"""The waveform of a sound, with the place that is heard."""

import math

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

STEP, STROKE = 4, 2
"""Distance and width of the strokes, in pixels."""


class Waveform(QWidget):
    """Strokes from the lowest to the highest sample; those before `position` are strong while it plays."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._samples: NDArray[np.float32] = np.zeros(0, dtype=np.float32)
        self._peaks: NDArray[np.float32] = np.zeros(0, dtype=np.float32)
        self._position = -1.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(40)

    def sizeHint(self) -> QSize:
        return QSize(240, 60)

    def set_samples(self, samples: NDArray[np.float32]) -> None:
        """Show (n,) samples."""
        self._samples = samples
        self._peaks = np.zeros(0, dtype=np.float32)
        self._position = -1.0
        self.update()

    def set_position(self, share: float) -> None:
        """The part of the sound that was heard, 0 to 1; negative while it does not play."""
        self._position = share
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        count = self.width() // STEP
        if not len(self._samples) or not count:
            return
        if len(self._peaks) != count:
            self._peaks = peaks(self._samples, count)
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


def peaks(samples: NDArray[np.float32], count: int) -> NDArray[np.float32]:
    """(count,) the largest magnitude in each of `count` stretches of (n,) samples; the loudest is 1."""
    edges = np.linspace(0, len(samples), count, endpoint=False).astype(np.int64)
    highest = np.maximum.reduceat(np.abs(samples), edges)
    return (highest / max(float(highest.max()), 1e-9)).astype(np.float32)
