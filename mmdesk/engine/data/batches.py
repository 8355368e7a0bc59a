"""Features as batches of tensors."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from torch import Tensor

from mmdesk.core.datasets.example import Example
from mmdesk.core.modalities.registry import Modality
from mmdesk.core.models.spec import ModelSpec
from mmdesk.engine.data.class_names import named_features
from mmdesk.engine.data.feature_cache import Features
from mmdesk.engine.modalities.augmentation import Draws
from mmdesk.engine.modalities.registry import encoding_of
from mmdesk.engine.model.tasks.registry import task_of

NO_DRAWS: Mapping[Modality, Draws] = {}


@dataclass(frozen=True, slots=True)
class Batch:
    """B samples.

    Attributes:
        inputs: for each modality that any sample has, its rows: see `FusedModel.encode`
        mask: (B, M) bool, what is present
        labels: (B,) targets of the task
        numbers: (B,) which of their table they are; empty if they are of none
    """

    inputs: dict[str, Tensor]
    mask: Tensor
    labels: Tensor
    numbers: Tensor = field(default_factory=lambda: torch.empty(0, dtype=torch.long))

    def to(self, device: torch.device) -> "Batch":
        inputs = {name: value.to(device) for name, value in self.inputs.items()}
        return Batch(inputs, self.mask.to(device), self.labels.to(device), self.numbers)


class Table:
    """The readable examples of one split, ready to be drawn from.

    Attributes:
        modalities: those of the spec
        rows: (n,) which of the features' rows
        labels: (n,) targets of the task
        mask: (n, M) bool, what is present
    """

    def __init__(self, examples: Sequence[Example], features: Features, spec: ModelSpec, split: str) -> None:
        self._features, self._spec = features, spec
        self.modalities = spec.modalities
        self._encodings = {modality: encoding_of(spec, modality) for modality in spec.modalities}
        task = task_of(spec)
        keep = np.array([e.split == split and task.accepts(e.label) for e in examples], dtype=np.bool_) & features.readable
        mask = np.stack([features.present[modality] for modality in spec.modalities], axis=1)
        self.rows = np.flatnonzero(keep & mask.any(axis=1))
        self.mask = torch.from_numpy(mask[self.rows])
        self.labels = task.targets([examples[row].label for row in self.rows.tolist()])

    def __len__(self) -> int:
        return len(self.rows)

    def batch(self, chosen: Tensor, draws: Mapping[Modality, Draws] = NO_DRAWS) -> Batch:
        """The samples with these numbers; those modalities are varied for which there are draws, and a way to do it."""
        mask = self.mask[chosen]
        inputs: dict[str, Tensor] = {}
        for index, (modality, encoding) in enumerate(self._encodings.items()):
            present = chosen[mask[:, index]]
            if len(present):
                inputs[modality] = self.values(modality, present)
                if encoding.varied and modality in draws:
                    inputs[modality] = encoding.varied(inputs[modality], draws[modality])
        return Batch(inputs, mask, self.labels[chosen], chosen)

    def having(self, modality: Modality) -> Tensor:
        """The numbers of the samples that have a modality."""
        return self.mask[:, self.modalities.index(modality)].nonzero().squeeze(1)

    def values(self, modality: Modality, chosen: Tensor) -> Tensor:
        """The inputs of one modality of the samples with these numbers, all of which have it: see `FusedModel.encode`."""
        return self._encodings[modality].front_end.inputs(self._features.values[modality][self.rows[chosen.numpy()]])

    def named(self, modality: Modality) -> Tensor | None:
        """(C, ...) the inputs of a frozen encoder for the names of the classes; None where they are nothing to it."""
        features = named_features(self._spec, modality)
        return None if features is None else self._encodings[modality].front_end.inputs(features)

    def in_order(self, batch_size: int) -> Iterator[Batch]:
        """All samples, unchanged, in their order."""
        for chosen in torch.arange(len(self)).split(batch_size):
            yield self.batch(chosen)
