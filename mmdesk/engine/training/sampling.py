"""Sampling of one epoch: which training samples each step sees, and how they are varied."""

from collections.abc import Sequence

import torch

from mmdesk.core.training.plan import TrainPlan
from mmdesk.engine.data.batches import Batch, Table
from mmdesk.engine.modalities.augmentation import Draws
from mmdesk.engine.model.imbalance import epoch_order

UNVARIED_FIT = 0.8
"""Training samples are varied once a modality's own head knows this share of them."""


class Sampler:
    """The steps of one epoch.

    Each has a seed of its own, so that it may be drawn by another thread, and before or after any other.

    Args:
        fit: for each modality, the share of the training samples that its own head knows
    """

    def __init__(self, table: Table, plan: TrainPlan, batch_size: int, fit: Sequence[float], generator: torch.Generator) -> None:
        self._table, self._plan = table, plan
        self._strength = {m: augmentation_strength(known) for m, known in zip(table.modalities, fit, strict=True)}
        self._order = epoch_order(table.labels, plan, generator).split(batch_size)
        self._seeds = torch.randint(2**63 - 1, (len(self._order),), generator=generator).tolist()

    def __len__(self) -> int:
        return len(self._order)

    def draw(self, step: int) -> tuple[Batch, torch.Generator]:
        """The batch of a step, and what all other chances of this step are drawn from."""
        generator = torch.Generator().manual_seed(self._seeds[step])
        varied = (modality for modality in self._table.modalities if modality in self._plan.augment)
        draws = {modality: Draws(generator, self._strength[modality], self._plan.mirror) for modality in varied}
        return self._table.batch(self._order[step], draws), generator


def augmentation_strength(fit: float) -> float:
    """How much to vary the samples of a modality, 0 to 1, from the share of training samples that its own head knows.

    Varied from the start, few samples of long sounds are not learned at all; never varied, they are learned by heart.
    """
    return max(0.0, (fit - UNVARIED_FIT) / (1 - UNVARIED_FIT))
