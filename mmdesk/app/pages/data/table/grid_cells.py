"""Drawing of the grid: the heads of its groups, and its cells with their thumbnails and words."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPalette, QPixmap

from mmdesk.app.pages.data.table.rows_model import RowsModel
from mmdesk.app.services.thumbnails import Thumbnails

SIDES = 48, 72, 104, 152, 216, 320
"""Of the pictures, in pixels, from the smallest to the largest."""
USUAL_SIDE = 104
NAMED = 72
"""From this side on there is room for a line of words below each picture."""
GAP = 8
BAR = QSize(96, 5)
"""The bar that shows how far a class is."""


def draw_head(painter: QPainter, place: QRect, palette: QPalette, words: str, done: float | None) -> None:
    """What a group's head tells, and how much of its goal there is: 0 to 1, None without one."""
    painter.setPen(palette.color(QPalette.ColorRole.Text))
    room = place.adjusted(GAP // 2, 0, -GAP, 0)
    if done is not None:
        bar = QRect(QPoint(room.right() - BAR.width(), room.center().y() - BAR.height() // 2), BAR)
        painter.fillRect(bar, palette.color(QPalette.ColorRole.Mid))
        painter.fillRect(
            QRect(bar.topLeft(), QSize(round(BAR.width() * done), BAR.height())), palette.color(QPalette.ColorRole.Accent)
        )
        room.setRight(bar.left() - GAP)
    painter.save()
    font = painter.font()
    font.setBold(True)
    painter.setFont(font)
    cut = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, cut)
    painter.restore()


class Cells:
    """Draws the rows of a `RowsModel` with pictures whose side is `side` pixels."""

    def __init__(self, rows: RowsModel, thumbnails: Thumbnails, side: int) -> None:
        self._rows = rows
        self._thumbnails = thumbnails
        self.side = side

    def size(self, line_height: int) -> QSize:
        """Of a cell, where a line of words is so high."""
        words = line_height + 2 if self.side >= NAMED else 0
        return QSize(self.side + GAP, self.side + GAP + words)

    def draw(self, painter: QPainter, place: QRect, line: int, grouped: bool) -> None:
        """One row: its picture or what else it has, and below it the label, or its name where the group tells that."""
        room = QRect(place.left() + GAP // 2, place.top() + GAP // 2, self.side, self.side)
        pixmap = self.pixmap(line, painter.device().devicePixelRatioF())
        if pixmap is not None and not pixmap.isNull():
            size = pixmap.deviceIndependentSize().toSize()
            painter.drawPixmap(
                room.left() + (room.width() - size.width()) // 2, room.top() + (room.height() - size.height()) // 2, pixmap
            )
        else:
            words = self._rows.substance(line) if pixmap is None else "⚠"
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWrapAnywhere, words[: self.side // 2])
        if self.side >= NAMED:
            below = QRect(room.left(), room.bottom() + 1, room.width(), place.bottom() - room.bottom())
            mark = "⚠ " if self._rows.row(line).key in self._rows.marked else ""
            words = mark + (self._rows.name(line) if grouped else self._rows.row(line).label)
            cut = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, below.width())
            painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, cut)

    def pixmap(self, line: int, ratio: float) -> QPixmap | None:
        """What there is to see of a row; None if nothing, or not yet, and null if it cannot be read."""
        part = self._rows.visible(line)
        return self._thumbnails.pixmap(part, ratio) if part else None
