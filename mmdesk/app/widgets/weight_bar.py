"""One bar divided by the modalities' weights."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

RADIUS, SEAM = 6, 2


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the bar: its name, its share from 0 to 1, its colour and the colour of words on it."""

    name: str
    share: float
    colour: str
    ink: str


class WeightBar(QWidget):
    """Pieces side by side; each tells its name and share where they fit, or the share alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pieces: tuple[Piece, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_pieces(self, pieces: Sequence[Piece]) -> None:
        self._pieces = tuple(pieces)
        words = self.tr(", ").join(f"{piece.name} {self._percent(piece)}" for piece in pieces)
        self.setAccessibleDescription(words)
        self.setToolTip(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(220, self.fontMetrics().height() + 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
        painter.setClipPath(outline)
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.AlternateBase))
        left = 0.0
        for piece in self._pieces:
            width = self.width() * piece.share
            seam = SEAM if piece is not self._pieces[-1] else 0
            place = QRectF(left, 0, max(width - seam, 0), self.height())
            painter.fillRect(place, QColor(piece.colour))
            painter.setPen(QColor(piece.ink))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._words(piece, place.width() - 8))
            left += width

    def _words(self, piece: Piece, room: float) -> str:
        for words in (f"{piece.name}  {self._percent(piece)}", self._percent(piece)):
            if self.fontMetrics().horizontalAdvance(words) <= room:
                return words
        return ""

    def _percent(self, piece: Piece) -> str:
        return self.locale().toString(piece.share * 100, "f", 0) + " %"
