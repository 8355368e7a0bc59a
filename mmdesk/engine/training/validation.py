"""How a model under training does on samples that it does not learn from."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

import torch
from torch import Tensor

from mmdesk.engine.device import Device
from mmdesk.engine.model.fused_model import FusedModel
from mmdesk.engine.model.tasks.task import Task
from mmdesk.engine.scoring.encoding import EncodedBatch
from mmdesk.engine.scoring.subsets import Answers


@dataclass(frozen=True, slots=True)
class Validation:
    """Mean loss, quality and distance: with all that is present shown, and of each modality's own head where it is present.

    All are the task's, see `mmdesk.engine.model.tasks`; of a classification, cross-entropy, accuracy, and no distance.
    """

    loss: float
    accuracy: float
    unimodal: dict[str, float]
    unimodal_loss: dict[str, float]
    mae: float | None = None
    unimodal_mae: dict[str, float] = field(default_factory=dict)


class Figures(NamedTuple):
    """Mean loss, quality, and mean distance where there is one."""

    loss: float
    quality: float
    mae: float | None


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
        name: figures(model.task, unimodal[mask[:, index], index], labels[mask[:, index]])
        for index, name in enumerate(model.modalities)
        if mask[:, index].any()
    }
    whole = figures(model.task, logits, labels)
    return Validation(
        whole.loss,
        whole.quality,
        unimodal={name: one.quality for name, one in own.items()},
        unimodal_loss={name: one.loss for name, one in own.items()},
        mae=whole.mae,
        unimodal_mae={name: one.mae for name, one in own.items() if one.mae is not None},
    )


def figures(task: Task, outputs: Tensor, targets: Tensor) -> Figures:
    """The figures of (n, C) outputs, n > 0."""
    distances = task.distances(outputs, targets)
    mae = None if distances is None else float(distances.mean())
    return Figures(float(task.errors(outputs, targets).double().mean()), task.quality(outputs, targets), mae)


def mean_distance(model: FusedModel, answers: Answers) -> tuple[float, tuple[float, float]] | None:
    """Mean absolute error of a regression and its 95 % interval, in the labels' own units."""
    distances = model.task.distances(answers.everything, answers.labels)
    if distances is None:
        return None
    mean, reach = float(distances.mean()), 1.96 * float(distances.std(correction=0)) / math.sqrt(len(distances))
    return mean, (max(mean - reach, 0.0), mean + reach)
