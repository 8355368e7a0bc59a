"""The coloured dot of a modality."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

DIAMETER = 10


class Dot(QWidget):
    """A dot in the widget's foreground colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(DIAMETER + 2, DIAMETER + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = self.palette().color(self.foregroundRole())
        painter.setBrush(colour)
        painter.setPen(colour)
        painter.drawEllipse(QRectF(0.5, (self.height() - DIAMETER) / 2 + 0.5, DIAMETER - 1, DIAMETER - 1))
