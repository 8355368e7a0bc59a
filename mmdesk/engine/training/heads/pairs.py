"""How far each half of a pair of encoders is believed, by what they say of samples that taught neither (Wolpert 1992)."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import torch
from torch import Tensor

from mmdesk.core.modalities.registry import Modality
from mmdesk.engine.data.batches import Table
from mmdesk.engine.device import Device
from mmdesk.engine.model.fused_model import FusedModel
from mmdesk.engine.model.paired import EQUAL, PairedHead
from mmdesk.engine.model.tasks.task import Task
from mmdesk.engine.training.heads.linear_head import spread_over

BATCH = 64
SPREAD = 0.5
"""Standard deviation around `EQUAL`, before any sample was seen: some tens of samples move it as far as 0."""
COUNTS = torch.tensor([0.0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.75, 1.0, 1.25, 1.5, 2.0])
MAX_WEIGHING = 1000
"""Samples by which the two are weighed: more would move neither."""


class Asked(NamedTuple):
    """A model, samples that did not teach it, and what its outputs lack because of that (see `mmdesk.engine.scoring.subsets`)."""

    model: FusedModel
    table: Table
    missed: Tensor | float = 0.0


class Apart(NamedTuple):
    """What the halves of one pair say: halves (n, 2, C) of n samples with the targets (n,)."""

    halves: Tensor
    targets: Tensor


def weigh_pairs(asked: Sequence[Asked], whole: FusedModel | None, device: Device) -> dict[Modality, Apart]:
    """Have the halves of all pairs count as much as what they said tells.

    Each of several models goes by what the others said, so that its own samples judge it honestly (cross-fitting): weighed by the
    same samples, 35 comments seemed to be told better by a pair than by its frozen half, and others were told worse. A lone model
    has no others to go by. The one on all samples, `whole`, goes by all.

    Returns:
        for each modality that has a pair, what the halves of all who are asked said
    """
    told = {}
    for modality, first in asked[0].model.heads.items():
        if not isinstance(first, PairedHead):
            continue
        parts = [_apart(one, modality, device) for one in asked]
        told[modality] = together(parts)
        for number, one in enumerate(asked):
            _weigh(one.model, modality, together(parts[:number] + parts[number + 1 :] if len(parts) > 1 else parts))
        if whole is not None:
            _weigh(whole, modality, told[modality])
    return told


def together(parts: Iterable[Apart]) -> Apart:
    """What several said, as if one had."""
    return Apart(*(torch.cat(values) for values in zip(*parts, strict=True)))


def _weigh(model: FusedModel, modality: Modality, said: Apart) -> None:
    head = model.heads[modality]
    assert isinstance(head, PairedHead)  # noqa: S101 - as all are of one spec
    head.counts.copy_(fitted_counts(model.task, *said))


@torch.no_grad()
def _apart(asked: Asked, modality: Modality, device: Device) -> Apart:
    """What the halves say of the samples that have the modality."""
    model, table = asked.model.eval(), asked.table
    rows = table.having(modality)
    encoder, head = model.encoders[modality], model.heads[modality]
    assert isinstance(head, PairedHead)  # noqa: S101 - as who asks knows
    halves = [torch.zeros(0, 2, model.task.outputs)]
    for some in rows.split(BATCH) if len(rows) else ():
        with device.autocast():
            halves.append(head.halves(encoder(table.values(modality, some).to(device.torch))).float().cpu())
    return Apart(torch.cat(halves) + asked.missed, table.labels[rows])


def fitted_counts(task: Task, halves: Tensor, targets: Tensor) -> Tensor:
    """(2,) the most probable factors of both halves' outputs (n, 2, C), by the loss of their sum and a normal prior."""
    some = spread_over(len(targets), MAX_WEIGHING)
    pairs = torch.cartesian_prod(COUNTS, COUNTS)
    told = torch.stack([task.errors(torch.einsum("nhc,h->nc", halves[some], pair), targets[some]).double().sum() for pair in pairs])
    prior = ((pairs.double() - EQUAL) / SPREAD).square().sum(1) / 2
    return pairs[(told + prior).argmin()]
