"""Linear heads on features that stand still: multinomial logistic regression or ridge regression, by a convex solver.

n samples, d features, C outputs. The strength of the regularisation is chosen by stratified cross-validation, whose answers
to samples that did not teach them are kept: calibration, choices and the training of a fusion go by these.
"""

from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import Tensor

FOLDS = 5
STRENGTHS = torch.logspace(1, -5, 13, dtype=torch.float64)
"""Strengths of the regularisation, for features whose mean squared length is 1, from the strongest to the weakest."""
STEPS = 60


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
    values, back, mean = _rotated(features.double())
    scale = float(values.square().sum(1).mean().sqrt().clamp_min(1e-12))
    values = values / scale
    folds = stratified(targets if outputs > 1 else torch.zeros_like(targets), min(FOLDS, len(targets)))
    said = torch.zeros(len(STRENGTHS), len(targets), outputs, dtype=torch.float64)
    for fold in folds.unique().tolist():
        teaching = folds != fold
        weights = torch.zeros(values.shape[1] + 1, outputs, dtype=torch.float64)
        for number, strength in enumerate(STRENGTHS.tolist()):
            weights = _solved(values[teaching], targets[teaching], strength, weights)
            said[number, ~teaching] = _answers(values[~teaching], weights)
    best = int(torch.stack([_loss(answers, targets) for answers in said]).argmin())
    weights = _solved(values, targets, float(STRENGTHS[best]), torch.zeros(values.shape[1] + 1, outputs, dtype=torch.float64))
    weight = (back @ weights[:-1]).T / scale
    return LinearHead(weight.float(), (weights[-1] - weight @ mean).float(), said[best].float())


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
    solver = torch.optim.LBFGS([weights], max_iter=STEPS, tolerance_grad=1e-6, line_search_fn="strong_wolfe")

    def closure() -> Tensor:
        solver.zero_grad()
        loss = _loss(_answers(values, weights), targets) + strength / 2 * weights[:-1].square().sum()
        loss.backward()
        return loss

    with torch.enable_grad():
        solver.step(closure)
    return weights.detach()
