"""What is true of a task for a network: its targets and outputs, what it learns by, and how outputs become an answer.

Shapes: n samples, C outputs: one for each class, or one number in units of the scale. `targets` are (n,), class numbers or
such numbers.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any, ClassVar, Self

from numpy.typing import NDArray
from torch import Tensor

from mmdesk.core.answers.prediction_set import PredictionSet
from mmdesk.core.evaluation.results import Asked, Results
from mmdesk.core.models.spec import ModelSpec
from mmdesk.core.training.plan import TrainPlan
from mmdesk.engine.model.imbalance import Loss


class Task(ABC):
    """Base of the tasks; adding one is a module here, and its line in the registry.

    Attributes:
        outputs: C
        uncertain: whether it gives probabilities, which can be calibrated
    """

    outputs: int
    uncertain: ClassVar[bool]

    @classmethod
    @abstractmethod
    def of(cls, spec: ModelSpec) -> Self:
        """The task of such a model."""

    @abstractmethod
    def accepts(self, label: str) -> bool:
        """Whether there is a target for this label."""

    @abstractmethod
    def targets(self, labels: Sequence[str]) -> Tensor:
        """(n,) targets of known labels."""

    @abstractmethod
    def loss(self, plan: TrainPlan, targets: Tensor) -> Loss:
        """What the training minimises; `targets` are those of all its samples."""

    @abstractmethod
    def missed(self, plan: TrainPlan, taught: Tensor, everything: Tensor) -> Tensor:
        """(C,) what the outputs of a model lack that learned from a part of the targets: see `imbalance.missed_frequencies`."""

    @abstractmethod
    def errors(self, outputs: Tensor, targets: Tensor) -> Tensor:
        """(n,) loss of each sample, without the plan's remedies: (n, C), (n,)."""

    @abstractmethod
    def sample_scores(self, outputs: Tensor, targets: Tensor) -> Tensor:
        """(...,) how right (..., C) outputs are, 1 at best, whose mean over the training samples is their quality."""

    @abstractmethod
    def quality(self, outputs: Tensor, targets: Tensor) -> float:
        """How right (n, C) outputs are as a whole, n > 0: what the best epoch is chosen by."""

    @abstractmethod
    def each(self, targets: Tensor) -> tuple[int, ...]:
        """How many of the targets (n,) each class has; empty where there are no classes."""

    @abstractmethod
    def distances(self, outputs: Tensor, targets: Tensor) -> Tensor | None:
        """(n,) how far (n, C) outputs are from the truth in the labels' own units; None where there are no such units."""

    @abstractmethod
    def standard_error(self, quality: float, samples: int) -> float:
        """How far a quality may be off by chance."""

    @abstractmethod
    def added(self, outputs: Tensor, weights: Tensor, present: Tensor) -> Tensor:
        """(B, M, C) what the modalities' own outputs add to a mixture, by weights (B, M) of so many present ones (B, 1)."""

    @abstractmethod
    def mean(self, outputs: Tensor, weights: Tensor) -> Tensor:
        """(B, C) outputs for the mean of the answers that (B, M, C) outputs are, by weights (B, M)."""

    @abstractmethod
    def scores(self, outputs: Tensor) -> Tensor:
        """(..., C) probabilities, or numbers in the labels' own units, as float64."""

    @abstractmethod
    def predicted(self, scores: Tensor) -> tuple[str, float]:
        """The answer that scores (C,) are, and its score."""

    @abstractmethod
    def contradiction(self, own: Tensor, present: Tensor) -> Tensor:
        """(...) 0 to 1, by how much those of M modalities that are present (..., M) contradict each other; `own` (..., M, C) are
        their scores. 0 where all mean the same; what is shown less of cannot contradict itself more."""

    @abstractmethod
    def nonconformity(self, outputs: Tensor, targets: Tensor) -> Tensor:
        """(n,) float64, 0 or more: how strange the true targets are where (n, C) outputs are the answers (conformal prediction)."""

    @abstractmethod
    def conforming(self, outputs: Tensor, limits: Tensor) -> Tensor:
        """What is no stranger than the limits (n, C) of (n, C) outputs: (n, C) bool, the answer always in it, or (n, 2) the ends of
        numbers in the labels' own units."""

    @abstractmethod
    def held(self, inside: Tensor, targets: Tensor) -> Tensor:
        """(n,) bool, whether the targets are in what `conforming` gives."""

    @abstractmethod
    def sizes(self, inside: Tensor) -> Tensor:
        """(n,) how large that is: so many classes, or so wide an interval."""

    @abstractmethod
    def prediction_set(self, coverage: float, outputs: Tensor, inside: Tensor) -> PredictionSet:
        """The set of one answer (C,), of what `conforming` gives of it."""

    @abstractmethod
    def named(self, scores: Tensor) -> dict[str, float]:
        """Scores (C,) by the names of the classes."""

    @abstractmethod
    def evidence(self, outputs: Tensor, output: int) -> Tensor:
        """(K,) how much speaks for one of (K, C) outputs: its log-odds; a number itself. Unlike a score, it adds up."""

    @abstractmethod
    def training_figures(self, quality: float, samples: int, error: tuple[float, tuple[float, float]] | None) -> dict[str, object]:
        """What a model file keeps of its validation: quality, and mean distance with its interval where there is one."""

    @abstractmethod
    def answers(self, outputs: Tensor, there: Tensor) -> NDArray[Any]:
        """(n,) answers as results have them, of (n, C) outputs; none where not `there` (n,)."""

    @abstractmethod
    def results(self, outputs: Tensor, calibrated: Tensor, targets: Tensor, asked: Asked) -> Results[Any]:
        """The results of (n, C) outputs with everything shown, as the network gave them and calibrated."""
