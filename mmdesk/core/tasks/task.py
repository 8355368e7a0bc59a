"""What is true of a task (classification, regression), without numpy and PyTorch: its labels, options and answers in words."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol, TypeAlias

from mmdesk.core.errors import Sentence
from mmdesk.core.tasks.numbers import TargetScale

TaskName: TypeAlias = str


class Labelled(Protocol):
    """A row of a dataset, as far as a task looks at it."""

    @property
    def label(self) -> str: ...

    @property
    def split(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Total:
    """An answer as the total of a sum, in steps of 10^-decimals.

    Attributes:
        steps: so many are shown
        unit: by what scores and contributions are multiplied to be of its kind
        whole: steps of the greatest score that there can be; 0 where there is none
        sign: what stands after it
    """

    steps: int
    decimals: int
    unit: float = 1.0
    whole: int = 0
    sign: str = ""


class Task(ABC):
    """Base of the tasks; adding one is a module here, and its line in the registry.

    Attributes:
        name: as plans and model files have it
        has_classes: whether an answer is one of the model's labels, and its score the probability of it
        value: what the figure of an answer is called in documents
        quality: what a share of right answers, or what stands for it, is called by those who read curves
        figures: form in which the figures of an answer are written into tables
        limits: sentence in the card of a new model about what it was taught with
        unused_options: fields of `TrainPlan` that mean nothing to it
        unused_option: template of the sentence that refuses one of them
        unused_fusions: fusions that it cannot have, each with the sentence that refuses it
    """

    name: ClassVar[TaskName]
    has_classes: ClassVar[bool]
    value: ClassVar[str]
    quality: ClassVar[str]
    figures: ClassVar[str]
    limits: ClassVar[str]
    unused_options: ClassVar[tuple[str, ...]] = ()
    unused_option: ClassVar[str] = ""
    unused_fusions: ClassVar[Mapping[str, str]] = {}

    @abstractmethod
    def is_likely(self, labels: Iterable[str]) -> bool:
        """Whether such labels are meant for this task."""

    @abstractmethod
    def problem_of(self, label: str) -> Sentence | None:
        """Why nothing can be learned from this label, if so."""

    @abstractmethod
    def check_labels(self, name: str, labels: Sequence[str], rows: Sequence[Labelled]) -> None:
        """Refuse the rows of the dataset `name`, with splits, if no model can be trained on their labels, each once in `labels`.

        Raises:
            DatasetError: with what is missing
        """

    @abstractmethod
    def stratum(self, label: str) -> str:
        """The group of labels of which each keeps a sample for training when splits are drawn."""

    @abstractmethod
    def groups(self, labels: Sequence[str]) -> tuple[Sequence[str], Callable[[str], str]]:
        """The groups in which samples are counted for these labels, in order, and what gives for a label its group."""

    @abstractmethod
    def counted(self, count: int) -> Sentence:
        """How many different labels there are."""

    @abstractmethod
    def scale(self, labels: Iterable[str]) -> TargetScale:
        """Where the labels of the training samples lie, if they lie anywhere."""

    @abstractmethod
    def described(self, labels: Sequence[str]) -> str:
        """What samples with these labels are, for the card of a model; each label once."""

    @abstractmethod
    def agree(self, label: str, own: Iterable[str]) -> bool:
        """Whether modalities with these answers of their own say the same as all together."""

    @abstractmethod
    def answer(self, label: str, score: float) -> Mapping[str, str | float]:
        """An answer as documents and tables have it."""

    @abstractmethod
    def total(self, label: str, score: float, decimals: int) -> Total:
        """The answer as the total of a sum; the score of a class with so many decimals."""

    @abstractmethod
    def copied(self, label: str, score: float) -> str:
        """An answer for the clipboard."""

    @abstractmethod
    def named_figures(self, report: Mapping[str, Any]) -> dict[str, Any]:
        """A report of a training with the figures that there are, called by their names."""

    @abstractmethod
    def quality_words(self, quality: float, judged: Sequence[int] = ()) -> Sentence:
        """The quality of a round, with its name; `judged` so many samples of each class."""

    @abstractmethod
    def result_words(self, quality: float, error: float | None, judged: Sequence[int] = ()) -> Sentence:
        """How good a trained model is on the validation samples, of which each class has `judged`."""
