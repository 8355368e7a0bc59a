"""Samples that went through the encoders: what these say stands still while a fusion is fitted, judged or asked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import torch
from torch import Tensor

from mmdesk.core.progress import CancelToken
from mmdesk.engine.data.batches import Batch
from mmdesk.engine.device import Device
from mmdesk.engine.model.fused_model import Encoded, FusedModel
from mmdesk.engine.workers import Workers


@dataclass(frozen=True, slots=True)
class EncodedBatch:
    """B samples, on the device of the model.

    Attributes:
        encoded: what `FusedModel.encode` gives
        mask: (B, M) bool, what is present
        labels: (B,) targets of the task
    """

    encoded: Encoded
    mask: Tensor
    labels: Tensor


def encode(model: FusedModel, batches: Iterable[Batch], device: Device, token: CancelToken) -> Iterator[EncodedBatch]:
    """Run the encoders over the batches as they are asked for, as many at a time as there are workers.

    Raises:
        Cancelled: if the token asks for it
    """
    model.eval()

    def one(part: tuple[str, Tensor]) -> tuple[Tensor, ...]:
        with torch.no_grad(), device.autocast():
            return model.encode_modality(*part)

    waiting = iter(batches)
    with Workers(device.workers) as workers:
        while group := [batch.to(device.torch) for batch in islice(waiting, device.workers)]:
            token.check()
            encoded = iter(workers.map(one, [part for batch in group for part in batch.inputs.items()]))
            for batch in group:
                parts = {modality: next(encoded) for modality in batch.inputs}
                yield EncodedBatch(model.gathered(parts, batch.mask), batch.mask, batch.labels)
