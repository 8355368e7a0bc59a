"""A model's raw answers to a table of samples, for every subset of modalities.

n samples, M modalities, S = 2^M subsets, C classes. Subset s shows modality m if bit m of s is set.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import torch
from torch import Tensor

from mmdesk.core.modalities.registry import Modality
from mmdesk.engine.device import Device
from mmdesk.engine.model.fused_model import FusedModel
from mmdesk.engine.model.fusion import MixtureFusion
from mmdesk.engine.model.tasks.task import Task
from mmdesk.engine.scoring.encoding import EncodedBatch

TRUSTS = torch.tensor([0.0, 0.25, 0.5, 1.0])
MIN_GATE_SAMPLES = 20
"""Fewer samples say nothing about whom to believe."""


class Judge(NamedTuple):
    """A model, and encoded samples that did not teach it."""

    model: FusedModel
    batches: Sequence[EncodedBatch]


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


def ask_all(judges: Iterable[Judge], device: Device) -> Answers:
    """The answers of several models, each to the samples that judge it, as if one model had given them."""
    answers = [ask(judge.model, judge.batches, device) for judge in judges]
    return Answers(*(torch.cat([getattr(part, name) for part in answers]) for name in ("logits", "unimodal", "mask", "labels")))


@torch.inference_mode()
def fit_gates(judges: Sequence[Judge], device: Device, *others: FusedModel) -> None:
    """Set how far mixtures trust each of their answers, by the least loss on the samples that judge them; of `others` too.

    Each of them is 1 unless that is clearly worse: a few samples tell little of whom to believe.
    """
    models = [*(judge.model for judge in judges), *others]
    fusions = [model.fusion for model in models if isinstance(model.fusion, MixtureFusion) and len(model.modalities) > 1]
    if not fusions:
        return
    for fusion in fusions:
        fusion.trust.fill_(1)
    parts = [part for judge in judges for part in _gated_answers(judge, device)]
    answers, labels = (torch.cat(part) for part in zip(*parts, strict=True))
    if len(labels) < MIN_GATE_SAMPLES:
        return
    trust = _likeliest_trust(models[0].task, answers, labels)
    for fusion in fusions:
        fusion.trust.copy_(trust)


def _gated_answers(judge: Judge, device: Device) -> Iterator[tuple[Tensor, Tensor]]:
    """What a mixture adds up, (n, M + 1, C), with each subset of two or more shown, and the (n,) labels."""
    model = judge.model.eval()
    assert isinstance(model.fusion, MixtureFusion)  # noqa: S101 - asked before
    for batch in judge.batches:
        encoded = batch.encoded
        for shown in subset_masks(len(model.modalities)).to(device.torch):
            mask = batch.mask & shown
            rows = (mask.sum(-1) > 1) & (mask == shown).all(-1)
            answers, _ = model.fusion.answers(encoded.embeddings[rows], mask[rows], encoded.unimodal[rows])
            yield answers.float().cpu(), batch.labels[rows].cpu()


def _likeliest_trust(task: Task, answers: Tensor, labels: Tensor) -> Tensor:
    """(M + 1,) out of `TRUSTS`, each 1 unless that is clearly worse."""
    choices = torch.cartesian_prod(*[TRUSTS] * answers.shape[1])  # (K, M + 1)
    means = torch.stack([trust_losses(task, answers, labels, choice).mean() for choice in choices])
    trust = choices[means.argmin()].clone()
    for index in range(len(trust)):
        full = trust.clone()
        full[index] = 1
        lost = trust_losses(task, answers, labels, full) - trust_losses(task, answers, labels, trust)
        if not clearly_positive(lost):
            trust = full
    return trust


def trust_losses(task: Task, answers: Tensor, labels: Tensor, trust: Tensor) -> Tensor:
    """(n,) loss of each label, `trust` (M + 1,) scaling the (n, M + 1, C) answers."""
    return task.errors(torch.einsum("nmc,m->nc", answers, trust), labels)


def clearly_positive(values: Tensor) -> bool:
    """Whether the mean of (n,) values lies more than two of its standard errors above 0."""
    return len(values) > 1 and bool(values.mean() > 2 * values.std() / len(values) ** 0.5)


def subset_numbers(mask: Tensor) -> Tensor:
    """(n, M) bool -> (n,) which subset each row is."""
    return (mask.long() << torch.arange(mask.shape[1], device=mask.device)).sum(-1)
