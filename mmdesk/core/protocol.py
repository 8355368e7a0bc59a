"""What the window and the command line ask of an engine, without knowing PyTorch."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeAlias

from mmdesk.core.errors import Cancelled

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from mmdesk.core.batch import Answered, Row
    from mmdesk.core.explanation import Explanation
    from mmdesk.core.judgement import NumberAnswers, SampleAnswers
    from mmdesk.core.listening import Event, Hop, ListenPlan
    from mmdesk.core.plan import TrainPlan
    from mmdesk.core.prediction import Prediction
    from mmdesk.core.report import EpochReport, Evaluation, Note, NumberEvaluation, TrainResult
    from mmdesk.core.sample import Sample
    from mmdesk.core.spec import ModelSpec

Judged: TypeAlias = "Note | SampleAnswers | Evaluation | NumberAnswers | NumberEvaluation"
"""What judging a model reports."""


class Token:
    """Lets one thread ask work in another thread to stop, or to pause."""

    def __init__(self) -> None:
        self._cancelled = threading.Event()
        self._may_go = threading.Event()
        self._may_go.set()
        self._paused_seconds = 0.0

    def cancel(self) -> None:
        self._cancelled.set()
        self._may_go.set()

    def pause(self) -> None:
        """Let the work wait where it checks next, until `go_on` or `cancel`."""
        if not self.cancelled:
            self._may_go.clear()

    def go_on(self) -> None:
        self._may_go.set()

    @property
    def cancelled(self) -> bool:
        return self._cancelled.is_set()

    @property
    def paused(self) -> bool:
        return not self._may_go.is_set()

    def clock(self) -> float:
        """Seconds from some moment on, without those in which the work was paused."""
        return time.perf_counter() - self._paused_seconds

    def check(self) -> None:
        """Wait while the work is paused; raise `Cancelled` if it should stop."""
        if self.paused:
            start = time.perf_counter()
            self._may_go.wait()
            self._paused_seconds += time.perf_counter() - start
        if self.cancelled:
            raise Cancelled


class Listening(Protocol):
    """A stream of sound that is being answered."""

    def show(self, sample: Sample) -> None:
        """Listen together with the picture and the words of this sample."""

    def hear(self, samples: NDArray[np.float32]) -> list[Hop | Event]:
        """Take (n,) new samples; gives what they complete, in its order."""

    def end(self) -> list[Event]:
        """The stream is over: gives what was still going on."""


class Engine(Protocol):
    """An open model that answers, and the training and evaluation of others.

    Every method is called from one worker thread and raises `InputError` with a sentence for the person.
    """

    @property
    def device(self) -> str:
        """What computes, such as "cpu" or "cuda:0"."""

    @property
    def device_reason(self) -> str:
        """Why this device was chosen, as a sentence."""

    @property
    def threads(self) -> int:
        """Threads that one prediction uses."""

    def open(self, path: Path) -> ModelSpec:
        """Open a model file; on an error the model that was open before stays open."""

    def predict(self, sample: Sample, token: Token) -> Prediction:
        """Answer one sample with at least one present modality."""

    def explain(self, sample: Sample, token: Token) -> Explanation:
        """Say what in each part mattered to the answer."""

    def batch(self, rows: Sequence[Row], token: Token) -> Iterator[Answered]:
        """Answer rows of a batch in their order with the model that is open now; each has an answer or a reason."""

    def listen(self, rate: int, plan: ListenPlan) -> Listening:
        """Begin to answer a stream of so many samples a second, in Hz."""

    def train(self, dataset: Path, plan: TrainPlan, token: Token) -> Iterator[Note | EpochReport | TrainResult]:
        """Train a model; the last report is the `TrainResult`. A cancelled token keeps the best so far."""

    def evaluate(self, model: Path, dataset: Path, split: str, token: Token) -> Iterator[Judged]:
        """Judge a model; the last report is the evaluation, the one before it the answers to each sample."""
