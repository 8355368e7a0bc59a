"""Calibration: temperature scaling for each subset of modalities, and scores that claim no more than the evidence for them.

n samples, M modalities, S = 2^M subsets, C classes.
"""

import dataclasses
from collections.abc import Mapping

import torch
import torch.nn.functional as F
from torch import Tensor

from mmdesk.core.modalities.registry import Modality
from mmdesk.core.models.spec import LINES, Line, ModelSpec
from mmdesk.engine.model.tasks.task import Task
from mmdesk.engine.scoring.subsets import Answers, single_subsets, subset_masks, subset_name, subset_numbers
from mmdesk.engine.scoring.top_label import STRAIGHT, fitted_line, retold

TEMPERATURES = torch.logspace(-1.2, 1.2, 97)
MIN_TEMPERATURE_SAMPLES = 20
"""Fewer samples say nothing about a temperature."""
SPREAD_OF_TEMPERATURES = 0.5
"""Standard deviation of the logarithm of a temperature before any sample was seen: most networks lie within a factor of 3
(Guo et al. 2017, table 4). Without it, samples without a mistake would drive a temperature to the end of the search."""


class Calibration:
    """Makes a model's logits as sure as they should be.

    Each subset of modalities has its temperature, and a line of its answers' log odds where that is worth it. Where n samples
    calibrated it, no class gets more than (n + 1) / (n + 2), Laplace's rule of succession: n answers without a mistake do not say
    that there is none. The probabilities are mixed with equal ones for that, so their order stays.
    """

    def __init__(self, spec: ModelSpec) -> None:
        names = [subset_name(shown, spec.modalities) for shown in subset_masks(len(spec.modalities))]
        # Models that were made before evidence was counted keep their scores.
        counts = torch.tensor([spec.evidence.get(name, 0) if spec.evidence else torch.inf for name in names], dtype=torch.float64)
        self._counted = bool(spec.evidence)
        classes = max(len(spec.labels), 2)
        mixed = (classes / ((classes - 1) * (counts + 2))).clamp_max(1.0)
        # (S, 1) each: what divides the logits of a subset, and the logarithms of the shares of its own and of equal scores
        self._temperatures = temperature_table(spec).double().unsqueeze(1)
        self._own, self._equal = torch.log1p(-mixed).unsqueeze(1), (mixed / classes).log().unsqueeze(1)
        self._alone = single_subsets(len(spec.modalities))
        # (S, 2)
        lines = [spec.lines.get(name, STRAIGHT) for name in names]
        self._lines = torch.tensor(lines, dtype=torch.float64) if spec.lines else None

    def __call__(self, logits: Tensor, shown: Tensor) -> Tensor:
        """(n, C) calibrated logits, float64, of (n, C) logits with what `shown` (n, M) tells; a single output stays."""
        return self.of_subsets(logits, subset_numbers(shown).cpu())

    def of_each_alone(self, logits: Tensor, unimodal: Tensor) -> Tensor:
        """(..., M, C) calibrated logits of what each modality says on its own, float64.

        That is the model's own answer (..., M, C) with nothing else shown, so that there is one score for the same evidence; of
        models from before evidence was counted what their heads (..., M, C) say, as it is.
        """
        return self.of_subsets(logits, self._alone) if self._counted else unimodal.double()

    def unmixed(self, logits: Tensor, subsets: Tensor) -> Tensor:
        """(n, C) logits at the temperatures of the subsets with these numbers (n,), before they are mixed with equal ones."""
        return logits.double() / self._temperatures[subsets].to(logits.device)

    def of_subsets(self, logits: Tensor, subsets: Tensor) -> Tensor:
        """(..., n, C) calibrated logits of such logits by the numbers (..., n) of the subsets shown, on the processor."""
        temperatures, own, equal = (part[subsets].to(logits.device) for part in (self._temperatures, self._own, self._equal))
        scaled = logits.double() / temperatures
        if logits.shape[-1] == 1:
            return scaled
        told = F.log_softmax(scaled, -1) if self._lines is None else retold(scaled, self._lines[subsets].to(logits.device))
        return torch.logaddexp(told + own, equal)


