"""Features as batches of tensors."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from mmdesk.core.datasets.example import Example
from mmdesk.core.datasets.read import read_part
from mmdesk.core.modalities.column import is_there
from mmdesk.core.modalities.registry import Modality
from mmdesk.core.models.spec import ModelSpec
from mmdesk.engine.data.feature_cache import Features
from mmdesk.engine.modalities.augmentation import Augmenter
from mmdesk.engine.modalities.registry import front_end_of
from mmdesk.engine.model.tasks.registry import task_of


@dataclass(frozen=True, slots=True)
class Batch:
    """B samples.

    Attributes:
        inputs: for each modality that any sample has, its rows: see `FusedModel.encode`
        mask: (B, M) bool, what is present
        labels: (B,) targets of the task
    """

    inputs: dict[str, Tensor]
    mask: Tensor
    labels: Tensor

    def to(self, device: torch.device) -> "Batch":
        return Batch({name: value.to(device) for name, value in self.inputs.items()}, self.mask.to(device), self.labels.to(device))


class Table:
    """The readable examples of one split, ready to be drawn from.

    Attributes:
        modalities: those of the spec
        rows: (n,) which of the features' rows
        labels: (n,) targets of the task
        mask: (n, M) bool, what is present
    """

    def __init__(self, examples: Sequence[Example], features: Features, spec: ModelSpec, split: str) -> None:
        self._features = features
        self.modalities = spec.modalities
        task = task_of(spec)
        keep = np.array([e.split == split and task.accepts(e.label) for e in examples], dtype=np.bool_) & features.readable
        mask = np.stack([features.present[modality] for modality in spec.modalities], axis=1)
        self.rows = np.flatnonzero(keep & mask.any(axis=1))
        self.mask = torch.from_numpy(mask[self.rows])
        self.labels = task.targets([examples[row].label for row in self.rows.tolist()])
        self._front_ends = {modality: front_end_of(modality, encoder) for modality, encoder in spec.encoders.items()}
        self._ragged = {
            modality: self._lists(examples, modality) for modality in spec.modalities if modality not in features.arrays
        }

    def __len__(self) -> int:
        return len(self.rows)

    def _lists(self, examples: Sequence[Example], modality: Modality) -> list[NDArray[Any] | None]:
        """Features whose length varies, of the rows that have them."""
        parts = (examples[row][modality] for row in self.rows.tolist())
        features = self._front_ends[modality].features
        return [features(read_part(modality, part)) if part is not None and is_there(part) else None for part in parts]

    def batch(self, chosen: Tensor, augmenter: Augmenter | None = None) -> Batch:
        """The samples with these numbers, varied by the augmenter if there is one."""
        mask = self.mask[chosen]
        inputs: dict[str, Tensor] = {}
        for index, modality in enumerate(self.modalities):
            present = chosen[mask[:, index]]
            if len(present):
                values = self.values(modality, present)
                inputs[modality] = augmenter(modality, values) if augmenter else values
        return Batch(inputs, mask, self.labels[chosen])

    def values(self, modality: Modality, chosen: Tensor) -> Tensor:
        """The inputs of one modality of the samples with these numbers, all of which have it: see `FusedModel.encode`."""
        front_end = self._front_ends[modality]
        if modality in self._ragged:
            rows = self._ragged[modality]
            return front_end.inputs([features for i in chosen.tolist() if (features := rows[i]) is not None])
        return front_end.inputs(self._features.arrays[modality][self.rows[chosen.numpy()]])

    def in_order(self, batch_size: int) -> Iterator[Batch]:
        """All samples, unchanged, in their order."""
        for chosen in torch.arange(len(self)).split(batch_size):
            yield self.batch(chosen)
