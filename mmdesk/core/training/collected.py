"""What a model knows that learns while examples are collected (few-shot learning), and what it still lacks."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mmdesk.core.datasets.example import Skipped
from mmdesk.core.modalities.registry import Modality
from mmdesk.core.models.spec import ModelSpec
from mmdesk.core.tasks.few import MIN_FIGURE, wilson_interval
from mmdesk.core.tasks.registry import USUAL_TASK
from mmdesk.core.tasks.task import TaskName
from mmdesk.core.training.reports import TrainResult

MIN_CLASSES, MIN_TEACHING = 2, 2
"""So many classes with so many examples each, and it begins to answer."""
COLLECTED = "collected"
"""Marks, in what a model file tells about its training, a model that learned while its examples were collected."""


@dataclass(frozen=True, slots=True)
class LeaveOneOut:
    """How right the model is on examples that did not teach what judged them (leave-one-out).

    Attributes:
        samples: those that judge, all of classes with enough of them
        quality: the share of right answers, no higher than so many samples can tell; of numbers R2
        interval: 95 % interval of the share, with the same end; of numbers that of the mean error
    """

    samples: int
    quality: float
    interval: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned of the examples so far.

    Attributes:
        spec: of the model that answers now; None while there are too few examples
        samples: examples that taught, or could be read
        counts: theirs of each class, in natural order; empty where numbers are learned
        judged: None where nothing can be judged yet
        left_out: modalities of the dataset that no frozen encoder takes
        skipped: examples that cannot be read
        seconds: how long it took
    """

    spec: ModelSpec | None
    task: TaskName = USUAL_TASK
    samples: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)
    judged: LeaveOneOut | None = None
    left_out: tuple[Modality, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    seconds: float = 0.0

    @property
    def unjudged(self) -> tuple[str, ...]:
        """Classes with too few examples to say how well they are known."""
        return tuple(label for label, count in self.counts.items() if count < MIN_FIGURE)

    def result(self, model: Path) -> TrainResult:
        """The same as of a training that wrote this file; it is judged."""
        assert self.judged  # noqa: S101
        errors = None if self.counts else self.judged.interval
        return TrainResult(
            model,
            1,
            self.judged.quality,
            self.seconds,
            self.skipped,
            self.judged.samples,
            self.task,
            val_mae=errors and sum(errors) / 2,
            val_mae_interval=errors,
        )


def enough(counts: Mapping[str, int]) -> bool:
    """Whether so many examples of each class can teach."""
    return sum(count >= MIN_TEACHING for count in counts.values()) >= MIN_CLASSES


def judging(labels: Sequence[str]) -> list[int]:
    """The places of those labels that come often enough to be judged; none if only one class does."""
    often = {label for label, count in Counter(labels).items() if count >= MIN_FIGURE}
    return [place for place, label in enumerate(labels) if label in often] if len(often) >= MIN_CLASSES else []


def share_interval(share: float, samples: int) -> tuple[float, float]:
    """Interval of a share of right answers, which ends where no more is known by Laplace's rule of succession."""
    low, high = wilson_interval(share, samples)
    return low, min(high, (samples + 1) / (samples + 2))
