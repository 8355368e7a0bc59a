"""The microphone, seen from the GUI thread: a timer pulls what the driver has put into its ring."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from mmdesk.app.system.translation import sentence
from mmdesk.app.system.workers import Worker
from mmdesk.core.answers.stream import CLIPPED, NOTHING_HEARD, NOTHING_HEARD_SECONDS
from mmdesk.core.errors import InputError
from mmdesk.core.progress import CancelToken

if TYPE_CHECKING:  # the window is up before the sound system is asked for anything
    from mmdesk.core.devices.microphone import Microphone, Recorder

PULL_MILLISECONDS = 15
SHOW_EVERY = 2
"""Pulls after which the level is told: more often than thirty times a second nobody sees it."""


class Hearing(QObject):
    """One microphone at a time.

    Signals:
        changed: `running`, `opening`, `quiet`, `clipped` or `lost` is another
        level: the loudest sample since the last one, 0 to 1, and whether it was cut off; some thirty times a second
        heard: the samples since the last one, (n,) float32
        stopped: nothing is heard any more, whoever or whatever ended it
        failed: a sentence that says why it could not begin or go on
        listed: the microphones that there are, the preferred one first
    """

    changed = Signal()
    level = Signal(float, bool)
    heard = Signal(object)
    stopped = Signal()
    failed = Signal(str)
    listed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.microphone: str | None = None
        self.quiet = False
        self.clipped = False
        self.lost = 0
        self._worker = Worker("microphone", self)
        self._opening = self._worker.lane()
        self._opening.succeeded.connect(self._opened)
        self._opening.failed.connect(self._not_opened)
        self._opening.busy_changed.connect(self._busy_changed)
        self._listing = self._worker.lane()
        self._listing.succeeded.connect(self.listed)
        self._listing.failed.connect(self._not_listed)
        self._closing = self._worker.lane()
        self._wanted = False
        self._recorder: Recorder | None = None
        self._last: Recorder | None = None
        self._count = 0
        self._last_sound = 0
        self._pulls = 0
        self._peak = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(PULL_MILLISECONDS)
        self._timer.timeout.connect(self._pull)

    @property
    def running(self) -> bool:
        return self._recorder is not None

    @property
    def opening(self) -> bool:
        return self._opening.busy

    @property
    def rate(self) -> int:
        """Samples per second of the running recording, in Hz."""
        return self._recorder.rate if self._recorder else 0

    @property
    def seconds(self) -> float:
        """Length of what was heard so far."""
        return self._count / self.rate if self.rate else 0.0

    @property
    def latency(self) -> float:
        """How long the driver keeps what is heard, in seconds."""
        return self._recorder.latency if self._recorder else 0.0

    def refresh(self) -> None:
        """Look for microphones; `listed` tells them."""
        self._listing.start(_microphones)

    def start(self) -> None:
        """Open the chosen microphone and listen to it."""
        self._wanted = True
        if not self.running and not self.opening:
            self._opening.start(functools.partial(_open, self.microphone))

    def stop(self) -> None:
        """Let go of the microphone, after a last `heard` of what is still there."""
        self._wanted = False
        recorder = self._recorder
        if recorder is None or not self._timer.isActive():
            # Nothing to end, or this is the end: a receiver of the last `heard` asks for it again.
            return
        self._timer.stop()
        self.heard.emit(recorder.ring.read())
        self._recorder, self._last = None, recorder
        self._closing.start(functools.partial(_close, recorder))
        self.changed.emit()
        self.stopped.emit()

    def close(self, seconds: float) -> bool:
        """End everything; says whether the thread did."""
        self._timer.stop()
        recorder, self._recorder = self._recorder or self._last, None
        ended = self._worker.close(seconds)
        if recorder:
            # Its turn in the worker may not have come.
            recorder.close()
        return ended

    @Slot(object)
    def _opened(self, recorder: Recorder) -> None:
        if not self._wanted:
            self._closing.start(functools.partial(_close, recorder))
            return
        self._recorder = recorder
        self._count, self._last_sound = 0, 0
        self.quiet = self.clipped = False
        self.lost = 0
        self._timer.start()
        self.changed.emit()

    @Slot()
    def _pull(self) -> None:
        if self._recorder is None:
            return
        try:
            samples = self._recorder.read()
        except InputError as error:
            self.stop()
            self.failed.emit(sentence(error))
            return
        self._count += len(samples)
        peak = float(abs(samples).max()) if len(samples) else 0.0
        self._judge(peak, self._recorder.ring.lost)
        self._peak = max(self._peak, peak)
        self._pulls += 1
        if self._pulls % SHOW_EVERY == 0:
            self.level.emit(self._peak, self._peak >= CLIPPED)
            self._peak = 0.0
        self.heard.emit(samples)

    def _judge(self, peak: float, lost: int) -> None:
        """Notice that nothing is heard, that it is too loud, or that samples were lost."""
        if peak > NOTHING_HEARD:
            self._last_sound = self._count
        before = self.quiet, self.clipped, self.lost
        self.quiet = self._count - self._last_sound > NOTHING_HEARD_SECONDS * self.rate
        self.clipped = self.clipped or peak >= CLIPPED
        self.lost = lost
        if before != (self.quiet, self.clipped, self.lost):
            self.changed.emit()

    @Slot(object)
    def _not_opened(self, error: InputError) -> None:
        self.failed.emit(sentence(error))

    @Slot(object)
    def _not_listed(self, error: InputError) -> None:
        self.listed.emit(())
        self.failed.emit(sentence(error))

    @Slot(bool)
    def _busy_changed(self, _: bool) -> None:
        self.changed.emit()


def _microphones(_token: CancelToken) -> tuple[Microphone, ...]:
    from mmdesk.core.devices.microphone import microphones

    return microphones()


def _open(name: str | None, token: CancelToken) -> Recorder:
    from mmdesk.core.devices.microphone import Recorder

    recorder = Recorder(name)
    if token.cancelled:
        # Nobody will take it over.
        recorder.close()
    token.check()
    return recorder


def _close(recorder: Recorder, _token: CancelToken) -> None:
    recorder.close()
