"""What stands for a class on the map: a colour and a shape, of which one alone would do for few classes."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPixmap, QPolygonF

SIDE = 9
"""Of a mark, in pixels."""
FADED = 0.13
"""Opacity of what is not looked for."""


def polygon(corners: int, turn: float) -> QPainterPath:
    """A regular polygon in a square from -1 to 1; turned by so many degrees, at 0 a corner is on top."""
    angles = [math.radians(turn - 90 + 360 * corner / corners) for corner in range(corners)]
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(math.cos(angle), math.sin(angle)) for angle in angles]))
    path.closeSubpath()
    return path


def circle() -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QRectF(-0.9, -0.9, 1.8, 1.8))
    return path


def cross() -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    path.addRect(QRectF(-1, -0.35, 2, 0.7))
    path.addRect(QRectF(-0.35, -1, 0.7, 2))
    return path.simplified()  # no lines within


SHAPES = (circle(), polygon(3, 0), polygon(4, 45), cross(), polygon(4, 0), polygon(3, 180))
"""With the five colours thirty different marks."""


def mark(number: int, colours: Sequence[str], card: str, ratio: float, opacity: float = 1.0) -> QPixmap:
    """The mark of the class with this number for a screen with so many pixels in one; -1 is no class."""
    pixmap = QPixmap(round((SIDE + 2) * ratio), round((SIDE + 2) * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setOpacity(opacity)
    painter.translate((SIDE + 2) / 2, (SIDE + 2) / 2)
    painter.scale(SIDE / 2, SIDE / 2)
    colour, shape = (colours[number % len(colours)], SHAPES[number % len(SHAPES)]) if number >= 0 else (colours[-1], SHAPES[0])
    painter.fillPath(shape, QColor(colour))
    pen = painter.pen()
    pen.setColor(QColor(card))  # so that points are told apart where they lie over each other
    pen.setWidthF(1.0)
    pen.setCosmetic(True)
    painter.strokePath(shape, pen)
    painter.end()
    return pixmap
