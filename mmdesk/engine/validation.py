"""How a model under training does on samples that it does not learn from."""

from collections.abc import Iterable
from dataclasses import dataclass

import torch
from torch import Tensor

from mmdesk.engine.device import Device
from mmdesk.engine.encoding import EncodedBatch
from mmdesk.engine.model import FusedModel
from mmdesk.engine.tasks import Task


@dataclass(frozen=True, slots=True)
class Validation:
    """Mean loss and quality: with all that is present shown, and of each modality's own head where it is present.

    Both are the task's, see `mmdesk.engine.tasks`; of a classification, cross-entropy and accuracy.
    """

    loss: float
    accuracy: float
    unimodal: dict[str, float]
    unimodal_loss: dict[str, float]


@torch.inference_mode()
def validate(model: FusedModel, batches: Iterable[EncodedBatch], device: Device) -> Validation:
    """Look at all samples of the batches, at least one."""
    model.eval()
    parts = []
    for batch in batches:
        with device.autocast():
            fused = model.fuse(batch.encoded, batch.mask)
        parts.append([value.cpu() for value in (fused.logits, batch.encoded.unimodal, batch.mask, batch.labels)])
    logits, unimodal, mask, labels = (torch.cat(part) for part in zip(*parts, strict=True))
    own = {
        name: judged(model.task, unimodal[mask[:, index], index], labels[mask[:, index]])
        for index, name in enumerate(model.modalities)
        if mask[:, index].any()
    }
    return Validation(
        *judged(model.task, logits, labels),
        unimodal={name: quality for name, (_, quality) in own.items()},
        unimodal_loss={name: loss for name, (loss, _) in own.items()},
    )


def judged(task: Task, outputs: Tensor, targets: Tensor) -> tuple[float, float]:
    """Mean loss and quality of (n, C) outputs, n > 0."""
    return float(task.errors(outputs, targets).double().mean()), task.quality(outputs, targets)
