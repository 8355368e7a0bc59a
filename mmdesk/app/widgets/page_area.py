"""A page that scrolls where it is taller than its room."""

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QPlainTextEdit,
    QScrollArea,
    QTabBar,
    QWidget,
)

MARGIN = 4
"""Above a part that is scrolled to, in pixels."""
GLANCE = 110
"""So much of a part, from its top, tells what it says, in pixels."""
FIELDS: tuple[type[QWidget], ...] = (QComboBox, QAbstractSpinBox, QTabBar)
"""What a wheel would set to another value."""
SCROLLED: tuple[type[QWidget], ...] = (QAbstractItemView, QPlainTextEdit)
"""What a wheel scrolls by itself."""


class Wheel(QObject):
    """Keeps the wheel from fields that have not the focus; what they do not take goes to what scrolls around them."""

    def calm(self, root: QWidget) -> None:
        """Do so for everything in `root`; again when there is more in it."""
        for kind in (*FIELDS, *SCROLLED):
            widgets: list[QWidget] = root.findChildren(kind)
            for widget in widgets:
                if widget.focusPolicy() == Qt.FocusPolicy.WheelFocus:
                    widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # else the wheel itself would give it the focus
                if kind in FIELDS:
                    widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)


class Room(QScrollArea):
    """Scrolls its content where the least of it is more than there is room for; the wheel does so over fields too."""

    def __init__(self) -> None:
        super().__init__()
        self._wheel = Wheel(self)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        # Tab goes through what is on the page, each in its turn.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def setWidget(self, widget: QWidget) -> None:
        super().setWidget(widget)
        widget.installEventFilter(self)
        self._wheel.calm(widget)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and isinstance(watched, QWidget):
            self._wheel.calm(watched)  # fields that are new
        return super().eventFilter(watched, event)


class Whole(QWidget):
    """Gives its content all of its room, and asks for the least of it alone: what scrolls by itself needs no more height."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self._content = content
        content.setParent(self)

    def minimumSizeHint(self) -> QSize:
        return self._content.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._content.resize(event.size())


class PageArea(Room):
    """Never gives its content less height than its words need, however large they are and wherever they break.

    Of that height a scroll area itself knows only what words need that do not break.
    """

    def minimumSizeHint(self) -> QSize:
        """Where nothing can be moved sideways, the page has at least the width that it needs."""
        least = super().minimumSizeHint()
        content = self.widget()
        if content and self.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
            needed = max(content.minimumWidth(), content.minimumSizeHint().width())
            least.setWidth(needed + self.verticalScrollBar().sizeHint().width())
        return least

    def reveal(self, part: QWidget) -> None:
        """Scroll to the beginning of a part of the page."""
        if content := self.widget():
            QApplication.sendPostedEvents(content, QEvent.Type.LayoutRequest)  # it may have got its height just now
            self.verticalScrollBar().setValue(part.mapTo(content, QPoint()).y() - MARGIN)

    def bring(self, part: QWidget) -> None:
        """Scroll to a part of the page unless its beginning is in sight: what is read is not moved without need."""
        if content := self.widget():
            QApplication.sendPostedEvents(content, QEvent.Type.LayoutRequest)
            top = part.mapTo(self.viewport(), QPoint()).y()
            if top < 0 or top + min(part.height(), GLANCE) > self.viewport().height():
                self.reveal(part)

    def setWidget(self, widget: QWidget) -> None:
        super().setWidget(widget)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._fit()
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        content = self.widget()
        layout = content.layout() if content else None
        if content and layout and layout.hasHeightForWidth():
            content.setMinimumHeight(layout.minimumHeightForWidth(content.width()))
