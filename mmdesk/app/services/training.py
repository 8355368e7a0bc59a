"""Trainings: one after the other, in a thread and with an engine of their own, so that answering goes on meanwhile."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QObject, Signal, Slot

from mmdesk.app.services.projects.collection import Collection
from mmdesk.app.services.projects.saved_dataset import AsShown
from mmdesk.app.services.run_list import RunList
from mmdesk.app.services.training_data import TrainingData
from mmdesk.app.services.training_work import train
from mmdesk.app.system.translation import sentence
from mmdesk.app.system.workers import Worker
from mmdesk.core.engine import Engine
from mmdesk.core.errors import InputError
from mmdesk.core.paths import data_dir, models_dir
from mmdesk.core.progress import CancelToken, Note
from mmdesk.core.training.plan import TrainPlan
from mmdesk.core.training.runs import UNDER_WAY, RunStore, TrainRun


class Training(QObject):
    """The one that runs, and those that wait.

    Attributes:
        list: all trainings of this person
        data: what the next one learns from
        stage: how far the reading of files is
        problem: a sentence about what was asked last and could not be done

    Signals:
        changed: the runs are others, or what they say
    """

    changed = Signal()

    def __init__(self, engine_factory: Callable[[], Engine], collection: Collection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._as_shown = AsShown(collection, self)
        self.problem = ""
        self.stage: Note | None = None
        self._asked: list[int] = []
        self._engine = functools.cache(engine_factory)
        self._store = RunStore(data_dir() / "trainings")
        self._token = CancelToken()
        self._worker = Worker("training", self)
        self._work = self._worker.lane()
        self._work.reported.connect(self._reported)
        self._work.succeeded.connect(self._ended)
        self._work.failed.connect(self._not_kept)
        self._work.busy_changed.connect(self._next)  # after a fault of ours nothing else comes
        # Files of its own are read while a training keeps the other thread.
        self._files = Worker("trainings", self)
        self.list = RunList(self._store, self._files, self)
        self.list.changed.connect(self.changed)
        self.data = TrainingData(self.list, self._files, self)
        for part in (self.list, self.data):
            part.told.connect(self._tell)

    @property
    def current(self) -> TrainRun | None:
        """The one that runs."""
        return next((run for run in self.list.runs.values() if run.state == "running"), None)

    @property
    def under_way(self) -> bool:
        """Whether one runs or waits for its turn."""
        return any(run.state in UNDER_WAY for run in self.list.runs.values())

    @property
    def queue(self) -> tuple[TrainRun, ...]:
        """What was asked for since nothing was under way, in its order: what has ended, what runs, what waits."""
        return tuple(self.list.runs[number] for number in self._asked if number in self.list.runs)

    @property
    def share(self) -> float:
        """How much of the queue is over, 0 to 1."""
        return sum(run.share for run in self.queue) / max(len(self.queue), 1)

    @property
    def paused(self) -> bool:
        return self._token.paused

    @property
    def stopping(self) -> bool:
        """Whether it was asked to stop and has not ended yet."""
        return self._token.cancelled and self.current is not None

    def start(self, plans: Sequence[TrainPlan]) -> None:
        """Train by these plans on the chosen dataset, one after the other, each into a model file of its own."""
        if self.data.dataset is None:
            return
        self.problem = ""
        try:
            folder = models_dir()
        except InputError as error:
            self._refuse(error)
            return
        for plan in plans:
            run = self.list.new_run(plan, self.data.dataset, folder)
            self._ask(run)
        self.changed.emit()
        self._next()

    def _ask(self, run: TrainRun) -> None:
        """Let a run wait for its turn, after those that were asked for before."""
        if not self.under_way:
            self._asked = []
        self._asked.append(run.number)
        self.list.runs[run.number] = run

    def go_on_with(self, number: int) -> None:
        """Take up a training that was stopped or interrupted."""
        run = self.list.runs[number]
        if run.can_go_on:
            plan = dataclasses.replace(run.plan, resume=bool(run.epochs))
            self._ask(dataclasses.replace(run, state="waiting", plan=plan))
            self.changed.emit()
            self._next()

    def stop(self) -> None:
        """End the training and keep the best so far; what waits does not begin, or stays as far as it had come."""
        self._as_shown.cancel()
        for number in [number for number, run in self.list.runs.items() if run.state == "waiting"]:
            if self._store.holds(number):
                self.list.runs[number] = dataclasses.replace(self.list.runs[number], state="stopped")
            else:
                del self.list.runs[number]
        self._token.cancel()
        self.changed.emit()

    def pause(self) -> None:
        self._token.pause()
        self.changed.emit()

    def go_on(self) -> None:
        self._token.go_on()
        self.changed.emit()

    def close(self, seconds: float) -> bool:
        """Let the training keep its best and end all threads; says whether they did."""
        self._as_shown.cancel()
        self.list.runs = {number: run for number, run in self.list.runs.items() if run.state != "waiting"}
        self._token.cancel()
        ended = [worker.close(seconds) for worker in (self._worker, self._files)]
        return all(ended)

    @Slot()
    def _next(self) -> None:
        """Begin what waits, if nothing runs."""
        waiting = next((run for run in self.list.runs.values() if run.state == "waiting"), None)
        if self.current is None and waiting and not self._as_shown.waiting:
            begin, refuse = (functools.partial(then, waiting.number) for then in (self._begin, self._not_begun))
            self._as_shown.start(waiting.dataset, begin, refuse)

    def _begin(self, number: int) -> None:
        self._token = CancelToken()
        began = datetime.now().astimezone().isoformat(timespec="seconds")
        self.list.runs[number] = run = dataclasses.replace(self.list.runs[number], state="running", note="", began=began)
        self._work.start(functools.partial(train, self._engine, self._store, run, self._token))
        self.changed.emit()

    def _not_begun(self, number: int, problem: str) -> None:
        self.list.runs[number] = dataclasses.replace(self.list.runs[number], state="failed", note=problem)
        self.changed.emit()
        self._next()

    @Slot(str)
    def _tell(self, problem: str) -> None:
        self.problem = problem

    def _refuse(self, error: InputError) -> None:
        self.problem = sentence(error)
        self.changed.emit()

    @Slot(object)
    def _reported(self, report: TrainRun | Note) -> None:
        if isinstance(report, Note):
            self.stage = report
        else:
            self.stage = None
            self.list.runs[report.number] = report
        self.changed.emit()

    @Slot(object)
    def _ended(self, run: TrainRun) -> None:
        self.stage = None
        self.list.runs[run.number] = run
        self.changed.emit()
        self._next()

    @Slot(object)
    def _not_kept(self, error: InputError) -> None:
        if run := self.current:
            self.list.runs[run.number] = dataclasses.replace(run, state="failed", note=sentence(error))
        self._refuse(error)
        self._next()
