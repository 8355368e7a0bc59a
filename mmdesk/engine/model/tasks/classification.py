"""Classification: outputs are logits of classes, learned by cross-entropy and its remedies for imbalance."""

import math
from collections.abc import Sequence
from typing import Self

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from mmdesk.core.answers.prediction_set import LabelSet
from mmdesk.core.evaluation.classification import ClassResults
from mmdesk.core.evaluation.results import Asked
from mmdesk.core.models.spec import ModelSpec
from mmdesk.core.tasks.few import wilson_interval
from mmdesk.core.training.plan import TrainPlan
from mmdesk.engine.model.imbalance import Loss, build_loss, missed_frequencies
from mmdesk.engine.model.tasks.task import Task


class Classification(Task):
    """Which of C classes; the outputs are logits."""

    uncertain = True

    def __init__(self, labels: tuple[str, ...] = ()) -> None:
        self._labels = labels
        self._numbers = {label: number for number, label in enumerate(labels)}
        self.outputs = len(labels)

    @classmethod
    def of(cls, spec: ModelSpec) -> Self:
        return cls(spec.labels)

    def accepts(self, label: str) -> bool:
        return label in self._numbers

    def targets(self, labels: Sequence[str]) -> Tensor:
        return torch.tensor([self._numbers[label] for label in labels], dtype=torch.long)

    def loss(self, plan: TrainPlan, targets: Tensor) -> Loss:
        return build_loss(plan, targets.bincount(minlength=self.outputs))

    def missed(self, plan: TrainPlan, taught: Tensor, everything: Tensor) -> Tensor:
        if plan.imbalance != "none":  # so that it learns no frequencies
            return torch.zeros(self.outputs)
        counts = (targets.bincount(minlength=self.outputs) for targets in (taught, everything))
        return missed_frequencies(*counts)

    def errors(self, outputs: Tensor, targets: Tensor) -> Tensor:
        return F.cross_entropy(outputs, targets, reduction="none")

    def sample_scores(self, outputs: Tensor, targets: Tensor) -> Tensor:
        return (outputs.argmax(-1) == targets).float()

    def quality(self, outputs: Tensor, targets: Tensor) -> float:
        return float(self.sample_scores(outputs, targets).double().mean())

    def each(self, targets: Tensor) -> tuple[int, ...]:
        return tuple(targets.bincount(minlength=self.outputs).tolist())

    def distances(self, outputs: Tensor, targets: Tensor) -> None:
        return None

    def standard_error(self, quality: float, samples: int) -> float:
        """The standard error; half a sample at least."""
        return max(math.sqrt(quality * (1 - quality) / samples), 0.5 / samples)

    def added(self, outputs: Tensor, weights: Tensor, present: Tensor) -> Tensor:
        return F.log_softmax(outputs.float(), -1) * (weights * present).unsqueeze(-1)

    def mean(self, outputs: Tensor, weights: Tensor) -> Tensor:
        probabilities = outputs.float().softmax(-1)
        return (probabilities * weights.unsqueeze(-1)).sum(1).clamp_min(1e-9).log()

    def scores(self, outputs: Tensor) -> Tensor:
        return outputs.double().softmax(-1)

    def predicted(self, scores: Tensor) -> tuple[str, float]:
        best = int(scores.argmax())
        return self._labels[best], float(scores[best])

    def contradiction(self, own: Tensor, present: Tensor) -> Tensor:
        """Of modalities p and q that mean different classes: 1 - sum(p q) / sum(p' q'), p' and q' in order; the worst two count.

        sum(p q) is the probability that both mean the same class, sum(p' q') the greatest that two so sure can have (rearrangement
        inequality, Hardy, Littlewood and Polya 1934, theorem 368). So one that knows nothing contradicts none, unlike by the
        Jensen-Shannon divergence. Digits in a picture, a sentence and speech of which one was exchanged are told from others by an
        area under the curve of 0.995, 0.997 by that divergence; where 3 in 100 others are told too, 99 are by both (3 trainings).
        """
        best, ordered = own.argmax(-1), own.sort(-1).values
        likely = (own @ own.mT) / (ordered @ ordered.mT)  # (..., M, M)
        pairs = present.unsqueeze(-1) & present.unsqueeze(-2) & (best.unsqueeze(-1) != best.unsqueeze(-2))
        return ((1 - likely) * pairs).amax((-2, -1))

    def nonconformity(self, outputs: Tensor, targets: Tensor) -> Tensor:
        return strangeness(outputs).gather(-1, targets.unsqueeze(-1)).squeeze(-1)

    def conforming(self, outputs: Tensor, limits: Tensor) -> Tensor:
        return strangeness(outputs) <= limits

    def held(self, inside: Tensor, targets: Tensor) -> Tensor:
        return inside.gather(-1, targets.unsqueeze(-1)).squeeze(-1)

    def sizes(self, inside: Tensor) -> Tensor:
        return inside.sum(-1)

    def prediction_set(self, coverage: float, outputs: Tensor, inside: Tensor) -> LabelSet:
        order = outputs.argsort(descending=True, stable=True)
        return LabelSet(coverage, tuple(self._labels[number] for number in order[inside[order]].tolist()))

    def named(self, scores: Tensor) -> dict[str, float]:
        return dict(zip(self._labels, scores.tolist(), strict=True))

    def evidence(self, outputs: Tensor, output: int) -> Tensor:
        return log_odds(outputs, output)

    def training_figures(self, quality: float, samples: int, error: tuple[float, tuple[float, float]] | None) -> dict[str, object]:
        return {"val_accuracy": quality, "val_interval": wilson_interval(quality, samples)}

    def answers(self, outputs: Tensor, there: Tensor) -> NDArray[np.int64]:
        return np.asarray(torch.where(there, outputs.argmax(-1), -1).numpy(), dtype=np.int64)

    def results(self, outputs: Tensor, calibrated: Tensor, targets: Tensor, asked: Asked) -> ClassResults:
        return ClassResults(
            labels=self._labels,
            truth=targets.numpy(),
            probabilities=calibrated.double().softmax(-1).numpy(),
            uncalibrated=outputs.softmax(-1).double().numpy(),
            **asked.parts(),
        )


def strangeness(outputs: Tensor) -> Tensor:
    """(n, C) float64, how strange each class is: 0 of the answer, of the others minus the logarithm of the probability.

    The sets that follow are as small as sets can be (Sadinle et al. 2019, arXiv:1609.00451), and have the answer in them from the
    beginning: one that is empty, as theirs may be, tells a person nothing, and one that the answer is put into afterwards holds the
    truth more often than was asked. So it still does where the model alone is right more often than that.
    """
    strange = -F.log_softmax(outputs.double(), -1)
    return strange.scatter(-1, outputs.argmax(-1, keepdim=True), 0.0)


def log_odds(logits: Tensor, label: int) -> Tensor:
    """(K, C) -> (K,) logarithm of p / (1 - p) of one class."""
    others = torch.cat([logits[:, :label], logits[:, label + 1 :]], 1)
    return logits[:, label] - others.logsumexp(1)
