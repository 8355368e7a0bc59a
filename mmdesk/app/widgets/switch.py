"""A switch: on or off, told by place and colour."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

WIDTH, HEIGHT = 34, 20


class Switch(QAbstractButton):
    """A checkable button; it shines in its foreground colour while it is on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setChecked(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH + 6, HEIGHT + 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF((self.width() - WIDTH) / 2, (self.height() - HEIGHT) / 2, WIDTH, HEIGHT)
        colour = self.palette().color(self.foregroundRole()) if self.isChecked() else self.palette().color(QPalette.ColorRole.Mid)
        if not self.isEnabled():
            painter.setOpacity(0.4)
        if self.hasFocus():
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
            painter.drawRoundedRect(track.adjusted(-2, -2, 2, 2), HEIGHT / 2 + 2, HEIGHT / 2 + 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(track, HEIGHT / 2, HEIGHT / 2)
        painter.setBrush(self.palette().color(QPalette.ColorRole.Base))
        left = track.right() - HEIGHT + 3 if self.isChecked() else track.left() + 3
        painter.drawEllipse(QRectF(left, track.top() + 3, HEIGHT - 6, HEIGHT - 6))

    def hitButton(self, pos: object) -> bool:
        return True
