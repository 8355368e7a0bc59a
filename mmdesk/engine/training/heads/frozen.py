"""Heads on frozen encoders, also on those that are half of a pair: fitted by a convex solver instead of gradient steps, in
seconds (linear probing)."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

import torch
from torch import Tensor, nn

from mmdesk.core.modalities.registry import Modality
from mmdesk.core.models.spec import ModelSpec
from mmdesk.engine.data.batches import Table
from mmdesk.engine.modalities.beside import Beside
from mmdesk.engine.modalities.layers import Measured
from mmdesk.engine.modalities.registry import encoding_of
from mmdesk.engine.model.fused_model import Encoded, FusedModel
from mmdesk.engine.model.fusions.registry import FUSIONS
from mmdesk.engine.model.paired import PairedHead
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
    for one in _frozen(model, spec, table):
        one.head.requires_grad_(False)
        if one.pair and answers_alone(spec):  # its place among the embeddings of others, of which there are none
            model.projections[one.modality].requires_grad_(False)
        answers[one.modality] = torch.zeros(len(table), model.task.outputs)
        if len(one.rows) > 1:
            features = one.encoder.fitted(one.values(table))
            found = solver(features, table.labels[one.rows], model.task.outputs, one.names(table))
            set_head(one.head, found)
            answers[one.modality][one.rows] = found.out_of_fold
    return answers


@torch.no_grad()
def refit_heads(model: FusedModel, spec: ModelSpec, table: Table) -> None:
    """Fit the heads of all frozen encoders again on the samples of a larger table; the encoders stay as they were measured."""
    for one in _frozen(model, spec, table):
        if len(one.rows) > 1:
            features = one.encoder(one.values(table))
            set_head(one.head, fitted(features, table.labels[one.rows], model.task.outputs, one.names(table)))


def stood_in(model: FusedModel, answers: Mapping[Modality, Tensor], encoded: Encoded, numbers: Tensor) -> Encoded:
    """What fitted heads said of samples that did not teach them, in the place of what they know by heart (Wolpert 1992).

    So the fusion learns whom to believe of samples such as it will meet.

    Args:
        answers: as `fit_frozen` gives them
        encoded: samples with these numbers (B,), as the model under training encodes them
    """
    unimodal = list(encoded.unimodal.unbind(1))
    for modality, told in answers.items():
        place, head = model.modalities.index(modality), model.heads[modality]
        said = told[numbers].to(encoded.unimodal.device)
        unimodal[place] = head.mean(unimodal[place], said) if isinstance(head, PairedHead) else said
    return encoded._replace(unimodal=torch.stack(unimodal, 1))


class _Frozen(NamedTuple):
    """A frozen encoder, or the frozen half of a pair, its head, and the numbers of the samples that have its modality."""

    modality: Modality
    encoder: Measured
    head: nn.Linear
    rows: Tensor
    pair: Beside | None = None

    def values(self, table: Table) -> Tensor:
        """(n, k) what it takes of these samples."""
        return self._own(table.values(self.modality, self.rows))

    def names(self, table: Table) -> Tensor | None:
        """(C, d) what it makes of the names of the classes, where that says anything."""
        named = table.named(self.modality)
        return None if named is None else names_on(self.encoder, self._own(named))

    def _own(self, values: Tensor) -> Tensor:
        return self.pair.split(values).frozen if self.pair else values


def _frozen(model: FusedModel, spec: ModelSpec, table: Table) -> Iterator[_Frozen]:
    """Each modality where something is frozen."""
    for modality in spec.modalities:
        encoder, head, rows = model.encoders[modality], model.heads[modality], table.having(modality)
        if isinstance(encoder, Beside):
            assert isinstance(head, PairedHead)  # noqa: S101 - as the model makes it
            yield _Frozen(modality, encoder.frozen, head.frozen, rows, encoder)
        elif encoding_of(spec, modality).frozen:
            assert isinstance(encoder, Measured)  # noqa: S101 - as the registry says
            assert isinstance(head, nn.Linear)  # noqa: S101
            yield _Frozen(modality, encoder, head, rows)


def names_on(encoder: Measured, named: Tensor | None) -> Tensor | None:
    """(C, d) what a measured encoder makes of what the classes are called, where that says anything."""
    return None if named is None else encoder(named)


def learns(spec: ModelSpec) -> bool:
    """Whether there is anything for gradient steps: a lone frozen encoder has its head already, if that is what answers."""
    return not (answers_alone(spec) and all(encoding_of(spec, modality).frozen for modality in spec.modalities))


def answers_alone(spec: ModelSpec) -> bool:
    """Whether there is one modality, whose own head answers."""
    return len(spec.modalities) == 1 and FUSIONS[spec.fusion].answers_alone


@torch.no_grad()
def set_head(head: nn.Linear, found: LinearHead) -> None:
    """Give a head the weights that a solver found."""
    head.weight.copy_(found.weight)
    head.bias.copy_(found.bias)
