"""How loud the microphone is."""

import math

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

LOWEST_DECIBELS = -60.0
FALL = 0.9
"""What remains of the level at the next one, if that is lower: a meter that falls slower than it rises can be read."""
THICKNESS = 6


class LevelMeter(QWidget):
    """A bar as long as the level in decibels, in the foreground colour; full in the colour of problems when it is too loud."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = 0.0
        self._too_loud = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def share(self) -> float:
        """Length of the bar, 0 to 1."""
        return self._share

    def sizeHint(self) -> QSize:
        return QSize(80, THICKNESS + 10)

    def minimumSizeHint(self) -> QSize:
        return QSize(30, THICKNESS + 10)

    def set_level(self, peak: float) -> None:
        """Show a magnitude, 0 to 1."""
        self._too_loud = peak >= 0.999
        self._share = max(share_of(peak), self._share * FALL)
        self.update()

    def clear(self) -> None:
        self._share = 0.0
        self._too_loud = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        track = QRectF(0, (self.height() - THICKNESS) / 2, self.width(), THICKNESS)
        painter.setBrush(self.palette().color(QPalette.ColorRole.AlternateBase))
        painter.drawRoundedRect(track, THICKNESS / 2, THICKNESS / 2)
        if self._share > 0:
            track.setWidth(max(THICKNESS, track.width() * self._share))
            role = QPalette.ColorRole.BrightText if self._too_loud else self.foregroundRole()
            painter.setBrush(self.palette().color(role))
            painter.drawRoundedRect(track, THICKNESS / 2, THICKNESS / 2)


def share_of(peak: float) -> float:
    """A magnitude on a scale of decibels: 1 is full, `LOWEST_DECIBELS` and below is nothing."""
    if peak <= 0:
        return 0.0
    return min(max(1 - 20 * math.log10(peak) / LOWEST_DECIBELS, 0.0), 1.0)
