"""What the training of classes minimises, on which samples, and the remedies for class imbalance."""

from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor

from mmdesk.core.training.plan import TrainPlan

FOCUS = 2.0
"""Exponent of the focal loss (Lin et al. 2017, arXiv:1708.02002)."""

Loss = Callable[[Tensor, Tensor], Tensor]
"""(n, C) logits and (n,) labels -> (n,) losses."""


def build_loss(plan: TrainPlan, counts: Tensor) -> Loss:
    """The loss of a plan; `counts` (C,) are the training samples of each class."""
    smoothing = plan.label_smoothing
    weights, frequencies = class_weights(counts), class_frequencies(counts)

    def cross_entropy(logits: Tensor, labels: Tensor) -> Tensor:
        return F.cross_entropy(logits, labels, reduction="none", label_smoothing=smoothing)

    # PyTorch's own weights would also multiply what smoothing asks of the wrong classes, most of all of the rarest.
    def weighted(logits: Tensor, labels: Tensor) -> Tensor:
        return weights.to(labels.device)[labels] * cross_entropy(logits, labels)

    def focal(logits: Tensor, labels: Tensor) -> Tensor:
        right = logits.softmax(-1).gather(1, labels.unsqueeze(1)).squeeze(1)
        return (1 - right) ** FOCUS * cross_entropy(logits, labels)

    def adjusted(logits: Tensor, labels: Tensor) -> Tensor:
        """Logit adjustment (Menon et al. 2021, arXiv:2007.07314): the answers come to be those of equally frequent classes."""
        frequency = frequencies.to(logits.device)
        # Spread evenly, smoothing would ask for the rare classes far more often than they occur.
        targets = F.one_hot(labels, len(frequency)).float().lerp(frequency, smoothing)
        return F.cross_entropy(logits + frequency.log(), targets, reduction="none")

    return {"class-weights": weighted, "focal": focal, "logit-adjustment": adjusted}.get(plan.imbalance, cross_entropy)


def class_frequencies(counts: Tensor) -> Tensor:
    """(..., C) share of each class in the training samples; of one without samples as if it had one."""
    counts = counts.clamp_min(1).float()
    return counts / counts.sum(-1, keepdim=True)


def missed_frequencies(taught: Tensor, everything: Tensor) -> Tensor:
    """(..., C) what the logits of a model lack that learned from `taught` (..., C) samples of the `everything` (C,) there are.

    It learns how frequent the classes are, too, and the class of a sample is rarer where that sample does not teach: the
    logarithm of that ratio. With four folds of ten comments a class, three points fewer would be right than of others.
    """
    return class_frequencies(everything).log() - class_frequencies(taught).log()


def class_weights(counts: Tensor) -> Tensor:
    """(C,) weights that give every class the same sum, 1 on average over the samples."""
    return counts.sum() / (len(counts) * counts.double().clamp_min(1)).float()


def epoch_order(labels: Tensor, plan: TrainPlan, generator: torch.Generator) -> Tensor:
    """(n,) the samples of one round, shuffled; with re-sampling every class comes about as often as any other."""
    if plan.imbalance != "resample":
        return torch.randperm(len(labels), generator=generator)
    chances = class_weights(labels.bincount())[labels].double()
    return torch.multinomial(chances, len(labels), replacement=True, generator=generator)
