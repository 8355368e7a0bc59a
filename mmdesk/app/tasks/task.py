"""What the window says of a task (classification, regression): of its answers, its data and its trainings."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mmdesk.app.system.translation import listed, sentence, translated
from mmdesk.core.errors import QT_TRANSLATE_NOOP
from mmdesk.core.modalities.registry import MODALITIES, Modality
from mmdesk.core.training.reports import EpochReport, TrainResult

if TYPE_CHECKING:  # the window needs no charts to begin with
    from mmdesk.core.answers.prediction import ModalityAnswer, Prediction
    from mmdesk.core.evaluation.svg import Axis


@dataclass(frozen=True, slots=True)
class Figure:
    """The figure by which trainings are followed and compared.

    Attributes:
        name, curves, column: what it, its curves and a column of it are called, to be translated in "tasks"
        ends: the range of its axis; None follows the curves
        train, val: of the training and validation samples after a round; NaN where it is not known
        alone: of each modality's own head
        end: of a finished training
        told: how it is written where so many samples of each class judge
        interval: that of a finished training in words; empty where the figure has it, or there is none
    """

    name: str
    curves: str
    column: str
    ends: tuple[float, float] | None
    train: Callable[[EpochReport], float]
    val: Callable[[EpochReport], float]
    alone: Callable[[EpochReport], Mapping[str, float]]
    end: Callable[[TrainResult], float]
    told: Callable[[float, Sequence[int]], str]
    interval: Callable[[TrainResult], str]

    @property
    def axis(self) -> Axis:
        from mmdesk.core.evaluation.svg import Axis

        return Axis(translated("tasks", self.name), self.ends, percent=self.ends is not None)

    @property
    def title(self) -> str:
        """The accessible name of its curves."""
        return translated("tasks", self.curves)

    @property
    def heading(self) -> str:
        """What stands over a column of it."""
        return translated("tasks", self.column)


class TaskWords(ABC):
    """Base; adding a task is a module here, and its line in the registry. All texts are in the language of the window.

    Attributes:
        figure: by which trainings are followed
    """

    figure: Figure

    @abstractmethod
    def choice(self) -> str:
        """What the labels tell."""

    @abstractmethod
    def answer_name(self, label: str) -> str:
        """An answer, for those who cannot see where it stands."""

    @abstractmethod
    def score(self, score: float, digits: int = 0) -> str:
        """How sure an answer is; empty where that is not known."""

    @abstractmethod
    def sure(self, prediction: Prediction) -> bool:
        """Whether nothing makes an answer doubtful."""

    @abstractmethod
    def verdict(self, prediction: Prediction) -> str:
        """An answer's trustworthiness in words."""

    @abstractmethod
    def coverage(self, coverage: float) -> str:
        """What a prediction set of this coverage means."""

    @abstractmethod
    def purpose(self, labels: Sequence[str], modalities: Sequence[Modality]) -> str:
        """What a model with these labels does, and which of these modalities it needs."""

    @abstractmethod
    def own(self, answer: ModalityAnswer) -> str:
        """What a modality says on its own."""

    @abstractmethod
    def labels(self, labels: Sequence[str]) -> str:
        """What the labels of a dataset are; each once."""

    @abstractmethod
    def strange(self, label: str) -> str:
        """That this label alone, or few others, keep a dataset from being learned so."""

    @abstractmethod
    def unused(self) -> str:
        """Why some options of a training mean nothing to it; empty where all do."""

    @abstractmethod
    def unused_fusion(self) -> str:
        """Why some fusions are not offered; empty where all are."""

    @abstractmethod
    def result(self, result: TrainResult, seconds: str) -> str:
        """How a training ended, after so long."""

    @abstractmethod
    def groups(self) -> str:
        """What the bars are called that count the examples of each label."""


def needed(modalities: Sequence[Modality]) -> str:
    """What a model needs that takes these modalities, as a sentence with room for the next one after it."""
    if len(modalities) == len(MODALITIES):
        return translated("tasks", QT_TRANSLATE_NOOP("tasks", "Give it a picture, words or a sound: one is enough. "))
    text = translated("tasks", QT_TRANSLATE_NOOP("tasks", "It takes: {parts}. "))
    return text.format(parts=listed(sentence(MODALITIES[modality].word) for modality in modalities))


def interval_words(low: str, high: str) -> str:
    """The ends of an interval, as they stand in brackets."""
    return translated("tasks", QT_TRANSLATE_NOOP("tasks", "{low} to {high}")).format(low=low, high=high)
