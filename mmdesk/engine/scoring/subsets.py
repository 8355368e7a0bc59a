"""A model's raw answers to a table of samples, and how sure they should be.

n samples, M modalities, S = 2^M subsets, C classes. Subset s shows modality m if bit m of s is set.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import torch
import torch.nn.functional as F
from torch import Tensor

from mmdesk.core.modalities.registry import Modality
from mmdesk.core.models.spec import ModelSpec
from mmdesk.engine.device import Device
from mmdesk.engine.model.fused_model import FusedModel
from mmdesk.engine.model.fusion import Shown
from mmdesk.engine.scoring.encoding import EncodedBatch

TEMPERATURES = torch.logspace(-1.2, 1.2, 97)
MIN_TEMPERATURE_SAMPLES = 20
"""Fewer samples say nothing about a temperature."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What a model says to n samples.

    Attributes:
        logits: (n, S, C) with only each subset shown; what a sample lacks stays absent
        unimodal: (n, M, C) of the modalities' own heads; only where present
        mask: (n, M) bool, what is present
        labels: (n,) the true targets of the task
    """

    logits: Tensor
    unimodal: Tensor
    mask: Tensor
    labels: Tensor

    @property
    def everything(self) -> Tensor:
        """(n, C) logits with all that is present shown."""
        return self.logits[:, -1]


@lru_cache
def subset_masks(modalities: int) -> Tensor:
    """(S, M) bool: what each subset shows; the first shows nothing, the last everything."""
    numbers = torch.arange(2**modalities).unsqueeze(1)
    return (numbers >> torch.arange(modalities)) & 1 == 1


def subset_name(shown: Tensor, modalities: tuple[Modality, ...]) -> str:
    """Name of one row of `subset_masks`, such as "image+text"."""
    return "+".join(name for name, there in zip(modalities, shown.tolist(), strict=True) if there)


@torch.inference_mode()
def ask(model: FusedModel, batches: Iterable[EncodedBatch], device: Device) -> Answers:
    """Run the fusion once for every subset of each batch."""
    model.eval()
    masks = subset_masks(len(model.modalities)).to(device.torch)
    parts: list[tuple[Tensor, Tensor, Tensor, Tensor]] = []
    for batch in batches:
        with device.autocast():
            logits = [model.fuse(batch.encoded, batch.mask & shown).logits for shown in masks]
        parts.append((torch.stack(logits, 1).cpu(), batch.encoded.unimodal.cpu(), batch.mask.cpu(), batch.labels.cpu()))
    return Answers(*(torch.cat(part) for part in zip(*parts, strict=True)))


@torch.inference_mode()
def calibrate_fusion(model: FusedModel, batches: Iterable[EncodedBatch], device: Device) -> None:
    """Let the fusion of `model` fit what only samples tell that it did not learn from; of one modality there is nothing."""
    if len(model.modalities) > 1:
        model.eval()
        model.fusion.calibrate(shown_subsets(model, batches, device))


def shown_subsets(model: FusedModel, batches: Iterable[EncodedBatch], device: Device) -> Iterator[Shown]:
    """The samples of each batch with each subset shown of several modalities that they have."""
    for batch in batches:
        encoded = batch.encoded
        for shown in subset_masks(len(model.modalities)).to(device.torch):
            mask = batch.mask & shown
            rows = (mask.sum(-1) > 1) & (mask == shown).all(-1)
            yield Shown(encoded.embeddings[rows], mask[rows], encoded.unimodal[rows], batch.labels[rows])


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
    """(1,) the temperature under which the labels are likeliest."""
    return TEMPERATURES[nll(logits, labels, TEMPERATURES).argmin()].view(1)


def nll(logits: Tensor, labels: Tensor, temperature: Tensor) -> Tensor:
    """Mean negative log-likelihood (T,) of the (n,) labels under (n, C) logits at (T,) temperatures."""
    scaled = F.log_softmax(logits.unsqueeze(0) / temperature.view(-1, 1, 1), -1)
    return -scaled.gather(-1, labels.view(1, -1, 1).expand(len(temperature), -1, 1)).mean((1, 2))


def temperature_table(spec: ModelSpec) -> Tensor:
    """(S,) temperature of each subset, in the order of `subset_masks`."""
    known: Mapping[str, float] = spec.temperatures
    return torch.tensor([known.get(subset_name(shown, spec.modalities), 1.0) for shown in subset_masks(len(spec.modalities))])


def subset_numbers(mask: Tensor) -> Tensor:
    """(n, M) bool -> (n,) which subset each row is."""
    return (mask.long() << torch.arange(mask.shape[1], device=mask.device)).sum(-1)
