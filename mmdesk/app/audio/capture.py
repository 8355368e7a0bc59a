"""Cutting what the microphone hears into many sounds of the same length, as long as a person holds a button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from mmdesk.app.audio.hearing import Hearing
from mmdesk.app.audio.recording import Blocks

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SECONDS = 1.0
"""Length of each sound."""


class Capture(QObject):
    """Takes sounds from `start` to `stop`.

    Signals:
        changed: `running` or `count` is another
        captured: the `Blocks` of one sound
    """

    changed = Signal()
    captured = Signal(object)

    def __init__(self, hearing: Hearing, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hearing = hearing
        self._blocks: list[NDArray[np.float32]] = []
        self._length = 0
        self.running = False
        self.count = 0
        hearing.heard.connect(self._heard)
        hearing.stopped.connect(self._stopped)
        hearing.failed.connect(self._stopped)

    def start(self) -> None:
        """Listen to the chosen microphone."""
        self._blocks, self._length, self.count = [], 0, 0
        self.running = True
        self.changed.emit()
        self._hearing.start()

    def stop(self) -> None:
        """Let go of the microphone; what is not a whole sound is dropped."""
        if self.running:
            self._hearing.stop()
            self._stopped()

    @Slot(object)
    def _heard(self, samples: NDArray[np.float32]) -> None:
        if not self.running:
            return
        wanted = round(SECONDS * self._hearing.rate)
        self._blocks.append(samples)
        self._length += len(samples)
        while self._length >= wanted:
            rest = self._length - wanted
            last = self._blocks[-1]
            cut = len(last) - rest
            blocks = [*self._blocks[:-1], last[:cut]]
            self._blocks, self._length = [last[cut:]], rest
            self.count += 1
            self.captured.emit(Blocks(tuple(blocks), self._hearing.rate))
            self.changed.emit()

    @Slot()
    @Slot(str)
    def _stopped(self, _sentence: str = "") -> None:
        if self.running:
            self.running = False
            self._blocks = []
            self.changed.emit()
