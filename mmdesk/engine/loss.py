"""What training minimises and on which samples, and the remedies for rare classes."""

from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor

from mmdesk.core.plan import TrainPlan

FOCUS = 2.0
"""Exponent of the focal loss (Lin et al. 2017, arXiv:1708.02002)."""

Loss = Callable[[Tensor, Tensor], Tensor]
"""(n, C) logits and (n,) labels -> (n,) losses."""


def build_loss(plan: TrainPlan, counts: Tensor) -> Loss:
    """The loss of a plan; `counts` (C,) are the training samples of each class."""
    weight = class_weights(counts) if plan.imbalance == "class-weights" else None

    def cross_entropy(logits: Tensor, labels: Tensor) -> Tensor:
        there = None if weight is None else weight.to(logits.device)
        return F.cross_entropy(logits, labels, there, reduction="none", label_smoothing=plan.label_smoothing)

    def focal(logits: Tensor, labels: Tensor) -> Tensor:
        right = logits.softmax(-1).gather(1, labels.unsqueeze(1)).squeeze(1)
        return (1 - right) ** FOCUS * cross_entropy(logits, labels)

    return focal if plan.imbalance == "focal" else cross_entropy


def class_weights(counts: Tensor) -> Tensor:
    """(C,) weights that give every class the same sum, 1 on average over the samples."""
    return counts.sum() / (len(counts) * counts.double().clamp_min(1)).float()


def epoch_order(labels: Tensor, plan: TrainPlan, generator: torch.Generator) -> Tensor:
    """(n,) the samples of one round, shuffled; with re-sampling every class comes about as often as any other."""
    if plan.imbalance != "resample":
        return torch.randperm(len(labels), generator=generator)
    chances = class_weights(labels.bincount())[labels].double()
    return torch.multinomial(chances, len(labels), replacement=True, generator=generator)


def random_subsets(mask: Tensor, generator: torch.Generator) -> Tensor:
    """For each row of (B, M) a subset of what is present, all equally likely; also the empty one, so that it learns the prior."""
    return mask & (torch.rand(mask.shape, generator=generator) < 0.5).to(mask.device)
