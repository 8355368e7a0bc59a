"""Regression: the output is a standardised number, learned by its squared error."""

import math
from collections.abc import Sequence
from typing import Self

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from mmdesk.core.answers.prediction_set import Interval
from mmdesk.core.evaluation.regression import NumberResults
from mmdesk.core.evaluation.results import Asked
from mmdesk.core.models.spec import ModelSpec
from mmdesk.core.tasks.numbers import TargetScale, number_of
from mmdesk.core.training.plan import TrainPlan
from mmdesk.engine.model.imbalance import Loss
from mmdesk.engine.model.tasks.task import Task


class Regression(Task):
    """A number; the output is how many spreads of the training samples it lies above their mean."""

    outputs = 1
    uncertain = False

    def __init__(self, scale: TargetScale) -> None:
        self._scale = scale

    @classmethod
    def of(cls, spec: ModelSpec) -> Self:
        return cls(spec.target)

    def accepts(self, label: str) -> bool:
        return number_of(label) is not None

    def targets(self, labels: Sequence[str]) -> Tensor:
        numbers = torch.tensor([number_of(label) for label in labels], dtype=torch.float64)
        return ((numbers - self._scale.mean) / self._scale.spread).float()

    def loss(self, plan: TrainPlan, targets: Tensor) -> Loss:
        return self.errors

    def missed(self, plan: TrainPlan, taught: Tensor, everything: Tensor) -> Tensor:
        return torch.zeros(self.outputs)

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

    def each(self, targets: Tensor) -> tuple[()]:
        return ()

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

    def contradiction(self, own: Tensor, present: Tensor) -> Tensor:
        return torch.zeros(present.shape[:-1], dtype=own.dtype)  # two numbers are never the same

    def nonconformity(self, outputs: Tensor, targets: Tensor) -> Tensor:
        """The absolute residual (Lei et al. 2018)."""
        return (outputs.squeeze(-1).double() - targets).abs()

    def conforming(self, outputs: Tensor, limits: Tensor) -> Tensor:
        return self.scores(torch.cat([outputs - limits, outputs + limits], -1))

    def held(self, inside: Tensor, targets: Tensor) -> Tensor:
        truth = self.scores(targets)
        return (inside[:, 0] <= truth) & (truth <= inside[:, 1])

    def sizes(self, inside: Tensor) -> Tensor:
        return inside[:, 1] - inside[:, 0]

    def prediction_set(self, coverage: float, outputs: Tensor, inside: Tensor) -> Interval:
        low, high = inside.tolist()
        return Interval(coverage, low, high, (self._scale.shown(low), self._scale.shown(high)))

    def named(self, scores: Tensor) -> dict[str, float]:
        return {}

    def evidence(self, outputs: Tensor, output: int) -> Tensor:
        return outputs[:, output]

    def training_figures(self, quality: float, samples: int, error: tuple[float, tuple[float, float]] | None) -> dict[str, object]:
        mean, interval = error or (None, None)
        return {"val_r2": quality, "val_mae": mean, "val_mae_interval": interval}

    def answers(self, outputs: Tensor, there: Tensor) -> NDArray[np.float64]:
        numbers = self.scores(outputs).squeeze(-1)
        return np.asarray(torch.where(there, numbers, torch.nan).numpy(), dtype=np.float64)

    def results(self, outputs: Tensor, calibrated: Tensor, targets: Tensor, asked: Asked) -> NumberResults:
        truth = np.array([number_of(example.label) for example in asked.examples], dtype=np.float64)
        everything = torch.ones(len(outputs), dtype=torch.bool)
        return NumberResults(truth=truth, predicted=self.answers(outputs, everything), **asked.parts())
