"""Bars of scores, the best on top."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

BAR, GAP = 8, 12
UNDERLINE = 3
"""Distance of the line under a marked label from the end of its row."""
LABEL_SHARE = 0.35
"""Most of the width that labels take."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, its length from 0 to 1 and the words after it."""

    label: str
    share: float
    value: str


class Bars(QWidget):
    """Horizontal bars with labels before and values after them; the first is coloured, the others are quiet.

    One is picked by a click, or with the arrow keys.

    Signals:
        picked: the label of a bar
    """

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: tuple[Bar, ...] = ()
        self._marked = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_bars(self, bars: Sequence[Bar]) -> None:
        self._bars = tuple(bars)
        text = "; ".join(f"{bar.label}: {bar.value}" for bar in bars)
        self.setAccessibleDescription(text)
        self.setToolTip(text.replace("; ", "\n"))
        self.updateGeometry()
        self.update()

    def mark(self, label: str) -> None:
        """Let this bar be strong, and its label underlined; an empty label marks none."""
        self._marked = label
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        row = int(event.position().y() // self._row())
        if event.button() == Qt.MouseButton.LeftButton and 0 <= row < len(self._bars):
            self.picked.emit(self._bars[row].label)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        labels = [bar.label for bar in self._bars]
        if step is None or not labels:
            super().keyPressEvent(event)
            return
        row = labels.index(self._marked) if self._marked in labels else 0
        self.picked.emit(labels[min(max(row + step, 0), len(labels) - 1)])

    def sizeHint(self) -> QSize:
        return QSize(220, self._row() * len(self._bars))

    def minimumSizeHint(self) -> QSize:
        return QSize(140, self._row() * len(self._bars))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._bars:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = self.fontMetrics()
        space = metrics.horizontalAdvance("  ")
        widths = [QFontMetrics(self._font(row)).horizontalAdvance(bar.label) for row, bar in enumerate(self._bars)]
        labels = min(max(widths) + space, round(self.width() * LABEL_SHARE))
        values = max(metrics.horizontalAdvance(bar.value) for bar in self._bars) + space
        for row, bar in enumerate(self._bars):
            self._paint(painter, bar, row, labels, values)

    def _paint(self, painter: QPainter, bar: Bar, row: int, labels: int, values: int) -> None:
        palette = self.palette()
        line = QRectF(0, row * self._row(), self.width(), self._row())
        painter.setFont(self._font(row))
        painter.setPen(palette.color(QPalette.ColorRole.WindowText))
        label = painter.fontMetrics().elidedText(bar.label, Qt.TextElideMode.ElideMiddle, labels)
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, label)
        if bar.label == self._marked or (row == 0 and not self._marked and self.hasFocus()):
            width = painter.fontMetrics().horizontalAdvance(label)
            painter.drawLine(QLineF(0, line.bottom() - UNDERLINE, width, line.bottom() - UNDERLINE))
        painter.setFont(self.font())
        painter.setPen(palette.color(QPalette.ColorRole.Dark))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, bar.value)
        track = QRectF(labels + 8, line.center().y() - BAR / 2, max(self.width() - labels - values - 16, 0), BAR)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.color(QPalette.ColorRole.AlternateBase))
        painter.drawRoundedRect(track, BAR / 2, BAR / 2)
        track.setWidth(max(BAR, track.width() * bar.share))
        painter.setBrush(
            palette.color(QPalette.ColorRole.Highlight if row == 0 or bar.label == self._marked else QPalette.ColorRole.Dark)
        )
        painter.drawRoundedRect(track, BAR / 2, BAR / 2)

    def _font(self, row: int) -> QFont:
        """Of a label; the first and the marked one are strong."""
        font = QFont(self.font())
        font.setBold(row == 0 or self._bars[row].label == self._marked)
        return font

    def _row(self) -> int:
        return self.fontMetrics().height() + GAP // 2
