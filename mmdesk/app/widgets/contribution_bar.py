"""A bar that goes to the right for what is added, and to the left for what is taken away."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

THICKNESS, RADIUS = 8, 4
LEAST = 2
"""Pixels of the shortest bar that is something."""


class ContributionBar(QWidget):
    """One bar; those that are drawn over the same range stand on the same line. A negative one is hatched as well."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value, self._range, self._colour = 0.0, (0.0, 1.0), ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def set_value(self, value: float, within: tuple[float, float], colour: str) -> None:
        """Show a value of a range that holds 0."""
        self._value, self._range, self._colour = value, within, colour
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(90, self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(36, self.fontMetrics().height())

    def zero(self) -> float:
        """Where bars begin, in pixels."""
        low, high = self._range
        return (self.width() - 1) * -low / (high - low)

    def bar(self) -> QRectF:
        """Where this one is."""
        low, high = self._range
        length = self._value / (high - low) * (self.width() - 1)
        if self._value:
            length = max(length, LEAST) if length > 0 else min(length, -LEAST)
        top = (self.height() - THICKNESS) / 2
        return QRectF(self.zero(), top, length, THICKNESS).normalized()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._colour:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().color(QPalette.ColorRole.AlternateBase))
        track = QRectF(0, (self.height() - THICKNESS) / 2, self.width(), THICKNESS)
        painter.drawRoundedRect(track, RADIUS, RADIUS)
        colour, bar = QColor(self._colour), self.bar()
        if self._value < 0:
            painter.setPen(QPen(colour, 1))
            painter.setBrush(QBrush(colour, Qt.BrushStyle.BDiagPattern))
            painter.drawRect(bar.adjusted(0.5, 0.5, -0.5, -0.5))
        else:
            painter.setBrush(colour)
            painter.drawRoundedRect(bar, min(RADIUS, bar.width() / 2), RADIUS)
        painter.setPen(self.palette().color(QPalette.ColorRole.Dark))
        painter.drawLine(round(self.zero()), 0, round(self.zero()), self.height())
