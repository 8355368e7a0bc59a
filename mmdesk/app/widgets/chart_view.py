"""A chart of `mmdesk.core.evaluation.svg`, drawn anew for the size that it has, and saved as a picture."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, QStandardPaths, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QFileDialog, QMenu, QSizePolicy, QWidget

Drawing = Callable[[tuple[int, int]], str]
"""Makes the SVG for a width and a height in pixels."""

FINE = 2
"""Pixels of a saved picture for each one on the screen."""


class ChartView(QWidget):
    """Shows a drawing; the context menu saves it as SVG or PNG.

    Signals:
        failed: the place where it could not be saved
    """

    failed = Signal(str)

    def __init__(self, hint: tuple[int, int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hint = QSize(*hint)
        self._drawing: Drawing | None = None
        self._renderer = QSvgRenderer(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def sizeHint(self) -> QSize:
        return self._hint

    def minimumSizeHint(self) -> QSize:
        return QSize(160, min(self._hint.height(), 120))

    def set_drawing(self, drawing: Drawing | None, words: str = "") -> None:
        """Show this; `words` say the same to those who do not see it."""
        self._drawing = drawing
        self.setAccessibleDescription(words)
        self._draw()

    def svg(self) -> str:
        """The chart as it is now; "" if there is none."""
        return self._drawing((self.width(), self.height())) if self._drawing else ""

    def save(self, path: Path) -> None:
        """Write the chart as SVG, or as a picture by its ending.

        Raises:
            OSError: if it cannot be written
        """
        if path.suffix.lower() == ".svg":
            path.write_text(self.svg(), encoding="utf-8")
            return
        image = QImage(self.size() * FINE, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        self._renderer.render(painter, QRectF(image.rect()))
        painter.end()
        if not image.save(str(path)):
            raise OSError(str(path))

    @Slot()
    def choose_file(self) -> None:
        """Ask where to save the chart."""
        pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        dialog = QFileDialog(self, self.tr("Save the chart"), pictures)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("Drawing (*.svg)"), self.tr("Picture (*.png)")])
        dialog.setDefaultSuffix("svg")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._save)
        dialog.open()

    @Slot(str)
    def _save(self, name: str) -> None:
        try:
            self.save(Path(name))
        except OSError:
            self.failed.emit(name)

    def _draw(self) -> None:
        if self._drawing and self.width() > 0 and self.height() > 0:
            self._renderer.load(QByteArray(self.svg().encode()))
        self.update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._drawing:
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.addAction(self.tr("Save this chart…"), self.choose_file)
            menu.popup(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._draw()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._drawing:
            self._renderer.render(painter, QRectF(self.rect()))
        if self.hasFocus():
            painter.setPen(self.palette().highlight().color())
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 4, 4)
