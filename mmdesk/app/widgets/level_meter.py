"""How loud the microphone is."""

import math

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

MIN_DECIBELS = -60.0
FALL = 0.9
"""What remains of the level at the next one, if that is lower: a meter that falls slower than it rises can be read."""
THICKNESS = 6
MENU_LEVEL, MENU_MARGIN = 72, 12
"""Width of a level in a menu and its distance from the edge, in pixels."""


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

    def set_level(self, peak: float, too_loud: bool) -> None:
        """Show a magnitude, 0 to 1."""
        self._too_loud = too_loud
        self._share = max(share_of(peak), self._share * FALL)
        self.update()

    def clear(self) -> None:
        self._share = 0.0
        self._too_loud = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        role = QPalette.ColorRole.BrightText if self._too_loud else self.foregroundRole()
        draw_level(QPainter(self), QRectF(self.rect()), self._share, self.palette(), role)


class LevelMenu(QMenu):
    """A menu that draws a level at the right of entries that have one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shares: dict[QAction, float] = {}

    def share(self, action: QAction) -> float | None:
        """Length of the bar beside an entry, 0 to 1; None if it has none."""
        return self._shares.get(action)

    def set_level(self, action: QAction, peak: float) -> None:
        """Show a magnitude, 0 to 1, beside an entry."""
        self._shares[action] = max(share_of(peak), self._shares.get(action, 0.0) * FALL)
        self.update()

    def forget_levels(self) -> None:
        self._shares.clear()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        for action, share in self._shares.items():
            place = QRectF(self.actionGeometry(action))
            place.setLeft(place.right() - MENU_LEVEL - MENU_MARGIN)
            place.setRight(place.right() - MENU_MARGIN)
            draw_level(QPainter(self), place, share, self.palette(), QPalette.ColorRole.Link)


def draw_level(painter: QPainter, place: QRectF, share: float, palette: QPalette, role: QPalette.ColorRole) -> None:
    """A bar that fills `share` of the width of its place."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    track = QRectF(place.left(), place.center().y() - THICKNESS / 2, place.width(), THICKNESS)
    painter.setBrush(palette.color(QPalette.ColorRole.AlternateBase))
    painter.drawRoundedRect(track, THICKNESS / 2, THICKNESS / 2)
    if share > 0:
        track.setWidth(max(THICKNESS, track.width() * share))
        painter.setBrush(palette.color(role))
        painter.drawRoundedRect(track, THICKNESS / 2, THICKNESS / 2)


def share_of(peak: float) -> float:
    """A magnitude on a scale of decibels: 1 is full, `LOWEST_DECIBELS` and below is nothing."""
    if peak <= 0:
        return 0.0
    return min(max(1 - 20 * math.log10(peak) / MIN_DECIBELS, 0.0), 1.0)
