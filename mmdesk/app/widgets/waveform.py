"""The waveform of a sound, with the place that is heard."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

if TYPE_CHECKING:  # the window is up before numpy is needed
    import numpy as np
    from numpy.typing import NDArray

STEP, STROKE = 4, 2
"""Distance and width of the strokes, in pixels."""
FAINT = 0.4
"""Opacity of the faintest stroke."""
MAX_SAMPLES = 1_000_000
"""So many, evenly spread, stand for all of a long sound: a window must not wait for every one."""


CARET_STEP = 0.02
"""How far an arrow key goes, as a share of the sound."""
MIN_DRAG = 4
"""A shorter drag is a click, in pixels."""


class Waveform(QWidget):
    """Strokes as high as the samples are loud; those before `position` are strong while it plays, else those that have a share.

    A part is selected by dragging, or with the keyboard: arrows move the caret, with Shift they select; Escape selects nothing.

    Signals:
        selected: `selection` is another
    """

    selected = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._samples: NDArray[np.float32] | None = None
        self._peaks: NDArray[np.float32] | None = None
        self._position = -1.0
        self._full_scale = 0.0
        self._shares: NDArray[np.float32] | None = None
        self._span = 0.0, 1.0
        self._anchor = self._caret = 0.0
        self._dragged_from: float | None = None
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
        self._shares = None
        # What is still coming in cannot be selected.
        selectable = samples is not None and not full_scale
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if selectable else Qt.FocusPolicy.NoFocus)
        self._select(0.0, 0.0)
        self.update()

    @property
    def selection(self) -> tuple[float, float] | None:
        """The part that is selected, as shares of the sound; None if nothing is."""
        start, end = sorted((self._anchor, self._caret))
        return (start, end) if end > start else None

    def set_position(self, share: float) -> None:
        """The part of the sound that was heard, 0 to 1; negative while it does not play."""
        self._position = share
        self.update()

    def set_shares(self, shares: NDArray[np.float32] | None, span: tuple[float, float] = (0.0, 1.0)) -> None:
        """Let strokes be as strong as their shares (n,), which lie evenly in the span of the sound; None: all of them."""
        self._shares, self._span = shares, span
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        count = self.width() // STEP
        if self._samples is None or not len(self._samples) or not count:
            return
        if self._peaks is None or len(self._peaks) != count:
            self._peaks = peaks(self._samples, count, self._full_scale)
        painter = QPainter(self)
        self._paint_selection(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, reach = self.height() / 2, self.height() / 2 - STROKE
        colour = self.palette().color(self.foregroundRole())
        for x, strength in enumerate(self._strengths(count)):
            colour.setAlphaF(FAINT + (1 - FAINT) * strength)
            painter.setPen(QPen(colour, STROKE, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            # A line of no length would not be drawn.
            half = max(float(self._peaks[x]) * reach, 0.01)
            painter.drawLine(QLineF(x * STEP + STROKE, middle - half, x * STEP + STROKE, middle + half))

    def _strengths(self, count: int) -> list[float]:
        """How strong each of the strokes is: what was heard while it plays, else what has a share."""
        if self._position >= 0 or self._shares is None:
            heard = count if self._position < 0 else math.ceil(self._position * count)
            return [1.0] * heard + [0.0] * (count - heard)
        import numpy as np

        start, end = self._span
        places = start + (np.arange(len(self._shares)) + 0.5) / len(self._shares) * (end - start)
        strengths: list[float] = np.interp((np.arange(count) + 0.5) / count, places, self._shares, left=0, right=0).tolist()
        return strengths

    def _paint_selection(self, painter: QPainter) -> None:
        if self.selection:
            start, end = (share * self.width() for share in self.selection)
            shade = self.palette().color(self.foregroundRole())
            shade.setAlphaF(0.15)
            painter.fillRect(QRectF(start, 0, end - start, self.height()), shade)
        if self.hasFocus():
            x = min(self._caret * self.width(), self.width() - 1)
            painter.fillRect(QRectF(x, 0, 1, self.height()), self.palette().color(QPalette.ColorRole.WindowText))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.focusPolicy() != Qt.FocusPolicy.NoFocus:
            self._dragged_from = event.position().x()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged_from is not None:
            drag = abs(event.position().x() - self._dragged_from) >= MIN_DRAG
            end = event.position().x() / self.width()
            self._select(self._dragged_from / self.width() if drag else end, end)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.mouseMoveEvent(event)
        self._dragged_from = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        places = {
            Qt.Key.Key_Left: self._caret - CARET_STEP,
            Qt.Key.Key_Right: self._caret + CARET_STEP,
            Qt.Key.Key_Home: 0.0,
            Qt.Key.Key_End: 1.0,
        }
        place = places.get(Qt.Key(event.key()))
        if place is not None:
            extends = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._select(self._anchor if extends else place, place)
        elif event.key() == Qt.Key.Key_Escape and self.selection:
            self._select(self._caret, self._caret)
        else:
            super().keyPressEvent(event)

    def _select(self, anchor: float, caret: float) -> None:
        anchor, caret = (min(max(share, 0.0), 1.0) for share in (anchor, caret))
        if (anchor, caret) != (self._anchor, self._caret):
            self._anchor, self._caret = anchor, caret
            self.update()
            self.selected.emit()


def peaks(samples: NDArray[np.float32], count: int, full_scale: float = 0.0) -> NDArray[np.float32]:
    """(count,) the largest magnitude in each of `count` stretches of (n,) samples, as a share of `full_scale` or of the largest."""
    import numpy as np

    samples = samples[:: max(1, len(samples) // MAX_SAMPLES)]
    edges = np.linspace(0, len(samples), count, endpoint=False).astype(np.int64)
    highest = np.maximum.reduceat(np.abs(samples), edges)
    return np.minimum(highest / (full_scale or max(float(highest.max()), 1e-9)), 1).astype(np.float32)
