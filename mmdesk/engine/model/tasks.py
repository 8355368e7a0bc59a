"""What a model tells, a class or a number: its targets and outputs, what it learns by, and how outputs become an answer.

Shapes: n samples, C outputs: one for each class, or one number in units of the scale. `targets` are (n,), class numbers or
such numbers.
"""

import math
from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor

from mmdesk.core.models.spec import ModelSpec
from mmdesk.core.tasks import TargetScale, number_of
from mmdesk.core.training.plan import TrainPlan
from mmdesk.engine.model.losses import Loss, build_loss


class Task:
    """Base of the tasks; adding one is one class here and one branch in `task_of`.

    Attributes:
        outputs: C
        uncertain: whether it gives probabilities, which can be calibrated
    """

    outputs: int
    uncertain: bool

    def accepts(self, label: str) -> bool:
        """Whether there is a target for this label."""
        raise NotImplementedError

    def targets(self, labels: Sequence[str]) -> Tensor:
        """(n,) targets of known labels."""
        raise NotImplementedError

    def loss(self, plan: TrainPlan, targets: Tensor) -> Loss:
        """What the training minimises; `targets` are those of all its samples."""
        raise NotImplementedError

    def errors(self, outputs: Tensor, targets: Tensor) -> Tensor:
        """(n,) loss of each sample, without the plan's remedies: (n, C), (n,)."""
        raise NotImplementedError

    def sample_scores(self, outputs: Tensor, targets: Tensor) -> Tensor:
        """(...,) how right (..., C) outputs are, 1 at best, whose mean over the training samples is their quality."""
        raise NotImplementedError

    def quality(self, outputs: Tensor, targets: Tensor) -> float:
        """How right (n, C) outputs are as a whole, n > 0: what the best epoch is chosen by."""
        raise NotImplementedError

    def distances(self, outputs: Tensor, targets: Tensor) -> Tensor | None:
        """(n,) how far (n, C) outputs are from the truth in the labels' own units; None where there are no such units."""
        raise NotImplementedError

    def standard_error(self, quality: float, samples: int) -> float:
        """How far a quality may be off by chance."""
        raise NotImplementedError

    def added(self, outputs: Tensor, weights: Tensor, present: Tensor) -> Tensor:
        """(B, M, C) what the modalities' own outputs add to a mixture, by weights (B, M) of so many present ones (B, 1)."""
        raise NotImplementedError

    def mean(self, outputs: Tensor, weights: Tensor) -> Tensor:
        """(B, C) outputs for the mean of the answers that (B, M, C) outputs are, by weights (B, M)."""
        raise NotImplementedError

    def scores(self, outputs: Tensor) -> Tensor:
        """(..., C) probabilities, or numbers in the labels' own units, as float64."""
        raise NotImplementedError

    def predicted(self, scores: Tensor) -> tuple[str, float]:
        """The answer that scores (C,) are, and its score."""
        raise NotImplementedError

    def named(self, scores: Tensor) -> dict[str, float]:
        """Scores (C,) by the names of the classes."""
        raise NotImplementedError

    def score_drop(self, before: Tensor, after: Tensor, output: int) -> Tensor:
        """(K,) how much less sure of one output (1, C) outputs become as (K, C) ones; of a number, how far it moves."""
        raise NotImplementedError


class Classification(Task):
    """Which of C classes; the outputs are logits."""

    uncertain = True

    def __init__(self, labels: tuple[str, ...] = ()) -> None:
        self._labels = labels
        self._numbers = {label: number for number, label in enumerate(labels)}
        self.outputs = len(labels)

    def accepts(self, label: str) -> bool:
        return label in self._numbers

    def targets(self, labels: Sequence[str]) -> Tensor:
        return torch.tensor([self._numbers[label] for label in labels], dtype=torch.long)

    def loss(self, plan: TrainPlan, targets: Tensor) -> Loss:
        return build_loss(plan, targets.bincount(minlength=self.outputs))

    def errors(self, outputs: Tensor, targets: Tensor) -> Tensor:
        return F.cross_entropy(outputs, targets, reduction="none")

    def sample_scores(self, outputs: Tensor, targets: Tensor) -> Tensor:
        return (outputs.argmax(-1) == targets).float()

    def quality(self, outputs: Tensor, targets: Tensor) -> float:
        return float(self.sample_scores(outputs, targets).double().mean())

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

    def named(self, scores: Tensor) -> dict[str, float]:
        return dict(zip(self._labels, scores.tolist(), strict=True))

    def score_drop(self, before: Tensor, after: Tensor, output: int) -> Tensor:
        return log_odds(before, output) - log_odds(after, output)


class Regression(Task):
    """A number; the output is how many spreads of the training samples it lies above their mean."""

    outputs = 1
    uncertain = False

    def __init__(self, scale: TargetScale) -> None:
        self._scale = scale

    def accepts(self, label: str) -> bool:
        return number_of(label) is not None

    def targets(self, labels: Sequence[str]) -> Tensor:
        numbers = torch.tensor([number_of(label) for label in labels], dtype=torch.float64)
        return ((numbers - self._scale.mean) / self._scale.spread).float()

    def loss(self, plan: TrainPlan, targets: Tensor) -> Loss:
        return self.errors

    def errors(self, outputs: Tensor, targets: Tensor) -> Tensor:
        return (outputs.squeeze(-1).float() - targets).square()

    def sample_scores(self, outputs: Tensor, targets: Tensor) -> Tensor:
        """The variance of the training samples is 1: less the squared error, this is R2."""
        return 1 - self.errors(outputs, targets)

    def quality(self, outputs: Tensor, targets: Tensor) -> float:
        """R2; where all targets are the same, with the variance of the training samples."""
        variance = float(targets.double().var(correction=0)) or 1.0
        quality = 1 - float(self.errors(outputs, targets).double().mean()) / variance
        return quality if math.isfinite(quality) else -math.inf

    def distances(self, outputs: Tensor, targets: Tensor) -> Tensor:
        return self._scale.spread * (outputs.squeeze(-1).double() - targets).abs()

    def standard_error(self, quality: float, samples: int) -> float:
        """The mean of n squares of normal errors is off by sqrt(2 / n) of itself."""
        return math.sqrt(2 / samples) * (1 - quality)

    def added(self, outputs: Tensor, weights: Tensor, present: Tensor) -> Tensor:
        return outputs.float() * weights.unsqueeze(-1)

    def mean(self, outputs: Tensor, weights: Tensor) -> Tensor:
        return (outputs.float() * weights.unsqueeze(-1)).sum(1)

    def scores(self, outputs: Tensor) -> Tensor:
        return self._scale.mean + self._scale.spread * outputs.double()

    def predicted(self, scores: Tensor) -> tuple[str, float]:
        number = float(scores[0])
        return self._scale.shown(number), number

    def named(self, scores: Tensor) -> dict[str, float]:
        return {}

    def score_drop(self, before: Tensor, after: Tensor, output: int) -> Tensor:
        return (before - after)[:, output].abs()


def log_odds(logits: Tensor, label: int) -> Tensor:
    """(K, C) -> (K,) logarithm of p / (1 - p) of one class."""
    others = torch.cat([logits[:, :label], logits[:, label + 1 :]], 1)
    return logits[:, label] - others.logsumexp(1)


def task_of(spec: ModelSpec) -> Task:
    """The task of a model."""
    return Regression(spec.target) if spec.task == "regression" else Classification(spec.labels)
