"""Trainings: one after the other, in a thread and with an engine of their own, so that answering goes on meanwhile."""

from __future__ import annotations

import dataclasses
import functools
import itertools
import os
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from mmdesk.app.services.dataset_facts import Facts, facts_of
from mmdesk.app.services.projects.collection import Collection
from mmdesk.app.services.projects.saved_dataset import AsShown
from mmdesk.app.services.training_work import copy, load, train
from mmdesk.app.system.translation import sentence
from mmdesk.app.system.workers import Worker
from mmdesk.core.engine import Engine
from mmdesk.core.errors import InputError
from mmdesk.core.paths import data_dir, models_dir
from mmdesk.core.progress import CancelToken, Note
from mmdesk.core.tasks.registry import USUAL_TASK
from mmdesk.core.tasks.task import TaskName
from mmdesk.core.training.collected import Learned
from mmdesk.core.training.plan import TrainPlan
from mmdesk.core.training.runs import UNDER_WAY, RunStore, TrainRun


class Training(QObject):
    """All trainings of this person, and the one that runs.

    Attributes:
        runs: by their numbers, the oldest first
        dataset: what the next training learns from; None if nothing is chosen
        followed: the project that was last taken as `dataset` because it is the open one
        facts: what is known of it
        labels_from: where its labels are, if the person had to decide it
        beginnings: model files that the person chose as something to begin with, besides those of trainings
        problem: a sentence about what was asked last and could not be done

    Signals:
        changed: the runs are others, or what they say
        dataset_changed: `dataset`, `facts`, `task` or `looking` is another
    """

    changed = Signal()
    dataset_changed = Signal()

    def __init__(self, engine_factory: Callable[[], Engine], collection: Collection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._as_shown = AsShown(collection, self)
        self.runs: dict[int, TrainRun] = {}
        self.dataset: Path | None = None
        self.followed: Path | None = None
        self.facts: Facts | None = None
        self.labels_from = ""
        self.beginnings: tuple[Path, ...] = ()
        self.problem = ""
        self.stage: Note | None = None
        self._tasks: dict[Path, TaskName] = {}
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
        self._loading = self._files.lane()
        self._loading.succeeded.connect(self._loaded)
        self._looking = self._files.lane()
        self._looking.succeeded.connect(self._looked)
        self._looking.failed.connect(self._not_looked)
        self._keeping = self._files.lane()
        self._keeping.failed.connect(self._refuse)
        self._saving = self._files.lane()
        self._saving.failed.connect(self._refuse)
        self._loading.start(functools.partial(load, self._store))

    @property
    def current(self) -> TrainRun | None:
        """The one that runs."""
        return next((run for run in self.runs.values() if run.state == "running"), None)

    @property
    def under_way(self) -> bool:
        """Whether one runs or waits for its turn."""
        return any(run.state in UNDER_WAY for run in self.runs.values())

    @property
    def queue(self) -> tuple[TrainRun, ...]:
        """What was asked for since nothing was under way, in its order: what has ended, what runs, what waits."""
        return tuple(self.runs[number] for number in self._asked if number in self.runs)

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

    @property
    def looking(self) -> bool:
        return self._looking.busy

    @property
    def task(self) -> TaskName:
        """What to learn from the chosen dataset: as the person said, as it was trained last, or as its labels suggest."""
        if self.dataset is None or self.facts is None:
            return USUAL_TASK
        trained = next((run.plan.task for run in reversed(self.runs.values()) if run.dataset == self.dataset), self.facts.task)
        wanted = self._tasks.get(self.dataset, trained)
        return wanted if wanted in self.facts.tasks else self.facts.task

    def best(self, dataset: Path, task: TaskName) -> TrainRun | None:
        """Of the runs that learned this from a dataset, the one that validation likes best."""
        ended = [run for run in self.runs.values() if run.result and (run.dataset, run.plan.task) == (dataset, task)]
        return max(ended, key=lambda run: run.result.merit if run.result else 0.0, default=None)

    def choose(self, dataset: Path) -> None:
        """Learn from this dataset from now on."""
        self.dataset, self.facts, self.problem, self.labels_from = dataset, None, "", ""
        self._looking.start(functools.partial(facts_of, dataset, ""))
        self.dataset_changed.emit()

    def decide(self, labels_from: str) -> None:
        """Take the labels of the chosen dataset from here, one of `Facts.choices`."""
        self.labels_from = labels_from
        self.look_again()

    def choose_task(self, task: TaskName) -> None:
        """Learn this from the chosen dataset from now on."""
        if self.dataset:
            self._tasks[self.dataset] = task
            self.dataset_changed.emit()

    @Slot(object)
    def offer_beginning(self, model: Path) -> None:
        """Offer this model file from now on as something to begin with."""
        self.beginnings = (*self.beginnings, model)
        self.changed.emit()

    def look_again(self) -> None:
        """The chosen dataset may hold something else now; what is known of it stays until then."""
        if self.dataset:
            self._looking.start(functools.partial(facts_of, self.dataset, self.labels_from))

    def start(self, plans: Sequence[TrainPlan]) -> None:
        """Train by these plans on the chosen dataset, one after the other, each into a model file of its own."""
        if self.dataset is None:
            return
        self.problem = ""
        try:
            folder = models_dir()
        except InputError as error:
            self._refuse(error)
            return
        for plan in plans:
            run = self._new_run(plan, self.dataset, folder)
            self._ask(run)
        self.changed.emit()
        self._next()

    def _ask(self, run: TrainRun) -> None:
        """Let a run wait for its turn, after those that were asked for before."""
        if not self.under_way:
            self._asked = []
        self._asked.append(run.number)
        self.runs[run.number] = run

    def _new_run(self, plan: TrainPlan, dataset: Path, folder: Path) -> TrainRun:
        """One that writes over no other, nor over the model of one that was forgotten."""
        for number in itertools.count(max(self.runs, default=0) + 1):
            out = folder / f"{dataset.stem}-{plan.fusion}-{number}.safetensors"
            if not (self._store.holds(number) or os.path.exists(out)):
                break
        return TrainRun(number, dataset, dataclasses.replace(plan, out=out))

    def run_of(self, learned: Learned, dataset: Path) -> TrainRun | None:
        """What stands for a model that was learned while a dataset was collected: its file goes beside those of trainings."""
        try:
            return self._new_run(TrainPlan(out=Path(), effort="quick", task=learned.task), dataset, models_dir())
        except InputError as error:
            self._refuse(error)
            return None

    def enter(self, run: TrainRun, learned: Learned) -> None:
        """Put such a run, whose file is written, on the list; a model that nothing could judge has no place among the others."""
        if learned.judged:
            self.runs[run.number] = run = dataclasses.replace(run, state="done", result=learned.result(run.plan.out))
            self._keeping.start(lambda _: self._store.write(run))
            self.changed.emit()

    def go_on_with(self, number: int) -> None:
        """Take up a training that was stopped or interrupted."""
        run = self.runs[number]
        if run.can_go_on:
            plan = dataclasses.replace(run.plan, resume=bool(run.epochs))
            self._ask(dataclasses.replace(run, state="waiting", plan=plan))
            self.changed.emit()
            self._next()

    def stop(self) -> None:
        """End the training and keep the best so far; what waits does not begin, or stays as far as it had come."""
        self._as_shown.cancel()
        for number in [number for number, run in self.runs.items() if run.state == "waiting"]:
            if self._store.holds(number):
                self.runs[number] = dataclasses.replace(self.runs[number], state="stopped")
            else:
                del self.runs[number]
        self._token.cancel()
        self.changed.emit()

    def pause(self) -> None:
        self._token.pause()
        self.changed.emit()

    def go_on(self) -> None:
        self._token.go_on()
        self.changed.emit()

    def rename(self, number: int, name: str) -> None:
        """Give a run that has ended a name of the person's own; an empty one takes it back."""
        if self.runs[number].state not in UNDER_WAY:
            self.runs[number] = run = dataclasses.replace(self.runs[number], name=name.strip())
            try:
                self._store.write(run)
            except InputError as error:
                self._refuse(error)
            self.changed.emit()

    def forget(self, number: int) -> None:
        """Take a run that has ended off the list; its model file stays."""
        if self.runs[number].state not in UNDER_WAY:
            self._store.forget(self.runs.pop(number))
            self.changed.emit()

    def save_as(self, model: Path, path: Path) -> None:
        """Copy a model file, in another thread."""
        self.problem = ""
        self._saving.start(functools.partial(copy, model, path))

    def close(self, seconds: float) -> bool:
        """Let the training keep its best and end all threads; says whether they did."""
        self._as_shown.cancel()
        self.runs = {number: run for number, run in self.runs.items() if run.state != "waiting"}
        self._token.cancel()
        ended = [worker.close(seconds) for worker in (self._worker, self._files)]
        return all(ended)

    @Slot()
    def _next(self) -> None:
        """Begin what waits, if nothing runs."""
        waiting = next((run for run in self.runs.values() if run.state == "waiting"), None)
        if self.current is None and waiting and not self._as_shown.waiting:
            begin, refuse = (functools.partial(then, waiting.number) for then in (self._begin, self._not_begun))
            self._as_shown.start(waiting.dataset, begin, refuse)

    def _begin(self, number: int) -> None:
        self._token = CancelToken()
        began = datetime.now().astimezone().isoformat(timespec="seconds")
        self.runs[number] = run = dataclasses.replace(self.runs[number], state="running", note="", began=began)
        self._work.start(functools.partial(train, self._engine, self._store, run, self._token))
        self.changed.emit()

    def _not_begun(self, number: int, problem: str) -> None:
        self.runs[number] = dataclasses.replace(self.runs[number], state="failed", note=problem)
        self.changed.emit()
        self._next()

    @Slot(object)
    def _refuse(self, error: InputError) -> None:
        self.problem = sentence(error)
        self.changed.emit()

    @Slot(object)
    def _reported(self, report: TrainRun | Note) -> None:
        if isinstance(report, Note):
            self.stage = report
        else:
            self.stage = None
            self.runs[report.number] = report
        self.changed.emit()

    @Slot(object)
    def _ended(self, run: TrainRun) -> None:
        self.stage = None
        self.runs[run.number] = run
        self.changed.emit()
        self._next()

    @Slot(object)
    def _not_kept(self, error: InputError) -> None:
        if run := self.current:
            self.runs[run.number] = dataclasses.replace(run, state="failed", note=sentence(error))
        self._refuse(error)
        self._next()

    @Slot(object)
    def _loaded(self, runs: tuple[TrainRun, ...]) -> None:
        self.runs = {run.number: run for run in runs} | self.runs
        self.changed.emit()

    @Slot(object)
    def _looked(self, facts: Facts) -> None:
        self.facts, self.problem = facts, ""
        self.dataset_changed.emit()

    @Slot(object)
    def _not_looked(self, error: InputError) -> None:
        self.facts = None
        self.problem = sentence(error)
        self.dataset_changed.emit()
