"""Heads on frozen encoders: fitted by a convex solver instead of gradient steps, in seconds (linear probing)."""

from collections.abc import Callable, Iterator

import torch
from torch import Tensor, nn

from mmdesk.core.modalities.registry import Modality
from mmdesk.core.models.spec import ModelSpec
from mmdesk.engine.data.batches import Table
from mmdesk.engine.modalities.layers import Measured
from mmdesk.engine.modalities.registry import encoding_of
from mmdesk.engine.model.fused_model import FusedModel
from mmdesk.engine.model.fusions.registry import FUSIONS
from mmdesk.engine.training.heads.averaged import fitted
from mmdesk.engine.training.heads.linear_head import LinearHead

Solver = Callable[[Tensor, Tensor, int, Tensor | None], LinearHead]
"""Fits a head, as `mmdesk.engine.training.heads.averaged.fitted` does."""


def fit_frozen(model: FusedModel, spec: ModelSpec, table: Table, solver: Solver = fitted) -> dict[Modality, Tensor]:
    """Fit the heads of all frozen encoders of `model` on the samples of a table, and let no gradient step change them.

    Returns:
        for each of these modalities (n, C) what heads said of samples that did not teach them; zeros where it is absent
    """
    answers = {}
    for modality, encoder, head, rows in _frozen(model, spec, table):
        for parameter in head.parameters():
            parameter.requires_grad_(False)
        answers[modality] = torch.zeros(len(table), model.task.outputs)
        if len(rows) > 1:
            features = encoder.fitted(table.values(modality, rows))
            found = solver(features, table.labels[rows], model.task.outputs, names_on(encoder, table.named(modality)))
            _set(head, found)
            answers[modality][rows] = found.out_of_fold
    return answers


@torch.no_grad()
def refit_heads(model: FusedModel, spec: ModelSpec, table: Table) -> None:
    """Fit the heads of all frozen encoders again on the samples of a larger table; the encoders stay as they were measured."""
    for modality, encoder, head, rows in _frozen(model, spec, table):
        if len(rows) > 1:
            features, names = encoder(table.values(modality, rows)), names_on(encoder, table.named(modality))
            _set(head, fitted(features, table.labels[rows], model.task.outputs, names))


def _frozen(model: FusedModel, spec: ModelSpec, table: Table) -> Iterator[tuple[Modality, Measured, nn.Linear, Tensor]]:
    """Each modality whose encoder is frozen, with that, its head, and the numbers of the samples that have it."""
    for index, modality in enumerate(spec.modalities):
        if encoding_of(spec, modality).frozen:
            encoder, head = model.encoders[modality], model.heads[modality]
            assert isinstance(encoder, Measured)  # noqa: S101 - as the registry says
            assert isinstance(head, nn.Linear)  # noqa: S101
            yield modality, encoder, head, table.mask[:, index].nonzero().squeeze(1)


def names_on(encoder: Measured, named: Tensor | None) -> Tensor | None:
    """(C, d) what a measured encoder makes of what the classes are called, where that says anything."""
    return None if named is None else encoder(named)


def learns(spec: ModelSpec) -> bool:
    """Whether there is anything for gradient steps: a lone frozen encoder has its head already, if that is what answers."""
    alone = len(spec.modalities) == 1 and FUSIONS[spec.fusion].answers_alone
    return not (alone and all(encoding_of(spec, modality).frozen for modality in spec.modalities))


@torch.no_grad()
def _set(head: nn.Linear, found: LinearHead) -> None:
    head.weight.copy_(found.weight)
    head.bias.copy_(found.bias)
