"""A model's raw answers to a table of samples, for every subset of modalities.

n samples, M modalities, S = 2^M subsets, C classes. Subset s shows modality m if bit m of s is set.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

import torch
from torch import Tensor

from mmdesk.core.modalities.registry import Modality
from mmdesk.engine.data.batches import Table
from mmdesk.engine.device import Device
from mmdesk.engine.model.fused_model import Encoded, FusedModel
from mmdesk.engine.model.fusions.fusion import Shown
from mmdesk.engine.scoring.encoding import EncodedBatch


class Judge(NamedTuple):
    """A model, and encoded samples that did not teach it.

    Attributes:
        missed: (C,) what its outputs lack because of that, see `mmdesk.engine.model.imbalance.missed_frequencies`; 0 for nothing
        taught, judging: the samples that taught it, and those of the batches; the same where heads answered out of fold
    """

    model: FusedModel
    batches: Sequence[EncodedBatch]
    missed: Tensor | float = 0.0
    taught: Table | None = None
    judging: Table | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """What a model says to n samples.

    Attributes:
        logits: (n, S, C) with only each subset shown; what a sample lacks stays absent
        unimodal: (n, M, C) of the modalities' own heads; only where present
        mask: (n, M) bool, what is present
        labels: (n,) the true targets of the task
        unlike: (n, M) by how much the modalities are unlike what taught the model, see `Encoded`
    """

    logits: Tensor
    unimodal: Tensor
    mask: Tensor
    labels: Tensor
    unlike: Tensor = field(default_factory=lambda: torch.zeros(1, 1))

    @property
    def everything(self) -> Tensor:
        """(n, C) logits with all that is present shown."""
        return self.logits[:, -1]

    @property
    def alone(self) -> Tensor:
        """(n, M, C) logits with only each modality shown."""
        return self.logits[:, single_subsets(self.mask.shape[1])]


@lru_cache
def subset_masks(modalities: int) -> Tensor:
    """(S, M) bool: what each subset shows; the first shows nothing, the last everything."""
    numbers = torch.arange(2**modalities).unsqueeze(1)
    return (numbers >> torch.arange(modalities)) & 1 == 1


def single_subsets(modalities: int) -> Tensor:
    """(M,) the numbers of the subsets that show a single modality."""
    return 2 ** torch.arange(modalities)


def fused_alone(model: FusedModel, encoded: Encoded, present: Tensor) -> Tensor:
    """(B, M, C) logits of B encoded samples with only each modality shown of what is `present` (B, M)."""
    modalities = present.shape[1]
    each = (present.unsqueeze(1) & torch.eye(modalities, dtype=torch.bool, device=present.device)).flatten(0, 1)  # (B * M, M)
    repeated = Encoded(*(values.repeat_interleave(modalities, 0) for values in encoded))
    return model.fuse(repeated, each).logits.unflatten(0, present.shape)


def subset_name(shown: Tensor, modalities: tuple[Modality, ...]) -> str:
    """Name of one row of `subset_masks`, such as "image+text"."""
    return "+".join(name for name, there in zip(modalities, shown.tolist(), strict=True) if there)


@torch.inference_mode()
def ask(model: FusedModel, batches: Iterable[EncodedBatch], device: Device) -> Answers:
    """Run the fusion once for every subset of each batch."""
    model.eval()
    masks = subset_masks(len(model.modalities)).to(device.torch)
    parts: list[tuple[Tensor, ...]] = []
    for batch in batches:
        with device.autocast():
            logits = [model.fuse(batch.encoded, batch.mask & shown).logits for shown in masks]
        told = batch.encoded.unimodal, batch.mask, batch.labels, batch.encoded.unlike.expand(*batch.mask.shape, 1).squeeze(2)
        parts.append((torch.stack(logits, 1).cpu(), *(value.cpu() for value in told)))
    return Answers(*(torch.cat(part) for part in zip(*parts, strict=True)))


def ask_all(judges: Iterable[Judge], device: Device) -> Answers:
    """The answers of several models, each to the samples that judge it, as if one model had given them."""
    parts = [(ask(judge.model, judge.batches, device), judge.missed) for judge in judges]
    logits, unimodal = (torch.cat([getattr(part, name) + missed for part, missed in parts]) for name in ("logits", "unimodal"))
    mask, labels = (torch.cat([getattr(part, name) for part, _ in parts]) for name in ("mask", "labels"))
    return Answers(logits, unimodal, mask, labels)


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


def subset_numbers(mask: Tensor) -> Tensor:
    """(n, M) bool -> (n,) which subset each row is."""
    return (mask.long() * 2 ** torch.arange(mask.shape[1], device=mask.device)).sum(-1)
