"""The line below the head that tells what went wrong: it belongs to the page on which it came, and goes with the next act."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from mmdesk.app.widgets.problem_line import ProblemLine

ALONE = {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr}
"""Keys that do nothing by themselves."""


class MessageLine(ProblemLine):
    """What it tells goes with the next act of the person."""

    def __init__(self) -> None:
        super().__init__()
        self._number = 0
        self.setContentsMargins(20, 0, 20, 6)

    def tell(self, words: str) -> None:
        """Say this; nothing takes back what was said."""
        self._number += 1
        super().tell(words)
        application = QCoreApplication.instance()
        if application and words:  # only then: all events of the program come by
            application.installEventFilter(self)
        elif application:
            application.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._is_act(watched, event):
            # Once the act is over: what it is about must not move away from under the mouse.
            number = self._number
            QTimer.singleShot(0, self, lambda: self._forget(number))
        return super().eventFilter(watched, event)

    def _is_act(self, watched: QObject, event: QEvent) -> bool:
        """Whether the person did something elsewhere in this window; what is said may be marked and copied."""
        if not isinstance(watched, QWidget) or watched is self or watched.window() is not self.window():
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return event.key() not in ALONE and not self.hasFocus()
        return event.type() == QEvent.Type.MouseButtonRelease

    def _forget(self, number: int) -> None:
        """Unless something else was said meanwhile."""
        if number == self._number:
            self.tell("")
