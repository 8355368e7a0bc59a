"""The trainings of this person, as they are remembered: named, compared, forgotten, their models copied."""

from __future__ import annotations

import dataclasses
import functools
import itertools
import os
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from mmdesk.app.services.training_work import copy, load
from mmdesk.app.system.translation import sentence
from mmdesk.app.system.workers import Worker
from mmdesk.core.errors import InputError
from mmdesk.core.paths import models_dir
from mmdesk.core.tasks.task import TaskName
from mmdesk.core.training.collected import Learned
from mmdesk.core.training.plan import TrainPlan
from mmdesk.core.training.runs import UNDER_WAY, RunStore, TrainRun


class RunList(QObject):
    """All runs, whoever makes them; files are read and written by `files`, if that takes long.

    Attributes:
        runs: by their numbers, the oldest first
        beginnings: model files that the person chose as something to begin with, besides those of trainings

    Signals:
        changed: any of these is another
        told: a sentence about what was asked last and could not be done; empty if all is well
    """

    changed = Signal()
    told = Signal(str)

    def __init__(self, store: RunStore, files: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.runs: dict[int, TrainRun] = {}
        self.beginnings: tuple[Path, ...] = ()
        self._store = store
        self._loading = files.lane()
        self._loading.succeeded.connect(self._loaded)
        self._keeping = files.lane()
        self._keeping.failed.connect(self._refuse)
        self._saving = files.lane()
        self._saving.failed.connect(self._refuse)
        self._loading.start(functools.partial(load, store))

    def best(self, dataset: Path, task: TaskName) -> TrainRun | None:
        """Of the runs that learned this from a dataset, the one that validation likes best."""
        ended = [run for run in self.runs.values() if run.result and (run.dataset, run.plan.task) == (dataset, task)]
        return max(ended, key=lambda run: run.result.merit if run.result else 0.0, default=None)

    def last(self, dataset: Path) -> TrainRun | None:
        """Of the runs that learned from a dataset, the one that was begun last of those that gave a model."""
        ended = [run for run in self.runs.values() if run.result and run.dataset == dataset]
        return max(ended, key=lambda run: run.number, default=None)

    def new_run(self, plan: TrainPlan, dataset: Path, folder: Path) -> TrainRun:
        """One that writes over no other, nor over the model of one that was forgotten; it is not on the list yet."""
        for number in itertools.count(max(self.runs, default=0) + 1):
            out = folder / f"{_name(plan, dataset)}-{number}.safetensors"
            if not (self._store.holds(number) or os.path.exists(out)):
                break
        return TrainRun(number, dataset, dataclasses.replace(plan, out=out))

    def run_of(self, learned: Learned, dataset: Path) -> TrainRun | None:
        """What stands for a model that was learned while a dataset was collected: its file goes beside those of trainings."""
        try:
            return self.new_run(TrainPlan(out=Path(), effort="quick", task=learned.task), dataset, models_dir())
        except InputError as error:
            self._refuse(error)
            return None

    def enter(self, run: TrainRun, learned: Learned) -> None:
        """Put such a run, whose file is written, on the list; a model that nothing could judge has no place among the others."""
        if learned.judged:
            self.runs[run.number] = run = dataclasses.replace(run, state="done", result=learned.result(run.plan.out))
            self._keeping.start(lambda _: self._store.write(run))
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
        self.told.emit("")
        self._saving.start(functools.partial(copy, model, path))

    @Slot(object)
    def offer_beginning(self, model: Path) -> None:
        """Offer this model file from now on as something to begin with."""
        self.beginnings = (*self.beginnings, model)
        self.changed.emit()

    @Slot(object)
    def _loaded(self, runs: tuple[TrainRun, ...]) -> None:
        self.runs = {run.number: run for run in runs} | self.runs
        self.changed.emit()

    @Slot(object)
    def _refuse(self, error: InputError) -> None:
        self.told.emit(sentence(error))
        self.changed.emit()


def _name(plan: TrainPlan, dataset: Path) -> str:
    """What models of a dataset are called; of the usual fusion, which is on no list of choices, people know nothing."""
    name = dataset.name if dataset.is_dir() else dataset.stem
    return name if plan.fusion == TrainPlan().fusion else f"{name}-{plan.fusion}"
