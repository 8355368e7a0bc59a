"""Which unlabelled examples of the open project to label next (active learning): ordered anew as labels come in."""

from __future__ import annotations

import functools
from collections.abc import Callable, Generator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from mmdesk.app.services.projects.collection import Collection
from mmdesk.app.system.translation import sentence
from mmdesk.app.system.workers import Lane
from mmdesk.core.engine import Engine
from mmdesk.core.errors import InputError
from mmdesk.core.progress import CancelToken, Note
from mmdesk.core.tasks.registry import likely_task
from mmdesk.core.training.collected import Learned
from mmdesk.core.training.worth_labelling import BATCH, Guess, Worth

if TYPE_CHECKING:  # the window is up before numpy is needed
    from mmdesk.core.projects.view import View


class WorthLabelling(QObject):
    """The order of the unlabelled rows, as long as somebody asks for it.

    Attributes:
        order: keys of rows, the one most worth a label first; those that were labelled since are still among them
        guesses: what the program believes of rows, by their keys
        learned: what it learned of the labels before it chose; None before
        stage: how far it is with the next order
        problem: a sentence about what went wrong

    Signals:
        changed: any of these is another
    """

    changed = Signal()

    def __init__(
        self,
        collection: Collection,
        engine: Callable[[], Engine],
        lane: Lane,
        file: Callable[[], Path | None],
        parent: QObject | None = None,
    ) -> None:
        """`lane` is one of the thread in which the engine learns, `file` gives the model that answers for this project, if any."""
        super().__init__(parent)
        self._collection, self._engine, self._file = collection, engine, file
        self._users: set[object] = set()
        self._ranked = 0
        self._work = lane
        self._work.reported.connect(self._reported)
        self._work.succeeded.connect(self._ended)
        self._work.failed.connect(self._failed)
        self.order: tuple[int, ...] = ()
        self.guesses: Mapping[int, Guess] = {}
        self.learned: Learned | None = None
        self.stage: Note | None = None
        self.problem = ""
        collection.opened.connect(self._opened)
        collection.changed.connect(self._look)

    @property
    def unlabelled(self) -> int:
        """How many rows of the open project have no label."""
        view = self._collection.view
        return view.counts[""] if view else 0

    @property
    def busy(self) -> bool:
        return self._work.busy

    def begin(self, user: object) -> None:
        """Order the rows, and again after each batch of labels, as long as `user` or another one wants it."""
        first = not self._users
        self._users.add(user)
        if first:
            self._start()

    def end(self, user: object) -> None:
        """`user` needs it no more."""
        self._users.discard(user)
        if not self._users and self.busy:
            self._work.cancel()
            self.stage = None
            self.changed.emit()

    @Slot()
    def _opened(self) -> None:
        """What was known is of another project."""
        self._work.cancel()
        self.order, self.guesses, self.learned, self.stage, self.problem = (), {}, None, None, ""
        self.changed.emit()
        if self._users:
            self._start()

    @Slot()
    def _look(self) -> None:
        """Choose anew when a batch of labels has come in, or as many rows; what is being decoded is decoded to its end first."""
        if self._users and not self.busy and abs(self.unlabelled - self._ranked) >= BATCH:
            self._start()

    def _start(self) -> None:
        view = self._collection.view
        if view is None or self._collection.opening:
            return
        self._ranked, self.problem = view.counts[""], ""
        self._work.start(functools.partial(_ranked, self._engine, view, self._file()))
        self.changed.emit()

    @Slot(object)
    def _reported(self, report: Note | Learned) -> None:
        if isinstance(report, Learned):
            self.learned = report
        else:
            self.stage = report
        self.changed.emit()

    @Slot(object)
    def _ended(self, worth: Worth) -> None:
        self.stage = None
        self.order = tuple(row - 1 for row in worth.rows)  # the rows of `View.dataset` count from 1, keys from 0
        self.guesses = {row - 1: guess for row, guess in worth.guesses.items()}
        self.changed.emit()
        self._look()

    @Slot(object)
    def _failed(self, error: InputError) -> None:
        self.stage, self.problem = None, sentence(error)
        self.changed.emit()


def _ranked(
    engine: Callable[[], Engine], view: View, file: Path | None, token: CancelToken
) -> Generator[Note | Learned, None, Worth]:
    """Learn from the labels so far, then choose by that; by the model file while they are too few, or by looks alone."""
    dataset, worth = view.dataset(), Worth(())
    for report in engine().learn(dataset, likely_task(filter(None, view.labels)), token):
        yield report
        if isinstance(report, Learned) and report.spec:
            file = None
    for told in engine().worth_labelling(dataset, file, token):
        if isinstance(told, Note):
            yield told
        else:
            worth = told
    return worth
