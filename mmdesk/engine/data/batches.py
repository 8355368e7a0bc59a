"""Features as batches of tensors."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from mmdesk.core.datasets.read import Example
from mmdesk.core.modalities.registry import Modality
from mmdesk.core.models.spec import ModelSpec
from mmdesk.engine.data.feature_cache import Features
from mmdesk.engine.modalities.augmentation import Augmenter
from mmdesk.engine.modalities.text.tokenizer import Tokens, padded
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
        mask = np.stack([self._present(examples, modality) for modality in spec.modalities], axis=1)
        self.rows = np.flatnonzero(keep & mask.any(axis=1))
        self.mask = torch.from_numpy(mask[self.rows])
        self.labels = task.targets([examples[row].label for row in self.rows.tolist()])
        self._texts: list[NDArray[np.int64] | None] = []
        if "text" in spec.modalities:
            tokens = Tokens(spec.text.tokenizer, spec.text.length)
            texts = (str(examples[row]["text"] or "") for row in self.rows.tolist())
            self._texts = [tokens(text) if text.strip() else None for text in texts]

    def __len__(self) -> int:
        return len(self.rows)

    def _present(self, examples: Sequence[Example], modality: Modality) -> NDArray[np.bool_]:
        if modality == "image":
            return self._features.image_present
        if modality == "audio":
            return self._features.audio_present
        return np.array([modality in e.present for e in examples], dtype=np.bool_)

    def batch(self, chosen: Tensor, augmenter: Augmenter | None = None, augmented: Sequence[Modality] = ()) -> Batch:
        """The samples with these numbers, varied by the augmenter where asked."""
        mask = self.mask[chosen]
        inputs: dict[str, Tensor] = {}
        for index, modality in enumerate(self.modalities):
            present = chosen[mask[:, index]]
            if len(present):
                values = self.values(modality, present)
                if augmenter and modality in augmented:
                    values = getattr(augmenter, modality)(values)
                inputs[modality] = values
        return Batch(inputs, mask, self.labels[chosen])

    def values(self, modality: Modality, chosen: Tensor) -> Tensor:
        """The inputs of one modality of the samples with these numbers, all of which have it: see `FusedModel.encode`."""
        if modality == "text":
            return torch.from_numpy(padded([t for i in chosen.tolist() if (t := self._texts[i]) is not None]))
        rows = self.rows[chosen.numpy()]
        if modality == "image":
            return torch.from_numpy(self._features.image[rows]).permute(0, 3, 1, 2)
        return torch.from_numpy(self._features.audio[rows].astype(np.float32))

    def in_order(self, batch_size: int) -> Iterator[Batch]:
        """All samples, unchanged, in their order."""
        for chosen in torch.arange(len(self)).split(batch_size):
            yield self.batch(chosen)
