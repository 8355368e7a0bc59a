"""Multinomial logistic regression on features that stand still, or least squares for numbers, by a convex solver.

n samples, d features, C outputs. The strength of the regularisation is chosen by stratified cross-validation, whose answers
to samples that did not teach them are kept: calibration, choices and the training of a fusion go by these.
"""

from collections.abc import Sequence
from typing import NamedTuple, Self

import torch
import torch.nn.functional as F
from torch import Tensor

from mmdesk.engine.model.imbalance import missed_frequencies
from mmdesk.engine.training.heads.linear_head import MAX_WEIGHING, WORTHS, LinearHead, spread_over
from mmdesk.engine.training.optimization import uncompiled

FOLDS, FEW_FOLDS = 5, 2
STRENGTHS: list[float] = torch.logspace(1, -7, 17, dtype=torch.float64).tolist()
"""Strengths of the regularisation, for features whose mean squared length is 1, from the strongest to the weakest."""
PATIENCE = 2
"""Weaker strengths are not tried once so many in a row were worse than one before."""
MAX_ROTATED = 2000
"""Most samples whose axes are looked for: that takes a time that grows with the third power of their number."""
STEPS, CHOOSING_STEPS = 60, 15
"""Of the solver, and of the solver where strengths are compared, each begun where the one before ended."""
MAX_CHOOSING, MAX_TEACHING = 1000, 8000
"""Samples by which strengths are compared at first, and of which the head learns: with 1,280 features, seconds; more samples would
move the accuracy of a linear head by less than a point."""


def fitted(features: Tensor, targets: Tensor, outputs: int, named: Tensor | None = None) -> LinearHead:
    """The head for features (n, d), n > 1, of targets (n,): class numbers, or with one output numbers.

    `named` (C, d) are the features of what the classes are called, where that says anything.
    """
    teaching = spread_over(len(targets), MAX_TEACHING)
    problem = _weighed(_Problem.of(features[teaching], targets[teaching], outputs, named))
    strength = _strength(problem)
    said = torch.zeros(len(targets), outputs)
    said[teaching] = problem.out_of_fold(strength, problem.folds(FOLDS))[0].float()
    weight, bias = problem.head(strength)
    others = torch.ones(len(targets), dtype=torch.bool)
    others[teaching] = False
    said[others] = features[others] @ weight.T + bias
    return LinearHead(weight, bias, said)


def _weighed(problem: "_Problem") -> "_Problem":
    """The problem where the names are worth what makes the answers to samples best."""
    if not problem.names:
        return problem
    some = problem.part(spread_over(problem.samples, MAX_WEIGHING))
    worth = min(WORTHS, key=lambda worth: _least_loss(some.weighed(worth), STRENGTHS, FOLDS).loss)
    return problem.weighed(worth)


def _strength(problem: "_Problem") -> float:
    """The strength whose answers to samples that did not teach them have the least loss.

    Of many samples some choose it first. How much weaker it may be for all of them depends on the noise in them, and is tried.
    """
    choosing = spread_over(problem.samples, MAX_CHOOSING)
    strength = _least_loss(problem.part(choosing), STRENGTHS, FOLDS).strength
    if len(choosing) == problem.samples:
        return strength
    return _least_loss(problem, STRENGTHS[max(STRENGTHS.index(strength) - 1, 0) :], FEW_FOLDS).strength


class _Tried(NamedTuple):
    """A strength, and the mean loss of its answers to samples that did not teach them."""

    strength: float
    loss: float


def _least_loss(problem: "_Problem", strengths: Sequence[float], folds: int) -> _Tried:
    """The best of these strengths, from the strongest to the weakest, by so many folds."""
    teaching, weights = problem.folds(folds), None
    losses: list[float] = []
    for strength in strengths:
        said, weights = problem.out_of_fold(strength, teaching, weights, CHOOSING_STEPS)
        losses.append(float(_losses(said, problem.targets[: problem.samples]).mean()))
        if len(losses) - losses.index(min(losses)) > PATIENCE:
            break
    return _Tried(strengths[losses.index(min(losses))], min(losses))


