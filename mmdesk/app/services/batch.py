"""A batch: many samples answered while the window goes on answering the one on the desk."""

from __future__ import annotations

import functools
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from mmdesk.app.services.parts import Many
from mmdesk.app.system.translation import sentence
from mmdesk.app.system.workers import Worker
from mmdesk.core.engine import Engine
from mmdesk.core.errors import InputError
from mmdesk.core.models.coverage import USUAL_COVERAGE
from mmdesk.core.progress import CancelToken

if TYPE_CHECKING:  # the window is up before numpy and Pillow
    from mmdesk.core.answers.batch import Answered, Row
    from mmdesk.core.datasets.example import Dataset
    from mmdesk.core.models.spec import ModelSpec

SLICE_SECONDS = 0.1
"""The engine works on it so long before it looks whether the desk has a question."""


class Batch(QObject):
    """The rows of what was dropped, and their answers as they come.

    Attributes:
        dataset: what was dropped; None without a batch
        rows: all of it
        labelled: the file or folder that was dropped, if a model can learn from it too
        answers: those to the first rows
        model: which model they are of; None before there is one
        running: whether more are to come

    Signals:
        changed: there is another batch, or it runs or rests
        answered: so many answers came in addition
    """

    changed = Signal()
    answered = Signal(int)

    def __init__(self, computing: Worker, files: Worker, engine: Callable[[], Engine], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.dataset: Dataset | None = None
        self.rows: tuple[Row, ...] = ()
        self.labelled: Path | None = None
        self.answers: list[Answered] = []
        self.problem = ""
        self.running = False
        self.model: ModelSpec | None = None
        self._engine = engine
        self._coming: Iterator[Answered] | None = None
        self._slices = computing.lane()
        self._slices.succeeded.connect(self._came)
        self._slices.failed.connect(self._not_answered)
        self._saving = files.lane()
        self._saving.succeeded.connect(self._saved)
        self._saving.failed.connect(self._failed)

    @property
    def done(self) -> bool:
        return len(self.answers) == len(self.rows)

    def begin(self, dropped: Many, model: ModelSpec | None) -> None:
        """Answer these rows instead of those before; without a model as soon as one is open."""
        self.stop()
        self.dataset, self.rows, self.labelled = dropped.dataset, dropped.rows, dropped.labelled
        self.answers, self.problem = [], ""
        self.model = None
        self.changed.emit()
        self.resume(model)

    def resume(self, model: ModelSpec | None) -> None:
        """Go on where it rests; from the first row if the open model is another one."""
        if model is None or self.dataset is None:
            return
        if self.model is not model:
            self.stop()
            self.model, self.answers = model, []
        self.problem = ""
        self.running = not self.done
        self.changed.emit()
        self._next()

    def model_opened(self, model: ModelSpec) -> None:
        """Begin what waits for a model."""
        if self.model is None:
            self.resume(model)

    def stop(self) -> None:
        """Rest; the answers so far stay."""
        self._slices.cancel()
        self._coming = None
        if self.running:
            self.running = False
            self.changed.emit()

    def clear(self) -> None:
        self.stop()
        self.dataset, self.rows, self.labelled = None, (), None
        self.answers, self.problem = [], ""
        self.changed.emit()

    def save(self, path: Path, coverage: float = USUAL_COVERAGE) -> None:
        """Write the answers so far as CSV with sets of this coverage, in another thread."""
        if self.dataset and self.model:
            self._saving.start(functools.partial(_save, path, self.model, self.dataset.root, tuple(self.answers), coverage))

    def _next(self) -> None:
        if not self.running:
            return
        if self._coming is None:
            rows = self.rows[len(self.answers) :]
            self._coming = _answers(self._engine, rows)
        self._slices.start(functools.partial(_slice, self._coming))

    @Slot(object)
    def _came(self, answers: tuple[Answered, ...]) -> None:
        self.answers += answers
        self.answered.emit(len(answers))
        if self.done:
            self.running, self._coming = False, None
            self.changed.emit()
        self._next()

    @Slot(object)
    def _saved(self, _: object) -> None:
        self.problem = ""
        self.changed.emit()

    @Slot(object)
    def _not_answered(self, error: InputError) -> None:
        self.stop()
        self._failed(error)

    @Slot(object)
    def _failed(self, error: InputError) -> None:
        self.problem = sentence(error)
        self.changed.emit()


def _answers(engine: Callable[[], Engine], rows: tuple[Row, ...]) -> Iterator[Answered]:
    # In the engine's thread, from the first row on; a batch that rests is simply not asked for more.
    yield from engine().batch(rows, CancelToken())


def _slice(coming: Iterator[Answered], token: CancelToken) -> tuple[Answered, ...]:
    end = time.monotonic() + SLICE_SECONDS
    came: list[Answered] = []
    for answered in coming:
        came.append(answered)
        token.check()
        if time.monotonic() > end:
            break
    return tuple(came)


def _save(path: Path, spec: ModelSpec, root: Path, answers: tuple[Answered, ...], coverage: float, _token: CancelToken) -> None:
    from mmdesk.core.answers.batch import write_table
    from mmdesk.core.datasets.formulas import EXCEL

    write_table(path, spec, root, answers, EXCEL, coverage)
