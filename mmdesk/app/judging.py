"""Judging a model on a dataset, in a thread and with an engine of its own."""

from __future__ import annotations

import functools
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from mmdesk.app.jobs import Worker
from mmdesk.app.translation import sentence, translated
from mmdesk.core.errors import QT_TRANSLATE_NOOP, InputError, Sentence
from mmdesk.core.protocol import Engine, Token
from mmdesk.core.report import Evaluation, Note

if TYPE_CHECKING:  # the window is up before numpy is needed
    from mmdesk.core.judge_charts import Chart
    from mmdesk.core.judgement import SampleAnswers


SPLITS = ("test", "val", "train")


@dataclass(frozen=True, slots=True, eq=False)
class Judgement:
    """A whole judgement, ready to be shown.

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

    def __init__(self, engine_factory: Callable[[], Engine], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.model: Path | None = None
        self.dataset: Path | None = None
        self.split = SPLITS[0]
        self.judgement: Judgement | None = None
        self.stage: Note | None = None
        self.problem = ""
        self._engine = functools.cache(engine_factory)
        self._worker = Worker("judging", self)
        self._work = self._worker.lane()
        self._work.reported.connect(self._reported)
        self._work.succeeded.connect(self._judged)
        self._work.failed.connect(self._refused)
        self._saving = self._worker.lane()
        self._saving.succeeded.connect(self._saved)
        self._saving.failed.connect(self._refused)

    @property
    def busy(self) -> bool:
        return self._work.busy

    def judge(self, model: Path, dataset: Path, split: str = SPLITS[0]) -> None:
        """Judge this model by the samples of one split."""
        self.model, self.dataset, self.split = model, dataset, split
        self.judgement, self.stage, self.problem = None, None, ""
        self._work.start(functools.partial(_judge, self._engine, model, dataset, split))
        self.changed.emit()

    def cancel(self) -> None:
        self._work.cancel()
        self.stage = None
        self.changed.emit()

    def save(self, path: Path) -> None:
        """Write the judgement as a page, its answers as CSV, or its figures as JSON, by the ending of the name."""
        if self.judgement:
            self.problem = ""
            self._saving.start(functools.partial(_save, self.judgement, path))

    def close(self, seconds: float) -> bool:
        """End the thread; says whether it did."""
        return self._worker.close(seconds)

    @Slot(object)
    def _reported(self, note: Note) -> None:
        self.stage = note
        self.changed.emit()

    @Slot(object)
    def _judged(self, judgement: Judgement) -> None:
        self.judgement, self.stage = judgement, None
        self.changed.emit()

    @Slot(object)
    def _refused(self, error: InputError) -> None:
        self.problem, self.stage = sentence(error), None
        self.changed.emit()

    @Slot(object)
    def _saved(self, path: Path) -> None:
        self.saved.emit(str(path))


def say(text: str) -> str:
    """A sentence or a text of a judgement in the language of the window."""
    return sentence(text) if isinstance(text, Sentence) else translated("judge", text)


def _judge(engine: Callable[[], Engine], model: Path, dataset: Path, split: str, token: Token) -> Generator[Note, None, Judgement]:
    from mmdesk.core.figures import doubtful_labels, worst_mistakes
    from mmdesk.core.judge_charts import charts_of
    from mmdesk.core.judgement import SampleAnswers
    from mmdesk.core.report_page import class_rows, headline

    answers: SampleAnswers | None = None
    evaluation: Evaluation | None = None
    for report in engine().evaluate(model, dataset, split, token):
        if isinstance(report, Note):
            yield report
        elif isinstance(report, Evaluation):
            evaluation = report
        elif isinstance(report, SampleAnswers):
            answers = report
        else:
            text = QT_TRANSLATE_NOOP("errors", "{model} tells numbers. Judge it in the shell: mmdesk evaluate {model} {dataset}")
            raise InputError(text, model=model, dataset=dataset)
    assert answers is not None  # noqa: S101 - evaluate's last reports
    assert evaluation is not None  # noqa: S101
    return Judgement(
        evaluation,
        answers,
        charts_of(answers, say),
        tuple(headline(evaluation, answers, say)),
        tuple(class_rows(answers, say)),
        tuple(worst_mistakes(answers.probabilities, answers.truth).tolist()),
        tuple(doubtful_labels(answers.probabilities, answers.truth).tolist()),
    )


def _save(judgement: Judgement, path: Path, _token: Token) -> Path:
    from mmdesk.core.judgement import write_answers, write_figures
    from mmdesk.core.report_page import write_report

    match path.suffix.lower():
        case ".csv":
            write_answers(path, judgement.answers)
        case ".json":
            write_figures(path, judgement.evaluation, judgement.answers)
        case _:
            write_report(path, judgement.evaluation, judgement.answers, say)
    return path
