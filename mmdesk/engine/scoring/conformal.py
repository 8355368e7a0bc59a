"""Prediction sets: what cannot be excluded at a chosen coverage (split, class-conditional and cross-conformal prediction).

How strange a label is for a sample is the task's, see `Task.nonconformity`; here are the limits of that, by samples that did not
teach the model that answered them. n samples, M modalities, S = 2^M subsets, K coverages, C classes, or one output of a number.
"""

import math

import torch
from torch import Tensor

from mmdesk.core.answers.prediction_set import PredictionSet
from mmdesk.core.evaluation.trust import Held
from mmdesk.core.models.coverage import COVERAGES, SETS, Limit, Limits, key_of
from mmdesk.core.models.spec import ModelSpec
from mmdesk.engine.model.tasks.task import Task
from mmdesk.engine.scoring.subsets import Answers, subset_masks, subset_name, subset_numbers
from mmdesk.engine.scoring.temperature import Calibration

DECIMALS = 3
"""Of limits in a description, rounded up: a set is at most 0.1 % of a probability too large by that."""


class Conformal:
    """The sets of a model's answers."""

    def __init__(self, spec: ModelSpec, task: Task) -> None:
        self._task, self._calibration = task, Calibration(spec)
        found, outputs = spec.set_limits, max(len(spec.labels), 1)
        # (S, K, C); NaN where nothing can be told
        self._limits = torch.full((2 ** len(spec.modalities), len(COVERAGES), outputs), torch.nan, dtype=torch.float64)
        for subset, shown in zip(self._limits, subset_masks(len(spec.modalities)), strict=True):
            own = found.get(subset_name(shown, spec.modalities), {})
            for row, coverage in zip(subset, COVERAGES, strict=True):
                if (limit := own.get(key_of(coverage))) is not None:
                    row[:] = torch.tensor(limit, dtype=torch.float64)

    def sets(self, logits: Tensor, shown: Tensor) -> tuple[PredictionSet, ...]:
        """The sets of one sample for all coverages that can be told, by its (C,) logits with what `shown` (M,) tells."""
        subset = subset_numbers(shown.unsqueeze(0)).cpu()
        limits = self._limits[subset[0]]
        known = [number for number, first in enumerate(limits[:, 0].tolist()) if not math.isnan(first)]
        if not known:
            return ()
        outputs = self._calibration.unmixed(logits.unsqueeze(0), subset).cpu()
        inside = self._task.conforming(outputs.expand(len(known), -1), limits[known])
        return tuple(
            self._task.prediction_set(COVERAGES[number], outputs[0], row) for number, row in zip(known, inside, strict=True)
        )

    def held(self, answers: Answers) -> dict[float, Held]:
        """What the sets of answers with everything shown hold, for each coverage."""
        subsets = subset_numbers(answers.mask).cpu()
        outputs = self._calibration.unmixed(answers.everything, subsets).cpu()
        found = {}
        for number, coverage in enumerate(COVERAGES):
            limits = self._limits[subsets, number]
            inside = self._task.conforming(outputs, limits)
            held, sizes = self._task.held(inside, answers.labels), self._task.sizes(inside)
            found[coverage] = Held(~limits[:, 0].isnan().numpy(), held.numpy(), sizes.double().numpy())
        return {coverage: own for coverage, own in found.items() if own.there.any()}


def set_limits(spec: ModelSpec, task: Task, answers: Answers) -> dict[str, Limits]:
    """The limits of sets, for the summary of the training; nothing if these answers are too few to tell. `spec` is calibrated.

    Of n samples the ceil((n + 1) coverage) smallest nonconformity: the truth of another such sample exceeds it with a probability
    of 1 - coverage at most, whatever the distribution is (split conformal prediction; Vovk et al. 2005, Lei et al. 2018). 95 %
    needs 19 samples for that, 99 % needs 99; with fewer nothing is told. Each class has the limit of its own samples
    (class-conditional or Mondrian; Vovk 2012). One with too few of them has that of all samples, or more if its own have gone
    beyond: of 13 classes with 13 to 25 samples each (pictures without their question), the worst is in 95 % of the sets for 95 %,
    by one limit for all in 66 %. Answers by cross-validation or of leaving one out are taken together as if one model had given
    them (cross-conformal prediction; Vovk 2015): the model on all samples is hardly worse than those.
    """
    calibration = Calibration(spec)
    found: dict[str, dict[str, Limit]] = {}
    for number, shown in enumerate(subset_masks(len(spec.modalities))):
        rows = answers.mask[:, shown].all(-1)
        if number and rows.any():
            labels = answers.labels[rows]
            outputs = calibration.unmixed(answers.logits[rows, number], torch.full((len(labels),), number))
            own = limits_of(task.nonconformity(outputs, labels), labels, len(spec.labels))
            found |= {subset_name(shown, spec.modalities): own} if own else {}
    return {SETS: found} if found else {}


def limits_of(strange: Tensor, labels: Tensor, classes: int) -> dict[str, Limit]:
    """Limits by coverage, of the nonconformity (n,) of samples with these labels (n,); `classes` is 0 for numbers."""
    each = [strange[labels == number] for number in range(classes)]
    found: dict[str, Limit] = {}
    for coverage in COVERAGES:
        together = quantile(strange, coverage)
        if together is not None:
            own = [of_class(part, coverage, together) for part in each]
            found[key_of(coverage)] = own or together
    return found


def of_class(strange: Tensor, coverage: float, together: float) -> float:
    """The limit of a class with samples of this nonconformity (n,), where `together` is that of all samples."""
    own = quantile(strange, coverage)
    return max([together, *map(rounded, strange.tolist())]) if own is None else own


def quantile(strange: Tensor, coverage: float) -> float | None:
    """The ceil((n + 1) coverage) smallest of n, rounded up; None if that is beyond the last."""
    rank = math.ceil((len(strange) + 1) * coverage - 1e-9)  # what 0.8 times 5 is, is hardly more than 4
    return rounded(float(strange.sort().values[rank - 1])) if rank <= len(strange) else None


def rounded(limit: float) -> float:
    return math.ceil(limit * 10**DECIMALS) / 10**DECIMALS
