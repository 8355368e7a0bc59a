"""A spectrogram: time to the right, pitch upwards, the louder the stronger."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPalette, qRgb
from PySide6.QtWidgets import QSizePolicy, QWidget

if TYPE_CHECKING:  # the window is up before numpy is needed
    import numpy as np
    from numpy.typing import NDArray


class Spectrogram(QWidget):
    """Draws in shades from the card's colour to the foreground's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image: QImage | None = None
        self._glow, self._span = QImage(), (0.0, 1.0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(32)

    def sizeHint(self) -> QSize:
        return QSize(240, 48)

    def set_drawing(self, drawing: NDArray[np.uint8] | None) -> None:
        """Show (bands, frames) brightness, low bands first; or nothing."""
        self._image = None
        if drawing is not None:
            bands, frames = drawing.shape
            rows = drawing[::-1].tobytes()
            # A copy, since an image only borrows its bytes.
            self._image = QImage(rows, frames, bands, frames, QImage.Format.Format_Indexed8).copy()
        self.update()

    def set_glow(self, glow: QImage | None, span: tuple[float, float] = (0.0, 1.0)) -> None:
        """Lay colours over the span of the sound, as shares of its length; None is none."""
        self._glow, self._span = QImage() if glow is None else glow, span
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._image is None:
            return
        weak, strong = self.palette().color(QPalette.ColorRole.Base), self.palette().color(self.foregroundRole())
        self._image.setColorTable(_shades(weak.rgb(), strong.rgb()))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self.rect(), self._image)
        if not self._glow.isNull():
            start, end = (share * self.width() for share in self._span)
            # Edges between pitches stay sharp; beyond the sound nothing is drawn.
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
            painter.drawImage(QRectF(start, 0, end - start, self.height()), self._glow)


@functools.lru_cache(maxsize=4)
def _shades(weak: int, strong: int) -> list[int]:
    """256 colours from the first to the second."""
    first, second = QColor(weak), QColor(strong)
    parts = ((first.red(), second.red()), (first.green(), second.green()), (first.blue(), second.blue()))
    return [qRgb(*(round(a + (b - a) * share / 255) for a, b in parts)) for share in range(256)]