def calibrated(spec: ModelSpec, task: Task, answers: Answers) -> ModelSpec:
    """The spec with what makes the model as sure as it should be, by its answers to samples that did not teach it.

    Where answers claim no probability, the samples are counted all the same: what modalities say on their own goes by it.
    """
    names = spec.modalities
    warmth = temperatures(answers, names) if task.uncertain else {}
    spec = dataclasses.replace(spec, temperatures=warmth, evidence=evidence(answers, names))
    found = answer_lines(spec, answers) if task.uncertain else {}
    return dataclasses.replace(spec, training={**spec.training, LINES: found}) if found else spec


def answer_lines(spec: ModelSpec, answers: Answers) -> dict[str, Line]:
    """Offset and slope for the answers' log odds, of the subsets where they are worth it; `spec` has the temperatures."""
    found: dict[str, Line] = {}
    for index, (shown, temperature) in enumerate(zip(subset_masks(len(spec.modalities)), temperature_table(spec), strict=True)):
        rows = answers.mask[:, shown].all(-1)
        if index and int(rows.sum()) >= MIN_TEMPERATURE_SAMPLES:
            line = fitted_line(answers.logits[rows, index] / temperature, answers.labels[rows])
            found |= {subset_name(shown, spec.modalities): line} if line else {}
    return found


def temperature_table(spec: ModelSpec) -> Tensor:
    """(S,) temperature of each subset, in the order of `subset_masks`."""
    known: Mapping[str, float] = spec.temperatures
    return torch.tensor([known.get(subset_name(shown, spec.modalities), 1.0) for shown in subset_masks(len(spec.modalities))])


def evidence(answers: Answers, modalities: tuple[Modality, ...]) -> dict[str, int]:
    """How many samples calibrate each subset: those that have all of it; of the empty one, all."""
    masks = subset_masks(len(modalities))
    return {subset_name(shown, modalities): int(answers.mask[:, shown].all(-1).sum()) for shown in masks}


def temperatures(answers: Answers, modalities: tuple[Modality, ...]) -> dict[str, float]:
    """One temperature for each subset (Guo et al. 2017, arXiv:1706.04599), kept only where it helps.

    It helps if temperatures fitted on either half of the samples make the other half likelier.
    """
    kept = {}
    for index, shown in enumerate(subset_masks(len(modalities))[1:], 1):
        rows = answers.mask[:, shown].all(-1)
        logits, labels = answers.logits[rows, index], answers.labels[rows]
        if len(labels) < MIN_TEMPERATURE_SAMPLES:
            continue
        halves = [(logits[i::2], labels[i::2]) for i in (0, 1)]
        crossed = sum(float(nll(*halves[1 - i], fitted_temperature(*halves[i]))) for i in (0, 1))
        plain = sum(float(nll(*half, torch.ones(1))) for half in halves)
        if crossed < plain:
            kept[subset_name(shown, modalities)] = float(fitted_temperature(logits, labels))
    return kept


def fitted_temperature(logits: Tensor, labels: Tensor) -> Tensor:
    """(1,) the most probable temperature: likelihood of the labels times a log-normal prior around 1."""
    prior = (TEMPERATURES.log() / SPREAD_OF_TEMPERATURES).square() / 2
    return TEMPERATURES[(len(labels) * nll(logits, labels, TEMPERATURES) + prior).argmin()].view(1)


def nll(logits: Tensor, labels: Tensor, temperature: Tensor) -> Tensor:
    """Mean negative log-likelihood (T,) of the (n,) labels under (n, C) logits at (T,) temperatures."""
    scaled = F.log_softmax(logits.unsqueeze(0) / temperature.view(-1, 1, 1), -1)
    return -scaled.gather(-1, labels.view(1, -1, 1).expand(len(temperature), -1, 1)).mean((1, 2))
