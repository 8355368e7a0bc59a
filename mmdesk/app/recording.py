"""Recording what the microphone hears."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from mmdesk.app.hearing import Hearing

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from mmdesk.core.sample import Sound

LONGEST_SECONDS = 600
"""A recording ends by itself after so long."""


class Recording(QObject):
    """Keeps what is heard from `start` to `stop`.

    Signals:
        changed: `running` is another
        finished: blocks of samples and their rate, as `recorded` takes them, whatever ended the recording
    """

    changed = Signal()
    finished = Signal(object)

    def __init__(self, hearing: Hearing, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hearing = hearing
        self._blocks: list[NDArray[np.float32]] = []
        self._rate = 0
        self.running = False
        hearing.heard.connect(self._heard)
        hearing.stopped.connect(self._stopped)
        hearing.failed.connect(self._stopped)

    def start(self) -> None:
        """Record from the chosen microphone."""
        self._blocks = []
        self._set_running(True)
        self._hearing.start()

    def stop(self) -> None:
        """End the recording and hand over what was heard."""
        if self.running:
            self._hearing.stop()
            self._stopped()

    @Slot(object)
    def _heard(self, samples: NDArray[np.float32]) -> None:
        if self.running:
            self._rate = self._hearing.rate
            self._blocks.append(samples)
            if self._hearing.seconds > LONGEST_SECONDS:
                self.stop()

    @Slot()
    @Slot(str)
    def _stopped(self, _sentence: str = "") -> None:
        if not self.running:
            return
        self._set_running(False)
        blocks, self._blocks = self._blocks, []
        if any(len(block) for block in blocks):
            self.finished.emit((blocks, self._rate))

    def _set_running(self, running: bool) -> None:
        if running != self.running:
            self.running = running
            self.changed.emit()


def recorded(blocks: list[NDArray[np.float32]], rate: int, name: str) -> Sound:
    """The sound of these blocks.

    Raises:
        MediaError: if it is silent or empty
    """
    import numpy as np

    from mmdesk.core.sounds import sound_from_array

    return sound_from_array(np.concatenate(blocks), rate, name)
