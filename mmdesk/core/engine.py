"""What the window and the command line ask of an engine, without knowing PyTorch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from mmdesk.core.datasets.example import UNDECIDED, Decisions

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from mmdesk.core.answers.batch import Answered, Row
    from mmdesk.core.answers.explanation import Explanation
    from mmdesk.core.answers.neighbours import Indexed, Neighbours
    from mmdesk.core.answers.prediction import Prediction
    from mmdesk.core.answers.stream import Event, Hop, ListenPlan
    from mmdesk.core.datasets.example import Dataset
    from mmdesk.core.evaluation.results import Results
    from mmdesk.core.evaluation.summary import Evaluation
    from mmdesk.core.modalities.sample import Sample
    from mmdesk.core.models.exported import ExportReport
    from mmdesk.core.models.spec import ModelSpec
    from mmdesk.core.progress import CancelToken, Note
    from mmdesk.core.tasks.task import TaskName
    from mmdesk.core.training.collected import Learned
    from mmdesk.core.training.plan import TrainPlan
    from mmdesk.core.training.reports import EpochReport, TrainResult
    from mmdesk.core.training.worth_labelling import Worth

Judged: TypeAlias = "Note | Results[Any] | Evaluation"
"""What judging a model reports."""


class Listening(Protocol):
    """A stream of sound that is being answered."""

    def show(self, sample: Sample) -> None:
        """Listen together with the picture and the words of this sample."""

    def hear(self, samples: NDArray[np.float32]) -> list[Hop | Event]:
        """Take (n,) new samples; gives what they complete, in its order."""

    def end(self) -> list[Event]:
        """The stream is over: gives what was still going on."""


class Answering(Protocol):
    """What ``mmdesk predict`` asks of an engine."""

    def open(self, path: Path) -> ModelSpec:
        """Open a model file; on an error the model that was open before stays open."""

    def predict(self, sample: Sample, token: CancelToken) -> Prediction:
        """Answer one sample with at least one present modality."""


class Engine(Answering, Protocol):
    """An open model that answers, and the training and evaluation of others.

    Every method is called from one worker thread and raises `InputError` with a sentence for the person. What `learn` and
    `worth_labelling` give and `save_learned` may be used in a second thread, so that answering goes on meanwhile.
    """

    @property
    def device(self) -> str:
        """What computes, such as "cpu" or "cuda:0"."""

    @property
    def device_reason(self) -> str:
        """Why this device was chosen, as a sentence."""

    @property
    def threads(self) -> int:
        """Threads that one prediction uses."""

    def explain(self, sample: Sample, token: CancelToken, label: str | None = None) -> Iterator[Explanation]:
        """Say what in each part made the answer, or speaks for another class: coarsely, then sharply."""

    def batch(self, rows: Sequence[Row], token: CancelToken) -> Iterator[Answered]:
        """Answer rows of a batch in their order with the model that is open now; each has an answer or a reason."""

    def listen(self, rate: int, plan: ListenPlan) -> Listening:
        """Begin to answer a stream of so many samples a second, in Hz."""

    def train(self, dataset: Path, plan: TrainPlan, token: CancelToken) -> Iterator[Note | EpochReport | TrainResult]:
        """Train a model; the last report is the `TrainResult`. A cancelled token keeps the best so far."""

    def learn(self, dataset: Dataset, task: TaskName, token: CancelToken) -> Iterator[Note | Learned]:
        """Learn from the examples so far, in seconds; the last report is what was learned. Cancelled, the model before stays."""

    def open_learned(self) -> ModelSpec:
        """Answer with the model that was learned last, instead of an open file."""

    def save_learned(self, path: Path) -> ModelSpec:
        """Write the model that was learned last as a file."""

    def evaluate(
        self, model: Path, dataset: Path, split: str, token: CancelToken, decisions: Decisions = UNDECIDED
    ) -> Iterator[Judged]:
        """Judge a model; the last report is the evaluation, the one before it the results of each sample."""

    def index(self, dataset: Dataset, token: CancelToken) -> Iterator[Note | Indexed]:
        """Embed examples with the model that is open now, for `neighbours`; the last report tells what there is. May be used
        in a second thread."""

    def neighbours(self, sample: Sample, token: CancelToken) -> Neighbours:
        """The examples nearest to a sample, of those that were embedded last; none where that was with another model."""

    def worth_labelling(self, dataset: Dataset, model: Path | None, token: CancelToken) -> Iterator[Note | Worth]:
        """Put the unlabelled rows in the order in which labels teach the most; the last report is that.

        By what a model file knows of them, or without one, by what was learned last, if that was enough for a model.
        """

    def export(self, model: Path, out: Path, dataset: Path | None, token: CancelToken) -> Iterator[Note | ExportReport]:
        """Write a model for elsewhere, compared by samples of the dataset, or of our own; the last report is the `ExportReport`."""
