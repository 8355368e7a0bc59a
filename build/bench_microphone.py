"""Watches mmdesk's window while it listens, from inside its GUI thread: events when they are drawn, pauses, frames, work."""

import time
from collections import deque
from collections.abc import Callable

from bench_watcher import PATIENCE, PERIOD, main_window
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QWidget

from mmdesk.core.answers.stream import Event

KEPT = 200
"""Blocks by which the beginning of the stream is told by this machine's clock: the earliest that they can have begun."""


class Painted(QObject):
    """Calls `seen` whenever a widget is painted."""

    def __init__(self, widget: QWidget, seen: Callable[[], None]) -> None:
        super().__init__(widget)
        self._seen = seen
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint:
            # After the event, when the picture is there.
            QTimer.singleShot(0, self, self._seen)
        return False


class Listened(QObject):
    """Listens for some seconds after the first answer; tells of each event when it is on the screen, and of the work at the end."""

    def __init__(self, seconds: float, tell: Callable[..., None]) -> None:
        self.window = main_window()
        super().__init__(self.window)
        self._tell, self._seconds = tell, seconds
        self._sound = self.window.session.sound
        self._waiting: list[Event] = []
        self._pauses: list[float] = []
        self._frames = 0
        self._began = self._work = 0.0
        self._zeros: deque[float] = deque(maxlen=KEPT)
        page = self.window.places.classify
        Painted(page.live.table.viewport(), self._drawn)
        Painted(page.cards["audio"].recorder.meter, self._meter_drawn)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._sound.hearing.heard.connect(self._heard)
        self._sound.live.hop_answered.connect(self._answered)
        self._sound.live.event_heard.connect(self._waiting.append)
        self.window.session.model_changed.connect(self._model_changed)
        QTimer.singleShot(PATIENCE + round(1000 * seconds), self.window, self.window.close)
        self._model_changed()

    @Slot()
    def _model_changed(self) -> None:
        if self.window.session.model and not self._sound.live.running:
            self._sound.listen()

    @Slot(object)
    def _heard(self, _: object) -> None:
        self._zeros.append(time.monotonic() - self._sound.hearing.seconds)

    @Slot(object)
    def _answered(self, _: object) -> None:
        if not self._began:
            self._began, self._work = time.monotonic(), time.process_time()
            self._frames = 0
            self._last = time.perf_counter()
            self._timer.start(PERIOD)
            QTimer.singleShot(round(1000 * self._seconds), self, self._end)
            self._tell(event="listening")

    @Slot()
    def _tick(self) -> None:
        now = time.perf_counter()
        self._pauses.append((now - self._last) * 1000)
        self._last = now

    def _meter_drawn(self) -> None:
        self._frames += 1

    def _drawn(self) -> None:
        now, events = time.monotonic(), list(self._waiting)
        zero = min(self._zeros, default=now)
        self._waiting.clear()
        for event in events:
            self._tell(event="heard", label=event.label, start=zero + event.start, end=zero + event.end, seen=now)

    @Slot()
    def _end(self) -> None:
        self._timer.stop()
        wall = time.monotonic() - self._began
        self._tell(
            event="listened",
            pauses=self._pauses,
            frames=self._frames / wall,
            work=(time.process_time() - self._work) / wall,
            lost=self._sound.hearing.lost,
            latency=self._sound.live.latency,
        )
        self.window.close()
