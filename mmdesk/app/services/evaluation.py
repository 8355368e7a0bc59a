"""Judging a model on a dataset, in a thread and with an engine of its own."""

from __future__ import annotations

import functools
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QObject, Signal, Slot

from mmdesk.app.services.project import Collection
from mmdesk.app.services.saved_dataset import AsShown
from mmdesk.app.system.translation import sentence, translated
from mmdesk.app.system.workers import Worker
from mmdesk.core.engine import Engine, Judged
from mmdesk.core.errors import InputError, Sentence
from mmdesk.core.evaluation.summary import Evaluation, NumberEvaluation
from mmdesk.core.progress import CancelToken, Note

if TYPE_CHECKING:  # the window is up before numpy is needed
    from mmdesk.core.evaluation.charts import Chart
    from mmdesk.core.evaluation.results import NumberAnswers, SampleAnswers


SPLITS = ("test", "val", "train")
MAX_LISTED = 200
"""So many samples are listed."""


@dataclass(frozen=True, slots=True, eq=False)
class ClassJudgement:
    """A whole judgement of a model that tells classes, ready to be shown in one language.

    Attributes:
        charts: all but the confusion matrix
        figures: names and values that sum it up
        classes: a head and a row of figures for each class
        mistakes, doubtful: numbers of samples, the worst first
    """

    evaluation: Evaluation
    answers: SampleAnswers
    charts: tuple[Chart, ...]
    figures: tuple[tuple[str, str], ...]
    classes: tuple[tuple[str, ...], ...]
    mistakes: tuple[int, ...]
    doubtful: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class NumberJudgement:
    """The same of a model that tells a number.

    Attributes:
        mistakes: numbers of samples, the farthest off first
        listed: a head and a row of words for each of the first of these
    """

    evaluation: NumberEvaluation
    answers: NumberAnswers
    charts: tuple[Chart, ...]
    figures: tuple[tuple[str, str], ...]
    mistakes: tuple[int, ...]
    listed: tuple[tuple[str, ...], ...]


Judgement: TypeAlias = ClassJudgement | NumberJudgement


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
        self._earlier: ClassJudgement | None = None
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
    def before(self) -> ClassJudgement | None:
        """How another model was judged before on the same samples, so that both can be seen side by side."""
        one, other = self._earlier, self.judgement
        if one is None or not isinstance(other, ClassJudgement) or one.answers.model == other.answers.model:
            return None
        same = (one.answers.dataset, one.answers.examples) == (other.answers.dataset, other.answers.examples)
        return one if same else None

    def judge(self, model: Path, dataset: Path, split: str = SPLITS[0]) -> None:
        """Judge this model by the samples of one split."""
        if isinstance(self.judgement, ClassJudgement) and self.judgement.answers.model != model:
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
            if self._earlier is before and isinstance(anew, ClassJudgement):
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
    return sentence(text) if isinstance(text, Sentence) else translated("judge", text)


def _judge(
    engine: Callable[[], Engine], model: Path, dataset: Path, split: str, token: CancelToken
) -> Generator[Note, None, Judgement]:
    reports: list[Judged] = []
    for report in engine().evaluate(model, dataset, split, token):
        if isinstance(report, Note):
            yield report
        else:
            reports.append(report)
    return _judgement(*reports)


def _tell_anew(known: Sequence[Judgement], _token: CancelToken) -> list[tuple[Judgement, Judgement]]:
    return [(judgement, _judgement(judgement.answers, judgement.evaluation)) for judgement in known]


def _judgement(answers: Judged, evaluation: Judged) -> Judgement:
    """What the last two reports of a judging tell."""
    from mmdesk.core.evaluation import metrics
    from mmdesk.core.evaluation.charts import charts_of, number_charts
    from mmdesk.core.evaluation.html_report import class_rows, error_rows, headline, number_headline
    from mmdesk.core.evaluation.results import NumberAnswers, SampleAnswers

    if isinstance(evaluation, Evaluation) and isinstance(answers, SampleAnswers):
        return ClassJudgement(
            evaluation,
            answers,
            charts_of(answers, translate),
            tuple(headline(evaluation, answers, translate)),
            tuple(class_rows(answers, translate)),
            tuple(metrics.worst_mistakes(answers.probabilities, answers.truth).tolist()),
            tuple(metrics.doubtful_labels(answers.probabilities, answers.truth).tolist()),
        )
    assert isinstance(evaluation, NumberEvaluation)  # noqa: S101 - an evaluation has the answers of its kind before it
    assert isinstance(answers, NumberAnswers)  # noqa: S101
    mistakes = tuple(metrics.worst_errors(answers.truth, answers.predicted).tolist())
    return NumberJudgement(
        evaluation,
        answers,
        number_charts(answers, translate),
        tuple(number_headline(evaluation, answers, translate)),
        mistakes,
        tuple(error_rows(answers, mistakes[:MAX_LISTED], translate)),
    )


def _save(judgement: Judgement, path: Path, _token: CancelToken) -> Path:
    from mmdesk.core.evaluation import results
    from mmdesk.core.evaluation.html_report import write_number_report, write_report

    match path.suffix.lower(), judgement:
        case ".csv", ClassJudgement():
            results.write_answers(path, judgement.answers)
        case ".csv", NumberJudgement():
            results.write_number_answers(path, judgement.answers)
        case ".json", ClassJudgement():
            results.write_figures(path, judgement.evaluation, judgement.answers)
        case ".json", NumberJudgement():
            results.write_number_figures(path, judgement.evaluation, judgement.answers)
        case _, ClassJudgement():
            write_report(path, judgement.evaluation, judgement.answers, translate)
        case _, NumberJudgement():
            write_number_report(path, judgement.evaluation, judgement.answers, translate)
    return path
