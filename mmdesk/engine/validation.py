"""How a model under training does on samples that it does not learn from."""

from collections.abc import Iterable
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from mmdesk.core.protocol import Token
from mmdesk.engine.batches import Batch
from mmdesk.engine.device import Device
from mmdesk.engine.model import FusedModel


@dataclass(frozen=True, slots=True)
class Validation:
    """Mean cross-entropy and accuracy: with all that is present shown, and of each modality's own head where it is present."""

    loss: float
    accuracy: float
    unimodal: dict[str, float]
    unimodal_loss: dict[str, float]


@torch.inference_mode()
def validate(model: FusedModel, batches: Iterable[Batch], device: Device, token: Token) -> Validation:
    """Look at all samples of the batches, at least one."""
    model.eval()
    samples = loss = hits = 0.0
    own = torch.zeros(3, len(model.modalities))
    for batch in batches:
        token.check()
        batch = batch.to(device.torch)
        with device.autocast():
            output = model(batch.inputs, batch.mask)
        samples += len(batch.labels)
        loss += float(F.cross_entropy(output.logits, batch.labels, reduction="sum"))
        hits += float((output.logits.argmax(-1) == batch.labels).sum())
        own += own_sums(output.unimodal.float(), batch).cpu()
    there, own_loss, own_hits = own
    names = [(name, index) for index, name in enumerate(model.modalities) if there[index]]
    return Validation(
        loss=loss / samples,
        accuracy=hits / samples,
        unimodal={name: float(own_hits[index] / there[index]) for name, index in names},
        unimodal_loss={name: float(own_loss[index] / there[index]) for name, index in names},
    )


def own_sums(unimodal: Tensor, batch: Batch) -> Tensor:
    """(3, M) sums over the samples that have each modality: of one, of its own head's cross-entropy, of its hits."""
    count, modalities, _ = unimodal.shape
    labels = batch.labels.unsqueeze(1).expand(count, modalities)
    losses = F.cross_entropy(unimodal.flatten(0, 1), labels.flatten(), reduction="none").view(count, modalities)
    hits = (unimodal.argmax(-1) == labels).float()
    absent = torch.zeros_like(losses)
    return torch.stack([torch.where(batch.mask, value, absent).sum(0) for value in (absent + 1, losses, hits)])
