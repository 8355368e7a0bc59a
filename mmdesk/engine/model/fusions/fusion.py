"""Fusions: the modalities become one answer.

Every fusion takes
    embeddings  (B, M, D)  in the shared space; what stands at absent places does not matter
    mask        (B, M)     bool, what is present; a row may be empty
    unimodal    (B, M, C)  logits of each modality's own head; of a regression, C is 1 and they are numbers
and gives logits (B, C) and weights (B, M), which sum to 1 over the present modalities; absent ones get 0.

Feature level: one embedding is made of the present ones and classified. Decision level: the modalities' own
predictions become one. Adding a fusion is one class in one of these modules and one line in `registry.FUSIONS`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import ClassVar, NamedTuple

import torch
from torch import Tensor, nn

from mmdesk.engine.model.tasks.classification import Classification
from mmdesk.engine.model.tasks.task import Task


class Sizes(NamedTuple):
    """What a fusion has to know: the names of the M modalities, D, C, whether the head is linear as in the theory, the task."""

    modalities: tuple[str, ...]
    dimension: int
    classes: int
    linear_head: bool = False
    task: Task = Classification()  # how answers are combined does not depend on the names of the classes


class Fused(NamedTuple):
    """What a fusion gives: logits (B, C), weights (B, M)."""

    logits: Tensor
    weights: Tensor


class Shown(NamedTuple):
    """Validation samples of which several modalities are shown: what a fusion takes, and targets (B,) of the task."""

    embeddings: Tensor
    mask: Tensor
    unimodal: Tensor
    targets: Tensor


class Fusion(nn.Module, ABC):
    """Base of all fusions.

    Attributes:
        answers_alone: whether one modality alone is answered by its own head
    """

    answers_alone: ClassVar[bool]

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.sizes = sizes

    @abstractmethod
    def forward(self, embeddings: Tensor, mask: Tensor, unimodal: Tensor) -> Fused:
        """The answer to what `mask` shows; shapes as above."""

    def settle(self, embeddings: Tensor, mask: Tensor) -> None:
        """Measure what the fusion goes by on embeddings (n, M, D) of which `mask` (n, M) are present; nothing here."""

    def calibrate(self, samples: Iterable[Shown]) -> None:
        """Fit, on validation samples, what training samples would flatter; nothing here."""

    def agree_with(self, others: Sequence[Fusion]) -> None:
        """Take over what others were calibrated to, each on samples of its own; nothing here."""


def equal_scores(sizes: Sizes) -> nn.Parameter:
    """(M,) a score to be learned for each modality, the same for all samples; at first all count alike."""
    return nn.Parameter(torch.zeros(len(sizes.modalities)))


def shares(scores: Tensor, mask: Tensor) -> Tensor:
    """Softmax of (B, M) or (M,) scores over the present modalities; 0 for absent ones, and for all of an empty row."""
    weights = scores.expand(mask.shape).masked_fill(~mask, torch.finfo(scores.dtype).min).softmax(-1)
    return weights * mask


def proportions(amounts: Tensor, mask: Tensor) -> Tensor:
    """(B, M) non-negative amounts to shares of the present modalities."""
    amounts = (amounts + 1e-6) * mask
    return amounts / amounts.sum(-1, keepdim=True).clamp_min(1e-6)
