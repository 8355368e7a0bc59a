"""What training and evaluation report."""

import math
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from mmdesk.core.datasets.example import Skipped
from mmdesk.core.errors import QT_TRANSLATE_NOOP, Names
from mmdesk.core.numerals import filled, percent
from mmdesk.core.tasks.few import can_tell, told_accuracy, wilson_interval
from mmdesk.core.tasks.registry import USUAL_TASK, task_named
from mmdesk.core.tasks.task import TaskName


@dataclass(frozen=True, slots=True)
class EpochReport:
    """One round over the training data.

    Attributes:
        train_loss: what the training minimises, its mean over the samples
        val_accuracy: share of right answers; of a regression R2, as in all other accuracies
        train_accuracy: of the samples as they were varied, with all that is present shown
        train_unimodal, val_unimodal: accuracy of each modality's own head
        val_unimodal_loss: mean cross-entropy of each modality's own head; of a regression the mean squared error in spreads
        memory: most bytes that the process has taken so far
        judged: of a classification, validation samples of each class
        processor_share: how much of the time in which it had work the processor gave to it; 1 where that is not known
        val_mae, val_unimodal_mae: of a regression, mean absolute error of all and of each modality's own head
    """

    epoch: int
    epochs: int
    train_loss: float
    val_loss: float
    val_accuracy: float
    seconds: float
    samples_per_second: float
    train_accuracy: float = math.nan
    train_unimodal: Mapping[str, float] = field(default_factory=dict)
    val_unimodal: Mapping[str, float] = field(default_factory=dict)
    val_unimodal_loss: Mapping[str, float] = field(default_factory=dict)
    memory: int = 0
    processor_share: float = 1.0
    task: TaskName = USUAL_TASK
    judged: tuple[int, ...] = ()
    val_mae: float | None = None
    val_unimodal_mae: Mapping[str, float] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The line that ``mmdesk train --json`` prints."""
        return _document(self)


@dataclass(frozen=True, slots=True)
class TrainResult:
    """How a training ended. `skipped` are the rows left out, `val_samples` those by which it was judged.

    `judged` are they class by class. `encoders` tells for each modality that had a choice the "chosen" one, and of all
    "candidates" their accuracy by themselves.

    Of a regression, `val_accuracy` is R2, `val_mae` the mean absolute error and `val_mae_interval` its 95 % interval.
    """

    model: Path
    best_epoch: int
    val_accuracy: float
    seconds: float
    skipped: tuple[Skipped, ...]
    val_samples: int = 0
    task: TaskName = USUAL_TASK
    val_mae: float | None = None
    val_mae_interval: tuple[float, float] | None = None
    encoders: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    judged: tuple[int, ...] = ()

    @property
    def merit(self) -> float:
        """The higher, the better among trainings on the same data: the accuracy, or how far a mean error lies below 0."""
        return self.val_accuracy if self.val_mae is None else -self.val_mae

    @property
    def val_interval(self) -> tuple[float, float]:
        """95 % interval of the accuracy, or of the mean error."""
        return self.val_mae_interval or wilson_interval(self.val_accuracy, self.val_samples)

    def to_json(self) -> dict[str, Any]:
        """The last line that ``mmdesk train --json`` prints."""
        judged = {"judged_by": self.val_samples, "interval": self.val_interval}
        return {**_document(self), "model": str(self.model), **judged}


def _document(report: EpochReport | TrainResult) -> dict[str, Any]:
    """The figures that the task has, by their names; which task it is stands in the model file."""
    document = asdict(report)
    del document["judged"]
    return task_named(document.pop("task")).named_figures(document)


def trained_words(training: Mapping[str, Any], translate: Callable[[str], str]) -> str:
    """What a model file tells about its training, in a line; empty if that is not what mmdesk writes.

    Args:
        translate: gives a sentence, or a text that is marked for translation in "judge", in the person's language
    """
    wanted = ("samples", "epochs", "best_epoch", "seconds")
    if not all(isinstance(training.get(name), int | float) for name in wanted):
        return ""
    text = translate(
        QT_TRANSLATE_NOOP(
            "judge", "{samples:# sample|# samples}, {epochs:# round|# rounds} (the best: no. {best_epoch}), {seconds:.0f} s"
        )
    )
    parts = [filled(text, **{name: training[name] for name in wanted})]
    if isinstance(quality := training.get("val_accuracy"), int | float):
        each = training.get("judged", ())
        known = isinstance(each, list | tuple) and all(isinstance(count, int) for count in each)
        each = each if known else ()
        told = percent(quality) if can_tell(each) else translate(told_accuracy(quality, each))
        parts.append(filled(translate(QT_TRANSLATE_NOOP("judge", "validation accuracy {share}")), share=told))
    if isinstance(error := training.get("val_mae"), int | float):
        parts.append(filled(translate(QT_TRANSLATE_NOOP("judge", "mean error {error:.4g} in validation")), error=float(error)))
    return translate(Names([*parts, *filter(None, [str(training.get("date", ""))])]))
