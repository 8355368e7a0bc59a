"""A button that does something as long as it is held."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QPushButton


class HoldButton(QPushButton):
    """Held from the press of the mouse, or of the space bar, to its release, wherever that is and whatever moved meanwhile.

    Qt's own button is released as soon as the mouse leaves it, or it leaves the mouse, and pressed again on its return.

    Signals:
        held: it is held
        let_go: no longer
    """

    held = Signal()
    let_go = Signal()

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._is_held = False

    def _hold(self) -> None:
        if not self._is_held:
            self._is_held = True
            self.setDown(True)
            self.held.emit()

    def end(self) -> None:
        """Be let go."""
        if self._is_held:
            self._is_held = False
            self.setDown(False)
            self.let_go.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._hold()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not event.buttons() & Qt.MouseButton.LeftButton:
            self.end()  # it was released where no window of ours was told

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Space:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self._hold()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Space:
            super().keyReleaseEvent(event)
        elif not event.isAutoRepeat():
            self.end()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.end()  # the release of a key would be told to others
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.end()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.EnabledChange and not self.isEnabled():
            self.end()
        super().changeEvent(event)
