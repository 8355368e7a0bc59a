"""Learning while examples are collected: a thread of its own follows the open project, so that answering goes on meanwhile."""

from __future__ import annotations

import functools
from collections.abc import Callable, Generator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from mmdesk.app.services.projects.collection import Collection
from mmdesk.app.system.translation import sentence
from mmdesk.app.system.workers import Lane, Worker
from mmdesk.core.engine import Engine
from mmdesk.core.errors import InputError
from mmdesk.core.progress import CancelToken, Note
from mmdesk.core.tasks.registry import likely_task
from mmdesk.core.training.collected import Learned
from mmdesk.core.training.runs import TrainRun

if TYPE_CHECKING:  # the window is up before numpy is needed
    from mmdesk.core.projects.edits import Content
    from mmdesk.core.projects.view import View


class Learning(QObject):
    """What the open project teaches, learned anew at each change of it.

    Attributes:
        on: whether it answers, or will as soon as it can, instead of a model file
        learned: what was learned last of this project; None before
        stage: how far it is with the next
        problem: a sentence about what went wrong

    Signals:
        changed: any of these is another
        ready: a newer model can answer
        saved: the model file of this run was written
    """

    changed = Signal()
    ready = Signal()
    saved = Signal(object)

    def __init__(
        self,
        collection: Collection,
        engine: Callable[[], Engine],
        wanted: Callable[[Sequence[str]], bool],
        parent: QObject | None = None,
    ) -> None:
        """`wanted` tells whether a project with these labels needs a model of its own, because the open file is not for it."""
        super().__init__(parent)
        self.on = False
        self.learned: Learned | None = None
        self.stage: Note | None = None
        self.problem = ""
        self._collection = collection
        self._engine = engine
        self._wanted = wanted
        self._seen: Content | None = None
        self._kept = False
        self._paused = False
        self._postponed = False
        self._worker = Worker("learning", self)
        self._work = self._worker.lane()
        self._work.reported.connect(self._reported)
        self._work.succeeded.connect(self._ended)
        self._work.failed.connect(self._failed)
        self._saving = self._worker.lane()
        self._saving.succeeded.connect(self.saved)
        self._saving.failed.connect(self._failed)
        collection.opened.connect(self._project_opened)
        collection.edits.added.connect(self._added)
        collection.changed.connect(self._look)

    @property
    def busy(self) -> bool:
        """Whether newer examples than those of `learned` are being learned from, or a file is written."""
        return self._work.busy or self._postponed or self._saving.busy

    @property
    def answers(self) -> bool:
        """Whether there is a model of the open project that should answer."""
        return self.on and self.learned is not None and self.learned.spec is not None

    def begin(self) -> None:
        """Learn from the open project, and let that answer."""
        view = self._collection.view
        if view is not None and not self.on:
            self.on = True
            self._start(view)

    def stop(self) -> None:
        """Leave answering to a model file."""
        self._give_up()
        if self.on:
            self.on, self.stage = False, None
            self.changed.emit()

    def pause(self) -> None:
        """Leave the processor to what else there is, until `go_on`: nobody sees its answers."""
        self._paused = True
        if self._work.busy:
            self._work.cancel()
            self._postponed = True

    def go_on(self) -> None:
        """Learn from what has changed since `pause`."""
        self._paused = False
        view = self._collection.view
        if self._postponed and view is not None:
            self._start(view)

    def save(self, run: TrainRun) -> None:
        """Write what was learned last as the model file of this run."""
        self.problem = ""
        self._saving.start(functools.partial(_save, self._engine, run))
        self.changed.emit()

    def lane(self) -> Lane:
        """One more kind of work of this thread, to which what the engine learns belongs."""
        return self._worker.lane()

    def close(self, seconds: float) -> bool:
        """End the thread; says whether it did."""
        return self._worker.close(seconds)

    @Slot()
    def _project_opened(self) -> None:
        self._give_up()
        self.learned, self.stage, self.problem, self._seen = None, None, "", None
        self.on = self._wanted(self._collection.labels)
        self.changed.emit()

    @Slot()
    def _added(self) -> None:
        self._kept = True  # which is seen a moment later

    @Slot()
    def _look(self) -> None:
        view = self._collection.view
        if view is None or view.content is self._seen or self._collection.opening:
            return
        kept, self._kept, self._seen = self._kept, False, view.content
        if self.on:
            self._start(view)
        elif kept and self._wanted(view.labels):
            self.begin()

    def _start(self, view: View) -> None:
        self.problem = ""
        self._postponed = self._paused
        if not self._paused:
            self._work.start(functools.partial(_learn, self._engine, view))
        self.changed.emit()

    def _give_up(self) -> None:
        self._work.cancel()
        self._postponed = False

    @Slot(object)
    def _reported(self, note: Note) -> None:
        self.stage = note
        self.changed.emit()

    @Slot(object)
    def _ended(self, learned: Learned) -> None:
        self.learned, self.stage = learned, None
        self.changed.emit()
        if self.answers:
            self.ready.emit()

    @Slot(object)
    def _failed(self, error: InputError) -> None:
        self.stage, self.problem = None, sentence(error)
        self.changed.emit()


def _learn(engine: Callable[[], Engine], view: View, token: CancelToken) -> Generator[Note, None, Learned]:
    learned = Learned(None)
    for report in engine().learn(view.dataset(), likely_task(filter(None, view.labels)), token):
        if isinstance(report, Note):
            yield report
        else:
            learned = report
    return learned


def _save(engine: Callable[[], Engine], run: TrainRun, _token: CancelToken) -> TrainRun:
    engine().save_learned(run.plan.out)
    return run
