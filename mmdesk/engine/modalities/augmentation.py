"""Data augmentation: variety for training samples, a batch at a time; all draws come from one seeded generator."""

from collections.abc import Mapping

import torch
from torch import Tensor

from mmdesk.core.modalities.registry import Modality
from mmdesk.core.training.plan import TrainPlan
from mmdesk.engine.modalities.draws import Draws
from mmdesk.engine.modalities.registry import ENCODINGS


class Augmenter:
    """Varies the inputs of one batch, those of the modalities that the plan wants varied.

    Args:
        strength: for each modality, 0 to 1, factor of all ranges; 1 if it is not given
    """

    def __init__(self, generator: torch.Generator, plan: TrainPlan, strength: Mapping[Modality, float] | None = None) -> None:
        self._draws, self._plan, self._strength = Draws(generator), plan, strength or {}

    def __call__(self, modality: Modality, inputs: Tensor) -> Tensor:
        """(B, ...) -> (B, ...)."""
        if modality not in self._plan.augment:
            return inputs
        return ENCODINGS[modality].augmented(inputs, self._draws, self._strength.get(modality, 1.0), self._plan)
