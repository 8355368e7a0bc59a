"""Linear heads on features that stand still: multinomial logistic regression or ridge regression, by a convex solver.

n samples, d features, C outputs. The strength of the regularisation is chosen by stratified cross-validation, whose answers
to samples that did not teach them are kept: calibration, choices and the training of a fusion go by these.
"""

from collections.abc import Sequence
from typing import NamedTuple, Self

import torch
import torch.nn.functional as F
from torch import Tensor

from mmdesk.engine.training.optimization import uncompiled

FOLDS, FEW_FOLDS = 5, 2
STRENGTHS = torch.logspace(1, -5, 13, dtype=torch.float64)
"""Strengths of the regularisation, for features whose mean squared length is 1, from the strongest to the weakest."""
STEPS = 60
MAX_CHOOSING, MAX_TEACHING = 1000, 8000
"""Samples by which the strength is chosen, and of which the head learns: with 1,280 features, seconds; more samples would move
the accuracy of a linear head by less than a point."""


class LinearHead(NamedTuple):
    """weight (C, d) and bias (C,) of the head, and what heads without them said of all samples: out_of_fold (n, C)."""

    weight: Tensor
    bias: Tensor
    out_of_fold: Tensor

    def __call__(self, features: Tensor) -> Tensor:
        """(n, C) outputs for features (n, d)."""
        return features @ self.weight.T + self.bias


def fitted(features: Tensor, targets: Tensor, outputs: int) -> LinearHead:
    """The head for features (n, d), n > 1, of targets (n,): class numbers, or with one output numbers."""
    teaching = spread_over(len(targets), MAX_TEACHING)
    problem = _Problem.of(features[teaching], targets[teaching], outputs)
    choosing = spread_over(len(teaching), MAX_CHOOSING)
    strength = _strength(problem.part(choosing)) * len(choosing) / len(teaching)
    said = torch.zeros(len(targets), outputs)
    said[teaching] = problem.out_of_fold([strength], FOLDS if len(teaching) <= MAX_CHOOSING else FEW_FOLDS)[0].float()
    weight, bias = problem.head(strength)
    others = torch.ones(len(targets), dtype=torch.bool)
    others[teaching] = False
    said[others] = features[others] @ weight.T + bias
    return LinearHead(weight, bias, said)


def spread_over(count: int, most: int) -> Tensor:
    """Numbers of at most so many samples, evenly spread over all."""
    return torch.linspace(0, count - 1, min(count, most)).round().long()


def _strength(problem: "_Problem") -> float:
    """The strength whose answers to samples that did not teach them have the least loss."""
    said = problem.out_of_fold(STRENGTHS.tolist(), FOLDS)
    return float(STRENGTHS[int(torch.stack([_loss(answers, problem.targets) for answers in said]).argmin())])


class _Problem(NamedTuple):
    """What is to be solved: values (n, k) of about length 1, targets (n,), C, and the way back to the features.

    Attributes:
        back: (d, k) to which features the values belong
        mean, scale: of the features (d,), and what the values were divided by
    """

    values: Tensor
    targets: Tensor
    outputs: int
    back: Tensor
    mean: Tensor
    scale: float

    @classmethod
    def of(cls, features: Tensor, targets: Tensor, outputs: int) -> Self:
        values, back, mean = _rotated(features.double())
        scale = float(values.square().sum(1).mean().sqrt().clamp_min(1e-12))
        return cls(values / scale, targets, outputs, back, mean, scale)

    def part(self, rows: Tensor) -> Self:
        return self._replace(values=self.values[rows], targets=self.targets[rows])

    def out_of_fold(self, strengths: Sequence[float], count: int) -> Tensor:
        """(len(strengths), n, C) answers to each sample by heads that it did not teach, each begun where the last one ended."""
        classes = self.targets if self.outputs > 1 else torch.zeros_like(self.targets)
        folds = stratified(classes, min(count, len(classes)))
        said = torch.zeros(len(strengths), len(classes), self.outputs, dtype=torch.float64)
        for fold in folds.unique().tolist():
            rows = folds != fold
            weights = self._nothing()
            for number, strength in enumerate(strengths):
                weights = _solved(self.values[rows], self.targets[rows], strength, weights)
                said[number, ~rows] = _answers(self.values[~rows], weights)
        return said

    def head(self, strength: float) -> tuple[Tensor, Tensor]:
        """weight (C, d) and bias (C,) of the features."""
        weights = _solved(self.values, self.targets, strength, self._nothing())
        weight = (self.back @ weights[:-1]).T / self.scale
        return weight.float(), (weights[-1] - weight @ self.mean).float()

    def _nothing(self) -> Tensor:
        return torch.zeros(self.values.shape[1] + 1, self.outputs, dtype=torch.float64)


def stratified(classes: Tensor, folds: int) -> Tensor:
    """(n,) the fold of each sample: the samples of each class are dealt out in their order, begun where the last one ended."""
    order = classes.argsort(stable=True)
    numbers = torch.empty_like(order)
    numbers[order] = torch.arange(len(order)) % folds
    return numbers


def _rotated(features: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Features around 0 in as few dimensions as they have: values (n, k), back (d, k) and mean (d,).

    With less samples than features, k < n: what is solved is as small as the samples are few, and the same by the
    representer theorem (Schoelkopf et al. 2001), since the penalty does not change by a rotation.
    """
    mean = features.mean(0)
    centred = features - mean
    if len(features) > features.shape[1]:
        return centred, torch.eye(features.shape[1], dtype=features.dtype), mean
    variances, vectors = torch.linalg.eigh(centred @ centred.T)
    kept = variances > 1e-9 * variances[-1].clamp_min(1e-12)
    back = centred.T @ (vectors[:, kept] / variances[kept].sqrt())
    return centred @ back, back, mean


def _answers(values: Tensor, weights: Tensor) -> Tensor:
    return values @ weights[:-1] + weights[-1]


def _loss(answers: Tensor, targets: Tensor) -> Tensor:
    """Mean cross-entropy, or mean squared error of a single output."""
    if answers.shape[1] == 1:
        return (answers.squeeze(1) - targets).square().mean()
    return F.cross_entropy(answers, targets)


def _solved(values: Tensor, targets: Tensor, strength: float, start: Tensor) -> Tensor:
    """(k + 1, C) weights and, last, biases that minimise the mean loss plus strength / 2 times the squared weights."""
    weights = start.clone().requires_grad_()
    solver = uncompiled(torch.optim.LBFGS)([weights], max_iter=STEPS, tolerance_grad=1e-6, line_search_fn="strong_wolfe")

    def closure() -> Tensor:
        solver.zero_grad()
        loss = _loss(_answers(values, weights), targets) + strength / 2 * weights[:-1].square().sum()
        loss.backward()
        return loss

    with torch.enable_grad():
        solver.step(closure)
    return weights.detach()
