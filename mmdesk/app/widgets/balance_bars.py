"""Bars of counts, each divided by split; splits differ by their pattern, not by colour."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

BAR, GAP = 10, 10
LABEL_SHARE = 0.35
PATTERNS = {
    "train": Qt.BrushStyle.SolidPattern,
    "val": Qt.BrushStyle.Dense4Pattern,
    "test": Qt.BrushStyle.BDiagPattern,
    "": Qt.BrushStyle.Dense6Pattern,
}


@dataclass(frozen=True, slots=True)
class Line:
    """One bar.

    Attributes:
        label: what it is called
        value: the words after it
        parts: how many of each split
        colour: "#rrggbb"; empty for a quiet one
    """

    label: str
    value: str
    parts: Mapping[str, int]
    colour: str = ""


class BalanceBars(QWidget):
    """Bars below each other, the longest as wide as there is room; only those that are seen are drawn.

    Signals:
        chosen: the label of the bar that was clicked
        menu_wanted: the label of the bar whose menu was asked for, and where on the screen
    """

    chosen = Signal(str)
    menu_wanted = Signal(str, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[Line, ...] = ()
        self._most = 1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_lines(self, lines: Sequence[Line]) -> None:
        self._lines = tuple(lines)
        self._most = max((sum(line.parts.values()) for line in lines), default=1) or 1
        self.setAccessibleDescription("; ".join(f"{line.label}: {line.value}" for line in self._lines[:50]))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(220, self._row * len(self._lines))

    def minimumSizeHint(self) -> QSize:
        return QSize(140, self._row * len(self._lines))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        seen = range(event.rect().top() // self._row, min(event.rect().bottom() // self._row + 1, len(self._lines)))
        metrics = self.fontMetrics()
        room = round(self.width() * LABEL_SHARE)
        labels = min(max((metrics.horizontalAdvance(self._lines[n].label) for n in seen), default=0), room) + 12
        values = max((metrics.horizontalAdvance(self._lines[n].value) for n in seen), default=0) + 8
        for place in seen:
            self._paint(painter, self._lines[place], place, labels, values)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        line = self._line(event.position().toPoint())
        if line and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(line.label)

    def event(self, event: QEvent) -> bool:
        """The whole name of a class, which may be cut, is in the tool tip."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            line = self._line(event.pos())
            QToolTip.showText(event.globalPos(), f"{line.label}: {line.value}" if line else "", self)
            return True
        return super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if line := self._line(event.pos()):
            self.menu_wanted.emit(line.label, event.globalPos())

    def _line(self, place: QPoint) -> Line | None:
        row = place.y() // self._row
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    def _paint(self, painter: QPainter, line: Line, place: int, labels: int, values: int) -> None:
        palette = self.palette()
        box = QRectF(0, place * self._row, self.width(), self._row)
        painter.setPen(palette.color(QPalette.ColorRole.WindowText))
        label = painter.fontMetrics().elidedText(line.label, Qt.TextElideMode.ElideMiddle, labels - 6)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, label)
        painter.setPen(palette.color(QPalette.ColorRole.Dark))
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, line.value)
        room = max(self.width() - labels - values, 0)
        left = float(labels)
        colour = QColor(line.colour) if line.colour else palette.color(QPalette.ColorRole.Dark)
        for split, pattern in PATTERNS.items():
            width = room * line.parts.get(split, 0) / self._most
            if width > 0:
                bar = QRectF(left, box.center().y() - BAR / 2, max(width - 1, 1), BAR)
                painter.setPen(colour)
                painter.fillRect(bar, QBrush(colour, pattern))
                painter.drawRect(bar.adjusted(0.5, 0.5, -0.5, -0.5))
            left += width

    @property
    def _row(self) -> int:
        return self.fontMetrics().height() + GAP // 2
