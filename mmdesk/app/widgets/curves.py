"""Curves of scores over the last seconds."""

from collections import deque
from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

SECONDS = 10.0
LEADING = 3
"""So many classes have a curve: those that were highest in the time that is seen."""
NAMES_SHARE = 0.4
"""So much of the width may be for the labels beside the newest scores."""
ROOM = 8
"""Pixels between a curve and its label."""


class Curves(QWidget):
    """The curves of the leading classes, each with its label at its end; the highest one is strong."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: deque[tuple[float, Mapping[str, float]]] = deque()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(240, 90)

    def add(self, time: float, scores: Mapping[str, float]) -> None:
        """Scores, 0 to 1, at a time in seconds; none where there is nothing to answer."""
        self._points.append((time, scores))
        while self._points[0][0] < time - SECONDS:
            self._points.popleft()
        self.update()

    def clear(self) -> None:
        self._points.clear()
        self.update()

    def leading(self) -> list[str]:
        """The classes that have a curve, the highest first."""
        highest: dict[str, float] = {}
        for _, scores in self._points:
            for label, score in scores.items():
                highest[label] = max(score, highest.get(label, 0.0))
        return sorted(highest, key=lambda label: -highest[label])[:LEADING]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        painter.setPen(palette.color(QPalette.ColorRole.Mid))
        for share in (0.0, 0.5, 1.0):
            y = round(self._y(share)) + 0.5
            painter.drawLine(QPointF(0, y), QPointF(self.width(), y))
        leading = self.leading()
        widest = max(map(self.fontMetrics().horizontalAdvance, leading), default=0)
        names = min(ROOM + widest, round(self.width() * NAMES_SHARE))
        pens = ((self.foregroundRole(), 2.5), (QPalette.ColorRole.Dark, 1.5), (QPalette.ColorRole.Mid, 1.5))
        for label, (role, width) in reversed(list(zip(leading, pens, strict=False))):
            self._draw(painter, label, QPen(palette.color(role), width), names)

    def _draw(self, painter: QPainter, label: str, pen: QPen, names: int) -> None:
        """Draw a curve and its label; the last `names` pixels are for labels."""
        now = self._points[-1][0]
        painter.setPen(pen)
        pieces: list[list[QPointF]] = [[]]
        top = QPointF(0, self.height())
        for time, scores in self._points:
            score = scores.get(label)
            if score is None:
                pieces.append([])
                continue
            here = QPointF((self.width() - names) * (1 - (now - time) / SECONDS), self._y(score))
            pieces[-1].append(here)
            if here.y() <= top.y():
                top = here
        for piece in pieces:
            painter.drawPolyline(piece)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        line = self.fontMetrics().height()
        place = QRectF(top.x() + ROOM, min(top.y() - 2, self.height() - line), self.width() - top.x() - ROOM, line)
        cut = self.fontMetrics().elidedText(label, Qt.TextElideMode.ElideRight, round(place.width()))
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, cut)

    def _y(self, share: float) -> float:
        return 2 + (self.height() - 4) * (1 - share)
