"""Garbage collection in the GUI thread alone: Qt's objects, found in a cycle by another thread, would end there and crash."""

import contextlib

from PySide6.QtCore import QObject, QTimer

from mmdesk.bootstrap import collecting_by_hand

MILLISECONDS = 1000
"""Between two looks; most of them find that there is too little to be worth it."""


class Collector(QObject):
    """Collects from now on, until it is stopped, in the thread in which it was made."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._by_hand = contextlib.ExitStack()
        collect = self._by_hand.enter_context(collecting_by_hand())
        self._timer = QTimer(self, interval=MILLISECONDS)
        self._timer.timeout.connect(collect)
        self._timer.start()

    def stop(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        self._by_hand.close()
