"""Samples that went through the encoders: what these say stands still while a fusion is fitted, judged or asked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import torch
from torch import Tensor

from mmdesk.core.progress import CancelToken
from mmdesk.engine.data.batches import Batch
from mmdesk.engine.device import Device
from mmdesk.engine.model.fused_model import Encoded, FusedModel


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


@torch.no_grad()
def encode(model: FusedModel, batches: Iterable[Batch], device: Device, token: CancelToken) -> Iterator[EncodedBatch]:
    """Run the encoders over each batch as it is asked for.

    Raises:
        Cancelled: if the token asks for it
    """
    model.eval()
    for batch in batches:
        token.check()
        batch = batch.to(device.torch)
        with device.autocast():
            encoded = model.encode(batch.inputs, batch.mask)
        yield EncodedBatch(encoded, batch.mask, batch.labels)
