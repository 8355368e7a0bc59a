"""Heads on encoders that are fine-tuned begin where a solver ends (linear probing, then fine-tuning: LP-FT).

With a new head, the first steps would move pretrained features only because that head knows nothing yet (Kumar et al. 2022,
arXiv:2202.10054). With the solver's own they would move them only to make it less sure: it knows its samples by heart, and labels
are smoothed. Of hand signs, 50 a class, 95.5 % were right before and 91 % after one round. So it begins as sure as the loss wants.
"""

from collections.abc import Collection

import torch
from torch import Tensor, nn

from mmdesk.core.modalities.registry import Modality
from mmdesk.core.models.spec import ModelSpec
from mmdesk.core.training.plan import TrainPlan
from mmdesk.engine.data.batches import Table
from mmdesk.engine.device import Device
from mmdesk.engine.modalities.layers import FineTuned
from mmdesk.engine.model.fused_model import FusedModel
from mmdesk.engine.model.tasks.task import Task
from mmdesk.engine.training.heads.averaged import fitted
from mmdesk.engine.training.heads.frozen import set_head
from mmdesk.engine.training.heads.linear_head import LinearHead, spread_over
from mmdesk.engine.workers import Workers

MOST, BATCH = 2000, 32
"""Samples by which a head begins, each of which goes through the encoder once, and so many at a time."""
SURENESS: list[float] = torch.logspace(-2, 1, 61).tolist()


@torch.no_grad()
def begin_fine_tuned(
    model: FusedModel, spec: ModelSpec, plan: TrainPlan, tables: tuple[Table, Table], there: Collection[str], device: Device
) -> dict[Modality, Tensor]:
    """Give all encoders of `model` that are fine-tuned their weights, what measures them, and heads.

    Args:
        tables: samples that teach, and others that judge
        there: names of weights that the model has from another one already

    Returns:
        for each of these modalities (n, C) what its head says of the samples that judge; zeros where it is absent
    """
    train, val = tables
    answers = {}
    for modality in spec.modalities:
        encoder, head = model.encoders[modality], model.heads[modality]
        if not isinstance(encoder, FineTuned):
            continue
        assert isinstance(head, nn.Linear)  # noqa: S101 - as of all but ready classifiers
        if not any(name.startswith(f"encoders.{modality}.") for name in there):
            encoder.begin()
        answers[modality] = torch.zeros(len(val), model.task.outputs)
        rows = train.having(modality)
        rows = rows[spread_over(len(rows), MOST)]
        if len(rows) > 1:
            measured = encoder.measured.cpu()
            features = measured.fitted(_raw(encoder, modality, train, rows, device))
            found = _as_sure(
                fitted(features, train.labels[rows], model.task.outputs), features, train.labels[rows], model.task, plan
            )
            set_head(head, found)
            judging = val.having(modality)
            if len(judging):
                answers[modality][judging] = found(measured(_raw(encoder, modality, val, judging, device)))
            measured.to(device.torch)
    return answers


def _as_sure(head: LinearHead, features: Tensor, targets: Tensor, task: Task, plan: TrainPlan) -> LinearHead:
    """The head times what makes the training's loss of the samples that taught it the least; that of a number is it already."""
    if not task.uncertain:
        return head
    outputs, loss = head(features), task.loss(plan, targets)
    sureness = min(SURENESS, key=lambda factor: float(loss(factor * outputs, targets).mean()))
    return LinearHead(*(sureness * part for part in head))


def _raw(encoder: FineTuned, modality: Modality, table: Table, rows: Tensor, device: Device) -> Tensor:
    """What the layers make of these samples, before it is measured, on the processor."""

    def one(some: Tensor) -> Tensor:
        with torch.no_grad():
            return encoder.raw(table.values(modality, some).to(device.torch)).cpu()

    with Workers(device.workers) as workers:
        return torch.cat(workers.map(one, rows.split(BATCH)))
