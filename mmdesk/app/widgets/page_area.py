"""A page that scrolls where it is taller than its room."""

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

MARGIN = 4
"""Above a part that is scrolled to, in pixels."""


class PageArea(QScrollArea):
    """Scrolls its content, and never gives it less height than its words need, however large they are and wherever they break.

    Of that height a scroll area itself knows only what words need that do not break.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        # Tab goes through what is on the page, each in its turn.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

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

    def setWidget(self, widget: QWidget) -> None:
        super().setWidget(widget)
        widget.installEventFilter(self)
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
