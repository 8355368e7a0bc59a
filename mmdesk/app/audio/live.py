"""Answering what the microphone hears, all the time."""

from __future__ import annotations

import functools
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from mmdesk.app.audio.hearing import Hearing
from mmdesk.app.audio.recording import Blocks
from mmdesk.app.system.translation import sentence
from mmdesk.app.system.workers import Worker
from mmdesk.core.answers.stream import Event, Hop, ListenPlan
from mmdesk.core.engine import Engine, Listening
from mmdesk.core.errors import InputError
from mmdesk.core.modalities.sample import Sample
from mmdesk.core.progress import CancelToken

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOMENT_SECONDS = 5.0
"""What is kept to take as a sample."""
MAX_EVENTS = 1000
LATENCY_SHARE = 0.1
"""What a new measurement counts in the mean latency."""


class Live(QObject):
    """Hands what is heard to the engine, in order and without a gap, and tells what the engine makes of it.

    Signals:
        changed: `running` or `paused` is another
        hop_answered: the answer to the last window, a `Hop`
        event_heard: something was heard, an `Event`; what is going on when listening ends is told, too
        failed: a sentence

    Attributes:
        plan: how to listen
        events: what was heard, the last `MAX_EVENTS`; a person clears it
        latency: mean time from a sound at the microphone to its answer here, in seconds
    """

    changed = Signal()
    hop_answered = Signal(object)
    event_heard = Signal(object)
    failed = Signal(str)

    def __init__(self, hearing: Hearing, worker: Worker, engine: Callable[[], Engine], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.running = self.paused = False
        self.plan = ListenPlan()
        self.events: deque[Event] = deque(maxlen=MAX_EVENTS)
        self.latency = 0.0
        self._hearing = hearing
        self._engine = engine
        self._sample = Sample()
        self._shown: Sample | None = None
        self._clear()
        self._beginning = worker.lane()
        self._beginning.succeeded.connect(self._begun)
        self._beginning.failed.connect(self._not_begun)
        self._answering = worker.lane()
        self._answering.succeeded.connect(self._answered)
        self._ending = worker.lane()
        self._ending.succeeded.connect(self._ended)
        hearing.heard.connect(self._heard)
        hearing.stopped.connect(self._stopped)
        hearing.failed.connect(self._stopped)

    def _clear(self) -> None:
        self._listening: Listening | None = None
        self._over = False
        """Whether the listening ends after what waits."""
        self._waiting: list[NDArray[np.float32]] = []
        self._waits_since = 0.0
        self._moment: list[NDArray[np.float32]] = []
        self._rate = 0
        self._count = 0
        self._begun_at = 0.0

    def start(self) -> None:
        """Listen to the chosen microphone."""
        for lane in (self._beginning, self._answering, self._ending):
            lane.cancel()
        self._clear()
        self.latency = 0.0
        self._set(running=True, paused=False)
        self._hearing.start()

    def stop(self) -> None:
        if self.running:
            self._hearing.stop()
            self._stopped()

    def pause(self, paused: bool) -> None:
        """Answer nothing for a while, with the microphone open; the moment before stays to be kept."""
        if self.running:
            self._set(running=True, paused=paused)
            if paused:
                self.begin_again()

    def show(self, sample: Sample) -> None:
        """Listen together with the picture and the words of this sample."""
        self._sample = sample.without("audio")

    def set_threshold(self, threshold: float) -> None:
        """Least score, 0 to 1, of what counts as known."""
        self.plan = replace(self.plan, threshold=threshold)
        self.begin_again()

    def begin_again(self) -> None:
        """Go on with the model that is open now, and the plan of now."""
        self._over = self._listening is not None or self._beginning.busy or bool(self._waiting)
        self._pump()

    def moment(self) -> Blocks:
        """The last seconds that were heard."""
        return Blocks(tuple(self._moment), self._rate)

    @Slot(object)
    def _heard(self, samples: NDArray[np.float32]) -> None:
        if not self.running or not len(samples):
            return
        self._rate = self._hearing.rate
        self._count += len(samples)
        if self.paused:
            return
        if not self._waiting:
            self._waits_since = time.perf_counter()
        self._waiting.append(samples)
        self._moment.append(samples)
        while sum(map(len, self._moment)) - len(self._moment[0]) > MOMENT_SECONDS * self._rate:
            self._moment.pop(0)
        self._pump()

    def _pump(self) -> None:
        """Give the engine what waits, if it has done what it was given before."""
        if self._beginning.busy or self._answering.busy or self._ending.busy:
            return
        if self._listening is None:
            if self._waiting:
                self._begun_at = (self._count - sum(map(len, self._waiting))) / self._rate
                self._beginning.start(functools.partial(_begin, self._engine, self._rate, self.plan))
        elif self._waiting:
            sample = self._sample if self._sample is not self._shown else None
            self._shown = self._sample
            waiting, self._waiting = tuple(self._waiting), []
            self._answering.start(functools.partial(_hear, self._listening, sample, waiting, self._waits_since))
        elif self._over:
            self._ending.start(functools.partial(_end, self._listening))

    @Slot(object)
    def _begun(self, listening: Listening) -> None:
        self._listening, self._shown = listening, None
        self._pump()

    @Slot(object)
    def _not_begun(self, error: InputError) -> None:
        self._waiting = []
        self.stop()
        self.failed.emit(sentence(error))

    @Slot(object)
    def _answered(self, answers: Answers) -> None:
        latency = time.perf_counter() - answers.waited_since + self._hearing.latency
        self.latency += (LATENCY_SHARE if self.latency else 1.0) * (latency - self.latency)
        self._tell(answers.reports)
        self._pump()

    @Slot(object)
    def _ended(self, events: list[Event]) -> None:
        self._listening, self._over = None, False
        self._tell(events)
        self._pump()

    def _tell(self, reports: Sequence[Hop | Event]) -> None:
        for report in reports:
            if isinstance(report, Event):
                start, end = report.start + self._begun_at, report.end + self._begun_at
                self.events.append(replace(report, start=start, end=end))
                self.event_heard.emit(self.events[-1])
            else:
                self.hop_answered.emit(replace(report, time=report.time + self._begun_at))

    @Slot()
    @Slot(str)
    def _stopped(self, _sentence: str = "") -> None:
        if self.running:
            self._set(running=False, paused=False)
            self.begin_again()

    def _set(self, running: bool, paused: bool) -> None:
        if (running, paused) != (self.running, self.paused):
            self.running, self.paused = running, paused
            self.changed.emit()


@dataclass(frozen=True, slots=True)
class Answers:
    """What the engine says of blocks of which the first has waited since `waited_since`."""

    reports: tuple[Hop | Event, ...]
    waited_since: float


def _begin(engine: Callable[[], Engine], rate: int, plan: ListenPlan, _token: CancelToken) -> Listening:
    return engine().listen(rate, plan)


def _hear(
    listening: Listening, sample: Sample | None, blocks: tuple[NDArray[np.float32], ...], waited_since: float, _token: CancelToken
) -> Answers:
    import numpy as np

    if sample is not None:
        listening.show(sample)
    return Answers(tuple(listening.hear(np.concatenate(blocks))), waited_since)


def _end(listening: Listening, _token: CancelToken) -> list[Event]:
    return listening.end()
