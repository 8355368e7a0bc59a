"""What the next training learns from: the dataset, what is known of it, and which task its labels tell."""

from __future__ import annotations

import functools
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from mmdesk.app.services.dataset_facts import Facts, facts_of
from mmdesk.app.services.run_list import RunList
from mmdesk.app.system.translation import sentence
from mmdesk.app.system.workers import Worker
from mmdesk.core.datasets.example import UNDECIDED
from mmdesk.core.errors import EncodingError, InputError
from mmdesk.core.tasks.registry import USUAL_TASK
from mmdesk.core.tasks.task import TaskName


class TrainingData(QObject):
    """A dataset that the person chose, looked at in another thread.

    Attributes:
        dataset: None if nothing is chosen
        followed: the project that was last taken as `dataset` because it is the open one
        facts: what is known of it
        decisions: how it is read, if the person had to decide it
        foreign: the likely encoding of what cannot be read, if that has to be decided

    Signals:
        changed: `dataset`, `facts`, `task` or `looking` is another
        told: a sentence about why it cannot be learned from; empty if all is well
    """

    changed = Signal()
    told = Signal(str)

    def __init__(self, trainings: RunList, files: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.dataset: Path | None = None
        self.followed: Path | None = None
        self.facts: Facts | None = None
        self.decisions, self.foreign = UNDECIDED, ""
        self._trainings = trainings
        self._tasks: dict[Path, TaskName] = {}
        self._looking = files.lane()
        self._looking.succeeded.connect(self._looked)
        self._looking.failed.connect(self._not_looked)

    @property
    def looking(self) -> bool:
        return self._looking.busy

    @property
    def task(self) -> TaskName:
        """What to learn: as the person said, as it was trained last, or as the labels suggest."""
        if self.dataset is None or self.facts is None:
            return USUAL_TASK
        runs = reversed(self._trainings.runs.values())
        trained = next((run.plan.task for run in runs if run.dataset == self.dataset), self.facts.task)
        wanted = self._tasks.get(self.dataset, trained)
        return wanted if wanted in self.facts.tasks else self.facts.task

    def choose(self, dataset: Path) -> None:
        """Learn from this dataset from now on."""
        self.dataset, self.facts, self.decisions, self.foreign = dataset, None, UNDECIDED, ""
        self.told.emit("")
        self.look_again()
        self.changed.emit()

    def decide(self, **decision: str) -> None:
        """Read the dataset with one decision more."""
        self.decisions = replace(self.decisions, **decision)
        self.look_again()

    def choose_task(self, task: TaskName) -> None:
        """Learn this from the dataset from now on."""
        if self.dataset:
            self._tasks[self.dataset] = task
            self.changed.emit()

    def look_again(self) -> None:
        """The dataset may hold something else now; what is known of it stays until then."""
        if self.dataset:
            self._looking.start(functools.partial(facts_of, self.dataset, self.decisions))

    @Slot(object)
    def _looked(self, facts: Facts) -> None:
        self.facts, self.foreign = facts, facts.foreign
        self.told.emit("")
        self.changed.emit()

    @Slot(object)
    def _not_looked(self, error: InputError) -> None:
        self.facts, self.foreign = None, error.encoding if isinstance(error, EncodingError) else ""
        self.told.emit(sentence(error))
        self.changed.emit()
