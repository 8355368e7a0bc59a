"""The examples of the open project that the sample is like, and their map: made while somebody looks, the newest only."""

from __future__ import annotations

import functools
from collections.abc import Callable, Generator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from mmdesk.app.services.projects.collection import Collection
from mmdesk.app.system.translation import sentence
from mmdesk.app.system.workers import Worker
from mmdesk.core.engine import Engine
from mmdesk.core.errors import InputError
from mmdesk.core.modalities.sample import Sample
from mmdesk.core.progress import CancelToken, Note

if TYPE_CHECKING:  # the window is up before numpy is needed
    from pathlib import Path

    from mmdesk.app.services.open_model import OpenModel
    from mmdesk.core.answers.neighbours import ExampleMap, Indexed, Neighbours
    from mmdesk.core.projects.edits import Content
    from mmdesk.core.projects.view import View


AT_ONCE = 2000
"""More examples than these are embedded when the person says so: one with a picture may take a fiftieth of a second."""


class Alike(QObject):
    """What the sample is like.

    Embedding the examples has a thread of its own, so that answers do not wait; a sample is looked up by the thread that answers.

    Attributes:
        neighbours: of the sample that is answered; None while they are not known
        map: the examples; None while they are not embedded, or of too few
        count: how many are embedded; None while they are not
        stage: how far embedding is
        problem: why it could not be done

    Signals:
        changed: any of these is another, or what is `possible`
        wanted: keys of rows that should be shown on Data, and the one of them to look at
        doubted: a `Problem` that should be told on Data
    """

    changed = Signal()
    wanted = Signal(object, int)
    doubted = Signal(object)

    def __init__(
        self, collection: Collection, computing: Worker, engine: Callable[[], Engine], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.neighbours: Neighbours | None = None
        self.map: ExampleMap | None = None
        self.count: int | None = None
        self.stage: Note | None = None
        self.problem = ""
        self._collection = collection
        self._engine = engine
        self._model: OpenModel | None = None
        self._asked: tuple[OpenModel, Content] | None = None
        self._sample: Sample | None = None
        self._watching: set[str] = set()
        self._agreed: Path | None = None
        self._worker = Worker("examples", self)
        self._embedding = self._worker.lane()
        self._embedding.reported.connect(self._reported)
        self._embedding.succeeded.connect(self._ready)
        self._embedding.failed.connect(self._failed)
        self._finding = computing.lane()
        self._finding.succeeded.connect(self._found)
        self._finding.failed.connect(self._not_found)
        collection.changed.connect(self._look)
        collection.opened.connect(self._forget)

    @property
    def busy(self) -> bool:
        return self._embedding.busy or self._finding.busy

    @property
    def examples(self) -> int:
        """How many the open project has, if the model that answers knows any of their classes; else 0."""
        view, model = self._collection.view, self._model
        if view is None or model is None or not any(view.labels):
            return 0
        known = model.spec.labels
        return len(view.content.rows) if not known or not {*known}.isdisjoint(view.labels) else 0

    @property
    def waits(self) -> bool:
        """Whether the examples are so many that the person is asked first."""
        return self.examples > AT_ONCE and self._agreed != self._collection.dataset

    def agree(self) -> None:
        """The person wants it, however many there are."""
        self._agreed = self._collection.dataset
        self._look()

    def watch(self, who: str, on: bool) -> None:
        """Somebody looks at it, or no longer: nothing is computed while nobody does."""
        (self._watching.add if on else self._watching.discard)(who)
        if on:
            self._look()
        elif not self._watching:
            self._finding.cancel()
            if self._embedding.busy:  # what was embedded by then is kept
                self._embedding.cancel()
                self._asked = self.stage = None

    def use(self, model: OpenModel) -> None:
        """This model answers from now on; the map stays until there is another."""
        if model is not self._model:
            self._model = model
            self._stop()
            self._look()

    def ask(self, sample: Sample) -> None:
        """Look for what is like this sample, which was answered."""
        self._sample = sample
        self._find()

    def forget(self) -> None:
        """The sample is another: its answer is still to come."""
        self._sample = None
        self._finding.cancel()
        if self.neighbours is not None:
            self.neighbours = None
            self.changed.emit()

    def close(self, seconds: float) -> bool:
        """End the thread; says whether it did."""
        return self._worker.close(seconds)

    @Slot()
    def _forget(self) -> None:
        """Another project, or one that the model knows nothing of."""
        self.map = None
        self._stop()

    def _stop(self) -> None:
        self._embedding.cancel()
        self._finding.cancel()
        self._asked = self.neighbours = self.count = self.stage = None
        self.problem = ""
        self.changed.emit()

    @Slot()
    def _look(self) -> None:
        """Embed the examples as they are now, unless that is done."""
        view, model = self._collection.view, self._model
        if view is None or model is None or not self.examples:
            if self._asked or self.map:
                self._forget()
        elif self._watching and not self.waits and not self._collection.opening:
            if self._asked is None or self._asked[0] is not model or self._asked[1] is not view.content:
                self._asked, self.problem = (model, view.content), ""
                self._embedding.start(functools.partial(_embedded, self._engine, view))
                self.changed.emit()
            elif self.neighbours is None and not self._finding.busy:
                self._find()

    def _find(self) -> None:
        if self._sample is not None and self.count is not None and self._watching:
            self._finding.start(functools.partial(_nearest, self._engine, self._sample))

    @Slot(object)
    def _reported(self, note: Note) -> None:
        self.stage = note
        self.changed.emit()

    @Slot(object)
    def _ready(self, indexed: Indexed) -> None:
        self.map, self.count, self.stage = indexed.map, indexed.count, None
        self.changed.emit()
        self._find()

    @Slot(object)
    def _failed(self, error: InputError) -> None:
        self.problem, self.stage = sentence(error), None
        self.changed.emit()

    @Slot(object)
    def _found(self, neighbours: Neighbours) -> None:
        self.neighbours = neighbours
        self.changed.emit()

    @Slot(object)
    def _not_found(self, _: InputError) -> None:
        """Whatever is wrong with the sample was told instead of its answer."""


def _embedded(engine: Callable[[], Engine], view: View, token: CancelToken) -> Generator[Note, None, Indexed]:
    from mmdesk.core.answers.neighbours import Indexed

    indexed = Indexed(0)
    for report in engine().index(view.dataset(), token):
        if isinstance(report, Note):
            yield report
        else:
            indexed = report
    return indexed


def _nearest(engine: Callable[[], Engine], sample: Sample, token: CancelToken) -> Neighbours:
    return engine().neighbours(sample, token)
