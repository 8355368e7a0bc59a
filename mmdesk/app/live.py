"""Answering what the microphone hears, all the time."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from mmdesk.app.hearing import Hearing
from mmdesk.app.jobs import Worker
from mmdesk.app.translation import sentence
from mmdesk.core.errors import InputError
from mmdesk.core.listening import Event, Hop, ListenPlan
from mmdesk.core.protocol import Engine, Listening, Token
from mmdesk.core.sample import Sample

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOMENT_SECONDS = 5.0
"""What is kept to take as a sample."""


class Live(QObject):
    """Hands what is heard to the engine, in order and without a gap, and tells what the engine makes of it.

    Signals:
        changed: `running` is another
        hop_answered: the answer to the last window, a `Hop`
        event_heard: something was heard, an `Event`
        failed: a sentence
    """

    changed = Signal()
    hop_answered = Signal(object)
    event_heard = Signal(object)
    failed = Signal(str)

    def __init__(self, hearing: Hearing, worker: Worker, engine: Callable[[], Engine], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.running = False
        self.plan = ListenPlan()
        self._hearing = hearing
        self._engine = engine
        self._listening: Listening | None = None
        self._sample = Sample()
        self._shown: Sample | None = None
        self._waiting: list[NDArray[np.float32]] = []
        self._moment: list[NDArray[np.float32]] = []
        self._rate = 0
        self._beginning = worker.lane()
        self._beginning.succeeded.connect(self._begun)
        self._beginning.failed.connect(self._not_begun)
        self._answering = worker.lane()
        self._answering.succeeded.connect(self._answered)
        hearing.heard.connect(self._heard)
        hearing.stopped.connect(self._stopped)
        hearing.failed.connect(self._stopped)

    def start(self) -> None:
        """Listen to the chosen microphone."""
        self._listening, self._waiting, self._moment = None, [], []
        self.running = True
        self.changed.emit()
        self._hearing.start()

    def stop(self) -> None:
        if self.running:
            self._hearing.stop()
            self._stopped()

    def show(self, sample: Sample) -> None:
        """Listen together with the picture and the words of this sample."""
        self._sample = sample.without("audio")

    def set_threshold(self, threshold: float) -> None:
        """Least score, 0 to 1, of what counts as known."""
        self.plan = replace(self.plan, threshold=threshold)
        self.begin_again()

    def begin_again(self) -> None:
        """Go on with the model that is open now, and the plan of now."""
        if self.running:
            self._listening = None

    def moment(self) -> tuple[list[NDArray[np.float32]], int]:
        """The last seconds that were heard, as `recorded` takes them."""
        return list(self._moment), self._rate

    @Slot(object)
    def _heard(self, samples: NDArray[np.float32]) -> None:
        if not self.running or not len(samples):
            return
        self._rate = self._hearing.rate
        self._waiting.append(samples)
        self._moment.append(samples)
        while sum(map(len, self._moment)) - len(self._moment[0]) > MOMENT_SECONDS * self._rate:
            self._moment.pop(0)
        self._pump()

    def _pump(self) -> None:
        """Give the engine what waits, if it has done what it was given before."""
        if self._beginning.busy or self._answering.busy or not self._waiting:
            return
        if self._listening is None:
            self._beginning.start(functools.partial(_begin, self._engine, self._rate, self.plan))
            return
        sample = self._sample if self._sample is not self._shown else None
        self._shown = self._sample
        waiting, self._waiting = tuple(self._waiting), []
        self._answering.start(functools.partial(_hear, self._listening, sample, waiting))

    @Slot(object)
    def _begun(self, listening: Listening) -> None:
        self._listening, self._shown = listening, None
        self._pump()

    @Slot(object)
    def _not_begun(self, error: InputError) -> None:
        self.stop()
        self.failed.emit(sentence(error))

    @Slot(object)
    def _answered(self, reports: tuple[Hop | Event, ...]) -> None:
        for report in reports:
            (self.event_heard if isinstance(report, Event) else self.hop_answered).emit(report)
        self._pump()

    @Slot()
    @Slot(str)
    def _stopped(self, _sentence: str = "") -> None:
        if self.running:
            self.running = False
            self._listening = None
            self.changed.emit()


def _begin(engine: Callable[[], Engine], rate: int, plan: ListenPlan, _token: Token) -> Listening:
    return engine().listen(rate, plan)


def _hear(
    listening: Listening, sample: Sample | None, blocks: tuple[NDArray[np.float32], ...], _token: Token
) -> tuple[Hop | Event, ...]:
    import numpy as np

    if sample is not None:
        listening.show(sample)
    return tuple(listening.hear(np.concatenate(blocks)))
