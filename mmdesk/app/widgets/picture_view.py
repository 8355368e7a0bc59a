"""A picture, as large as there is room."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

RADIUS = 6
MAX_ZOOM = 16


class PictureView(QWidget):
    """Shows pixels (H, W, 3) uint8 at their own proportions."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pixmap = QPixmap()
        self._scaled = QPixmap()
        self._heat = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(64, 64)

    def sizeHint(self) -> QSize:
        return QSize(240, 120)

    def set_image(self, image: QImage | None) -> None:
        """Show this image; None is nothing."""
        self._pixmap = QPixmap() if image is None else QPixmap.fromImage(image)
        self._scaled = QPixmap()
        self.update()

    def set_heat(self, heat: QImage | None) -> None:
        """Lay colours over the picture, scaled to its size; None is none."""
        self._heat = QImage() if heat is None else heat
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._pixmap.isNull():
            return
        place = self._place()
        ratio = self.devicePixelRatioF()
        wanted = QSize(max(1, round(place.width() * ratio)), max(1, round(place.height() * ratio)))
        if self._scaled.size() != wanted:
            mode = Qt.TransformationMode.SmoothTransformation
            self._scaled = self._pixmap.scaled(wanted, Qt.AspectRatioMode.IgnoreAspectRatio, mode)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = QPainterPath()
        path.addRoundedRect(place, RADIUS, RADIUS)
        painter.setClipPath(path)
        painter.drawPixmap(place, self._scaled, QRectF(self._scaled.rect()))
        if not self._heat.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(place, self._heat)
        painter.setClipping(False)
        painter.setPen(self.palette().mid().color())
        painter.drawPath(path)

    def _place(self) -> QRectF:
        """Where the picture stands: in the middle, not enlarged beyond recognition."""
        size = self._pixmap.size()
        scale = min(self.width() / size.width(), self.height() / size.height(), MAX_ZOOM)
        width, height = max(size.width() * scale, 1.0), max(size.height() * scale, 1.0)
        return QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height).adjusted(0.5, 0.5, -0.5, -0.5)