class _Problem(NamedTuple):
    """What is to be solved: values (n + m, k) of about length 1, targets (n + m,), C, and the way back to the features.

    Attributes:
        weights: (n + m,) as how many samples each counts
        names: m, how many of them, the last ones, are no samples but names of classes: they teach in every fold, and judge in none
        back: (d, k) to which features the values belong; None if they are the features
        mean, scale: of the features (d,), and what the values were divided by
    """

    values: Tensor
    targets: Tensor
    weights: Tensor
    names: int
    outputs: int
    back: Tensor | None
    mean: Tensor
    scale: float

    @classmethod
    def of(cls, features: Tensor, targets: Tensor, outputs: int, named: Tensor | None) -> Self:
        samples = len(features)
        if named is not None:
            features, targets = torch.cat([features, named]), torch.cat([targets, torch.arange(outputs)])
        values, back, mean = _rotated(features, samples)
        scale = float(values[:samples].square().sum(1).mean().sqrt().clamp_min(1e-12))
        return cls(values / scale, targets, torch.ones(len(targets)), len(targets) - samples, outputs, back, mean, scale)

    @property
    def samples(self) -> int:
        """n."""
        return len(self.targets) - self.names

    def weighed(self, worth: float) -> Self:
        """The same with names that count as so many samples each."""
        return self._replace(weights=torch.cat([torch.ones(self.samples), torch.full((self.names,), worth)]))

    def part(self, rows: Tensor) -> Self:
        """The same with these samples alone, and all names."""
        rows = torch.cat([rows, torch.arange(self.samples, len(self.targets))])
        return self._replace(values=self.values[rows], targets=self.targets[rows], weights=self.weights[rows])

    def folds(self, count: int) -> Tensor:
        """(F, n + m) bool: which samples, and all names, teach in each fold, class by class; the others are judged."""
        classes = self.targets[: self.samples] if self.outputs > 1 else torch.zeros(self.samples, dtype=torch.long)
        own = stratified(classes, min(count, self.samples))
        return F.pad(own != own.unique().unsqueeze(1), [0, self.names], value=True)

    def out_of_fold(self, strength: float, folds: Tensor, start: Tensor | None = None, steps: int = STEPS) -> tuple[Tensor, Tensor]:
        """(n, C) answers to each sample by the head of the fold that it did not teach, and the weights of all folds.

        All are found at once, begun where `start` says: one large step takes hardly longer than a small one.
        """
        weights = self._solved(strength, folds, self._nothing(len(folds)) if start is None else start, steps)
        answers = self._answers(weights)
        if self.outputs > 1:
            members = F.one_hot(self.targets, self.outputs) * self.weights.unsqueeze(1)
            answers = answers + missed_frequencies(folds.float() @ members, members.sum(0)).unsqueeze(1)
        return answers[(~folds).long().argmax(0), torch.arange(len(self.targets))][: self.samples], weights

    def head(self, strength: float) -> tuple[Tensor, Tensor]:
        """weight (C, d) and bias (C,) of the features."""
        everything = torch.ones(1, len(self.targets), dtype=torch.bool)
        weights = self._solved(strength, everything, self._nothing(1))[0]
        weight = (weights[:-1] if self.back is None else self.back @ weights[:-1]).T / self.scale
        return weight, weights[-1] - weight @ self.mean

    def _nothing(self, folds: int) -> Tensor:
        return torch.zeros(folds, self.values.shape[1] + 1, self.outputs, dtype=self.values.dtype)

    def _answers(self, weights: Tensor) -> Tensor:
        """(F, n, C) of weights (F, k + 1, C)."""
        together = self.values @ weights[:, :-1].permute(1, 0, 2).flatten(1)
        return together.unflatten(1, (len(weights), self.outputs)).permute(1, 0, 2) + weights[:, -1:]

    def _solved(self, strength: float, folds: Tensor, start: Tensor, steps: int = STEPS) -> Tensor:
        """(F, k + 1, C) weights and, last, biases: those of each fold minimise the mean loss of what teaches it plus
        strength / 2 times the squared weights."""
        weights = start.clone().requires_grad_()
        solver = uncompiled(torch.optim.LBFGS)([weights], max_iter=steps, tolerance_grad=1e-6, line_search_fn="strong_wolfe")
        shares = folds * self.weights
        shares = shares / shares.sum(1, keepdim=True)

        def closure() -> Tensor:
            solver.zero_grad()
            losses = _losses(self._answers(weights), self.targets.expand(len(folds), -1))
            loss = (losses * shares).sum() + strength / 2 * weights[:, :-1].square().sum()
            loss.backward()
            return loss

        with torch.enable_grad():
            solver.step(closure)
        return weights.detach()


def stratified(classes: Tensor, folds: int) -> Tensor:
    """(n,) the fold of each sample: the samples of each class are dealt out in their order, begun where the last one ended."""
    order = classes.argsort(stable=True)
    numbers = torch.empty_like(order)
    numbers[order] = torch.arange(len(order)) % folds
    return numbers


def _rotated(features: Tensor, samples: int) -> tuple[Tensor, Tensor | None, Tensor]:
    """Features, the samples first and around 0, in as few dimensions as they have: values (n + m, k), back (d, k), mean (d,).

    With fewer samples than features, k < n: what is solved is as small as the samples are few, and the same by the
    representer theorem (Schoelkopf et al. 2001), since the penalty does not change by a rotation.
    """
    mean = features[:samples].mean(0)
    centred = features - mean
    if len(features) > min(features.shape[1], MAX_ROTATED):
        return centred, None, mean
    products = centred.double()
    variances, vectors = torch.linalg.eigh(products @ products.T)
    kept = variances > 1e-9 * variances[-1].clamp_min(1e-12)
    back = products.T @ (vectors[:, kept] / variances[kept].sqrt())
    return (products @ back).float(), back.float(), mean


def _losses(answers: Tensor, targets: Tensor) -> Tensor:
    """(...) cross-entropies of answers (..., C), or squared errors of a single output."""
    if answers.shape[-1] == 1:
        return (answers.squeeze(-1) - targets).square()
    return F.cross_entropy(answers.flatten(0, -2), targets.flatten(), reduction="none").view(targets.shape)
