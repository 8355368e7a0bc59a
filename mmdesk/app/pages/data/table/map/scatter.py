"""Points on a plane, painted once into a picture (scatter plot): to hover over, to click, and to go through by the arrow keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

if TYPE_CHECKING:  # the window is up before numpy is needed
    import numpy as np
    from numpy.typing import NDArray

MARGIN = 14
REACH = 9.0
"""A point is meant within so many pixels."""
MOST_ZOOM = 40.0
ZOOM_STEP = 1.25
NOBODY = -1
RING, SAMPLE, SPOKE = 7.0, 8.0, (4.0, 14.0)
"""Radii of what marks the current point, and the sample, and where its spokes begin and end, in pixels."""
DIRECTIONS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """N points.

    Attributes:
        places: (N, 2), from -1 to 1, upwards
        marks: which mark each has
        drawn: gives a mark as a picture, faded or not, for a screen with so many pixels in one
        told: what is said of a point
    """

    places: NDArray[np.float32]
    marks: Sequence[int]
    drawn: Callable[[int, bool, float], QPixmap]
    told: Callable[[int], str]


class Scatter(QWidget):
    """Shows points; the wheel zooms, dragging moves.

    Signals:
        chosen: the number of a point that the person went to
    """

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._points: Points | None = None
        self._faded: NDArray[np.bool_] | None = None
        self._sample: tuple[float, float] | None = None
        self.current = NOBODY
        self._hovered = NOBODY
        self._zoom, self._middle = 1.0, QPointF(0, 0)
        self._pressed: QPointF | None = None
        self._moved = False
        self._picture = QPixmap()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(120, 120)

    def sizeHint(self) -> QSize:
        return QSize(480, 360)

    # What is shown

    def set_points(self, points: Points | None) -> None:
        """Show these; None is nothing. The place that is looked at stays."""
        self._points, self._faded = points, None
        self.current = self._hovered = NOBODY
        self._paint_anew()

    def set_faded(self, faded: NDArray[np.bool_] | None) -> None:
        """(N,) which points are not looked for, and cannot be gone to; None is none of them."""
        self._faded = faded
        self._paint_anew()

    def set_sample(self, place: tuple[float, float] | None) -> None:
        """Mark this place, that of the sample; None is none."""
        if place != self._sample:
            self._sample = place
            self.update()

    def set_current(self, number: int) -> None:
        """Mark this point, without telling anyone."""
        if number != self.current:
            self.current = number
            self.update()

    def show_all(self) -> None:
        """Zoom out again."""
        self._zoom, self._middle = 1.0, QPointF(0, 0)
        self._paint_anew()

    def _paint_anew(self) -> None:
        self._picture = QPixmap()
        self.update()

    # Where things are

    @property
    def _half(self) -> float:
        """Pixels from the middle to 1, the same in both directions: distances mean something."""
        return max(min(self.width(), self.height()) / 2 - MARGIN, 1.0) * self._zoom

    def position(self, place: Sequence[float]) -> QPointF:
        """Where on the widget a place is."""
        half = self._half
        across, up = (float(place[0]) - self._middle.x()) * half, (float(place[1]) - self._middle.y()) * half
        return QPointF(self.width() / 2 + across, self.height() / 2 - up)

    def _positions(self) -> NDArray[np.float32]:
        """(N, 2) of all points, in pixels."""
        assert self._points is not None  # noqa: S101 - who asks has points
        found = self._points.places * self._half
        found[:, 0] += self.width() / 2 - self._middle.x() * self._half
        found[:, 1] = self.height() / 2 + self._middle.y() * self._half - found[:, 1]
        return found

    def at(self, place: QPointF) -> int:
        """The number of the point that is meant there; -1 if none is."""
        if self._points is None or not len(self._points.places):
            return NOBODY
        apart = self._positions()
        apart[:, 0] -= place.x()
        apart[:, 1] -= place.y()
        distances = (apart**2).sum(1)
        if self._faded is not None:
            distances[self._faded] = 1e12
        nearest = int(distances.argmin())
        return nearest if distances[nearest] <= REACH**2 else NOBODY

    def _next(self, across: int, down: int) -> int:
        """The nearest point that lies rather in this direction than in another one; the current one if none does."""
        if self._points is None or not len(self._points.places):
            return NOBODY
        start = self.position(self._points.places[self.current] if self.current >= 0 else self._sample or (0.0, 0.0))
        apart = self._positions()
        apart[:, 0] -= start.x()
        apart[:, 1] -= start.y()
        along = apart[:, 0] * across + apart[:, 1] * down
        beside = abs(apart[:, 0] * down) + abs(apart[:, 1] * across)
        far = along + 2 * beside
        far[(along <= 0) | (beside > along)] = 1e12
        if self._faded is not None:
            far[self._faded] = 1e12
        nearest = int(far.argmin())
        return nearest if far[nearest] < 1e12 else self.current

    # What the person does

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in DIRECTIONS:
            self._go_to(self._next(*DIRECTIONS[key]))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go_to(self.current)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._zoom_by(ZOOM_STEP, QPointF(self.rect().center()))
        elif key == Qt.Key.Key_Minus:
            self._zoom_by(1 / ZOOM_STEP, QPointF(self.rect().center()))
        elif key in (Qt.Key.Key_0, Qt.Key.Key_Home):
            self.show_all()
        else:
            super().keyPressEvent(event)

    def _go_to(self, number: int) -> None:
        if number < 0 or self._points is None:
            return
        self.current = number
        position = self.position(self._points.places[number])
        if not self.rect().contains(position.toPoint()):
            place = self._points.places[number]
            self._middle = QPointF(float(place[0]), float(place[1]))
            self._paint_anew()
        self.update()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._points.told(number)))
        self.chosen.emit(number)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self._moved = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is not None:
            step = event.position() - self._pressed
            if self._moved or step.manhattanLength() > REACH:
                self._moved, self._pressed = True, event.position()
                self._move(step.x() / self._half, -step.y() / self._half)
                self._paint_anew()
            return
        self._hovered = self.at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if self._hovered >= 0 else Qt.CursorShape.ArrowCursor)
        told = self._points.told(self._hovered) if self._points and self._hovered >= 0 else ""
        QToolTip.showText(event.globalPosition().toPoint(), told, self)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is not None and not self._moved:
            self._go_to(self.at(event.position()))
        self._pressed = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._zoom_by(ZOOM_STEP ** (event.angleDelta().y() / 120), event.position())
        event.accept()

    def _zoom_by(self, factor: float, around: QPointF) -> None:
        """What is under `around` stays there."""
        before, half = self._zoom, self._half
        self._zoom = min(max(before * factor, 1.0), MOST_ZOOM)
        nearer = 1 / half - 1 / self._half
        self._move((self.width() / 2 - around.x()) * nearer, (around.y() - self.height() / 2) * nearer)
        if self._zoom == 1.0:
            self._middle = QPointF(0, 0)
        self._paint_anew()

    def _move(self, across: float, up: float) -> None:
        """Move the points so far, in places."""
        self._middle = QPointF(self._middle.x() - across, self._middle.y() - up)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._paint_anew()

    # How it is drawn

    def _painted(self, points: Points) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        faded = self._faded.tolist() if self._faded is not None else [False] * len(points.marks)
        positions = self._positions().tolist()
        drawn: dict[tuple[int, bool], QPixmap] = {}
        for pale in (True, False):  # what is looked for lies above
            for (across, down), number, other in zip(positions, points.marks, faded, strict=True):
                if other is not pale:
                    continue
                if (pixmap := drawn.get((number, pale))) is None:
                    pixmap = drawn[number, pale] = points.drawn(number, pale, ratio)
                    half = pixmap.deviceIndependentSize().width() / 2
                painter.drawPixmap(QPointF(across - half, down - half), pixmap)
        painter.end()
        return picture

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._points is not None:
            if self._picture.isNull():
                self._picture = self._painted(self._points)
            painter.drawPixmap(0, 0, self._picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for number in {self.current, self._hovered} - {NOBODY}:
                painter.setPen(QPen(self.palette().text().color(), 1.6))
                painter.drawEllipse(self.position(self._points.places[number]), RING, RING)
        if self._sample is not None:
            self._draw_sample(painter, self.position(self._sample))
        if self.hasFocus():
            painter.setPen(self.palette().highlight().color())
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 4, 4)

    def _draw_sample(self, painter: QPainter, place: QPointF) -> None:
        """A ring and a cross through it, which no class has."""
        for colour, width in ((self.palette().base().color(), 5.0), (self.palette().text().color(), 2.0)):
            painter.setPen(QPen(colour, width))
            painter.drawEllipse(place, SAMPLE, SAMPLE)
            for across, down in DIRECTIONS.values():
                inner, outer = (QPointF(place.x() + far * across, place.y() + far * down) for far in SPOKE)
                painter.drawLine(inner, outer)
