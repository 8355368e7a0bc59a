"""Recording what the microphone hears."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from mmdesk.app.audio.hearing import Hearing

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from mmdesk.core.modalities.audio.sound import Sound

MAX_SECONDS = 600
"""A recording ends by itself after so long."""
COUNT_DOWN_SECONDS = 3


@dataclass(frozen=True, slots=True)
class Blocks:
    """What was heard: one (n,) float32 array after the other, at `rate` Hz."""

    samples: tuple[NDArray[np.float32], ...]
    rate: int


class Recording(QObject):
    """Keeps what is heard from `start` to `stop`.

    Signals:
        changed: `running` or `count` is another
        finished: the `Blocks` that were heard, whatever ended the recording

    Attributes:
        count_down: whether to count down before what is heard is kept
        count: seconds to go before that, counted down; 0 while it is kept
    """

    changed = Signal()
    finished = Signal(object)

    def __init__(self, hearing: Hearing, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hearing = hearing
        self._blocks: list[NDArray[np.float32]] = []
        self._rate = 0
        self.running = False
        self.count_down = False
        self.count = 0
        hearing.heard.connect(self._heard)
        hearing.stopped.connect(self._stopped)
        hearing.failed.connect(self._stopped)

    def start(self) -> None:
        """Record from the chosen microphone."""
        self._blocks = []
        self._set(running=True, count=COUNT_DOWN_SECONDS if self.count_down else 0)
        self._hearing.start()

    def stop(self) -> None:
        """End the recording and hand over what was heard."""
        if self.running:
            self._hearing.stop()
            self._stopped()

    def discard(self) -> None:
        """End the recording and forget what was heard."""
        if self.running:
            self._set(running=False, count=0)
            self._blocks = []
            self._hearing.stop()

    @property
    def seconds(self) -> float:
        """Length of what was kept so far."""
        return sum(map(len, self._blocks)) / self._rate if self._rate else 0.0

    @Slot(object)
    def _heard(self, samples: NDArray[np.float32]) -> None:
        if not self.running:
            return
        self._rate = self._hearing.rate
        if self.count:
            # The driver's own clock: what was said too early is not kept, whenever it was pulled.
            self._set(running=True, count=max(0, math.ceil(COUNT_DOWN_SECONDS - self._hearing.seconds)))
            return
        self._blocks.append(samples)
        if self.seconds > MAX_SECONDS:
            self.stop()

    @Slot()
    @Slot(str)
    def _stopped(self, _sentence: str = "") -> None:
        if not self.running:
            return
        self._set(running=False, count=0)
        blocks, self._blocks = self._blocks, []
        if any(len(block) for block in blocks):
            self.finished.emit(Blocks(tuple(blocks), self._rate))

    def _set(self, running: bool, count: int) -> None:
        if (running, count) != (self.running, self.count):
            self.running, self.count = running, count
            self.changed.emit()


def recorded(blocks: Blocks, name: str) -> Sound:
    """The sound of these blocks.

    Raises:
        MediaError: if it is silent or empty
    """
    import numpy as np

    from mmdesk.core.modalities.audio.files import sound_from_array

    return sound_from_array(np.concatenate(blocks.samples), blocks.rate, name)
