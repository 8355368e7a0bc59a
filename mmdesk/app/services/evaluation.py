"""Judging a model on a dataset, in a thread and with an engine of its own."""

from __future__ import annotations

import functools
from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from mmdesk.app.services.projects.collection import Collection
from mmdesk.app.services.projects.saved_dataset import AsShown
from mmdesk.app.system.translation import sentence, translated
from mmdesk.app.system.workers import Worker
from mmdesk.core.datasets.example import EVERY_SPLIT
from mmdesk.core.engine import Engine
from mmdesk.core.errors import InputError, Names, Sentence
from mmdesk.core.progress import CancelToken, Note

if TYPE_CHECKING:  # the window is up before numpy is needed
    from mmdesk.core.evaluation.results import Judgement, Results

SPLITS = ("test", "val", "train", EVERY_SPLIT)


class Judging(QObject):
    """The last judgement.

    Attributes:
        model, dataset, split: what is judged, by what; None if nothing is chosen
        judgement: the result
        stage: how far the reading of files is
        problem: a sentence about what was asked last and could not be done

    Signals:
        changed: any of these is another
        saved: the file that was written
    """

    changed = Signal()
    saved = Signal(str)

    def __init__(self, engine_factory: Callable[[], Engine], collection: Collection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._as_shown = AsShown(collection, self)
        self.model: Path | None = None
        self.dataset: Path | None = None
        self.split = SPLITS[0]
        self.judgement: Judgement | None = None
        self._earlier: Judgement | None = None
        self.stage: Note | None = None
        self.problem = ""
        self._engine = functools.cache(engine_factory)
        worker = Worker("judging", self)
        self._work = worker.lane()
        self._work.reported.connect(self._reported)
        self._work.succeeded.connect(self._judged)
        self._work.failed.connect(self._refused)
        self._telling = worker.lane()
        self._telling.succeeded.connect(self._told_anew)
        self._saving = worker.lane()
        self._saving.succeeded.connect(self._saved)
        self._saving.failed.connect(self._refused)

    @property
    def busy(self) -> bool:
        return self._as_shown.waiting or self._work.busy

    @property
    def before(self) -> Judgement | None:
        """How another model was judged before on the same samples, so that both can be seen side by side."""
        one, other = self._earlier, self.judgement
        if one is None or other is None or one.results.model == other.results.model:
            return None
        same = (one.results.dataset, one.results.examples) == (other.results.dataset, other.results.examples)
        return one if same and bool(one.classes) == bool(other.classes) else None

    def judge(self, model: Path, dataset: Path, split: str = SPLITS[0]) -> None:
        """Judge this model by the samples of one split."""
        if self.judgement and self.judgement.results.model != model:
            self._earlier = self.judgement
        self.model, self.dataset, self.split = model, dataset, split
        self.judgement, self.stage, self.problem = None, None, ""
        self._work.cancel()
        work = functools.partial(_judge, self._engine, model, dataset, split)
        self._as_shown.start(dataset, functools.partial(self._work.start, work), self._say)
        self.changed.emit()

    def cancel(self) -> None:
        self._as_shown.cancel()
        self._work.cancel()
        self.stage = None
        self.changed.emit()

    def tell_anew(self) -> None:
        """Another language was chosen: tell in it what was judged before; `changed` says when that is done."""
        if known := [judgement for judgement in (self.judgement, self._earlier) if judgement]:
            self._telling.start(functools.partial(_tell_anew, known))

    def save(self, path: Path) -> None:
        """Write the judgement as a page, its answers as CSV, or its figures as JSON, by the ending of the name."""
        if self.judgement:
            self.problem = ""
            self._saving.start(functools.partial(_save, self.judgement, path))

    def worker(self, name: str, user: QObject) -> Worker:
        """One more thread for someone who looks at what was judged; it ends with them, or with this if that goes first."""
        worker = Worker(name, self)
        worker.end_with(user)
        return worker

    def close(self, seconds: float) -> bool:
        """End the threads; says whether they did."""
        ended = [worker.close(seconds) for worker in self.findChildren(Worker)]
        return all(ended)

    @Slot(object)
    def _reported(self, note: Note) -> None:
        self.stage = note
        self.changed.emit()

    @Slot(object)
    def _judged(self, judgement: Judgement) -> None:
        self.judgement, self.stage = judgement, None
        self.changed.emit()

    @Slot(object)
    def _told_anew(self, told: Sequence[tuple[Judgement, Judgement]]) -> None:
        for before, anew in told:
            if self.judgement is before:
                self.judgement = anew
            if self._earlier is before:
                self._earlier = anew
        self.changed.emit()

    @Slot(object)
    def _refused(self, error: InputError) -> None:
        self._say(sentence(error))

    def _say(self, problem: str) -> None:
        self.problem, self.stage = problem, None
        self.changed.emit()

    @Slot(object)
    def _saved(self, path: Path) -> None:
        self.saved.emit(str(path))


def translate(text: str) -> str:
    """A sentence or a text of a judgement in the language of the window."""
    return sentence(text) if isinstance(text, Sentence | Names) else translated("judge", text)


def _judge(
    engine: Callable[[], Engine], model: Path, dataset: Path, split: str, token: CancelToken
) -> Generator[Note, None, Judgement]:
    from mmdesk.core.evaluation.results import Results

    results: Results[Any] | None = None
    for report in engine().evaluate(model, dataset, split, token):
        if isinstance(report, Note):
            yield report
        elif isinstance(report, Results):
            results = report
        elif results:
            judgement = results.judgement(report, translate)
    return judgement


def _tell_anew(known: Sequence[Judgement], _token: CancelToken) -> list[tuple[Judgement, Judgement]]:
    return [(judgement, judgement.results.judgement(judgement.evaluation, translate)) for judgement in known]


def _save(judgement: Judgement, path: Path, _token: CancelToken) -> Path:
    from mmdesk.core.evaluation.html_report import write_report
    from mmdesk.core.evaluation.results import write_answers, write_figures

    match path.suffix.lower():
        case ".csv":
            write_answers(path, judgement.results.table())
        case ".json":
            write_figures(path, judgement.evaluation, judgement.results)
        case _:
            write_report(path, judgement, translate)
    return path
