"""Heads of a matrix: names of classes, turned where they would not fit, and cut in the middle."""

from PySide6.QtCore import QAbstractItemModel, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QHeaderView

LONGEST = 130
"""A name takes so much room at most, in pixels; the whole of it is in the tool tip."""
MARGIN = 5


class NamesHeader(QHeaderView):
    """Above the columns; the names stand upright as soon as one of them is wider than its column."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setSectionsClickable(True)
        self._measured: tuple[str, int] | None = None

    def measure(self) -> None:
        """The names are others."""
        self._measured = None

    @property
    def _widest(self) -> int:
        """How wide the widest name is in the font of the moment, which is another once the window is shown, or text is larger."""
        font = self.font().key()
        if self._measured is None or self._measured[0] != font:
            metrics, model = self.fontMetrics(), self.model()
            widths = (metrics.horizontalAdvance(_name(model, section)) for section in range(self.count()))
            self._measured = font, max(widths, default=0)
        return self._measured[1]

    @property
    def upright(self) -> bool:
        """Whether the names stand: the sections are of the same width, but for a pixel that may be left over."""
        return bool(self.count()) and self._widest > self.sectionSize(self.count() - 1) - 2 * MARGIN

    def sizeHint(self) -> QSize:
        usual = super().sizeHint()
        return QSize(usual.width(), min(self._widest, LONGEST) + 2 * MARGIN) if self.upright else usual

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        palette, chosen = self.palette(), self._is_chosen(section)
        painter.save()
        painter.fillRect(rect, palette.color(QPalette.ColorRole.AlternateBase if chosen else QPalette.ColorRole.Base))
        painter.setPen(palette.color(QPalette.ColorRole.Text if chosen else QPalette.ColorRole.PlaceholderText))
        place, align = rect.adjusted(MARGIN, 0, -MARGIN, 0), Qt.AlignmentFlag.AlignCenter
        if self.upright:
            painter.translate(rect.left(), rect.bottom() + 1)
            painter.rotate(-90)
            place, align = QRect(MARGIN, 0, rect.height() - 2 * MARGIN, rect.width()), Qt.AlignmentFlag.AlignLeft
        name = self.fontMetrics().elidedText(_name(self.model(), section), Qt.TextElideMode.ElideMiddle, place.width())
        painter.drawText(place, align | Qt.AlignmentFlag.AlignVCenter, name)
        painter.restore()

    def _is_chosen(self, section: int) -> bool:
        chosen = self.selectionModel()
        return chosen is not None and chosen.currentIndex().isValid() and chosen.currentIndex().column() == section


def _name(model: QAbstractItemModel, section: int) -> str:
    return str(model.headerData(section, Qt.Orientation.Horizontal))
