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
        on, palette = self.isChecked(), self.palette()
        colour = palette.color(self.foregroundRole() if on else QPalette.ColorRole.Mid)
        if not self.isEnabled():
            painter.setOpacity(0.4)
        if self.hasFocus():
            painter.setPen(palette.color(QPalette.ColorRole.WindowText))
            painter.drawRoundedRect(track.adjusted(-2, -2, 2, 2), HEIGHT / 2 + 2, HEIGHT / 2 + 2)
        # Off, its surface is hardly another than the card's: the outline tells where it is.
        painter.setPen(colour if on else palette.color(QPalette.ColorRole.PlaceholderText))
        painter.setBrush(colour)
        painter.drawRoundedRect(track, HEIGHT / 2, HEIGHT / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.color(QPalette.ColorRole.Base if on else QPalette.ColorRole.PlaceholderText))
        left = track.right() - HEIGHT + 3 if on else track.left() + 3
        painter.drawEllipse(QRectF(left, track.top() + 3, HEIGHT - 6, HEIGHT - 6))

    def hitButton(self, pos: object) -> bool:
        return True
