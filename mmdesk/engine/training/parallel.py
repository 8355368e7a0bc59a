"""Parallel training of the encoders: each modality's part of a batch goes forward and backward as a task of a worker.

The encoders are dear and meet only in the fusion. So one step is
    forward   the encoders, a task for each shard: worker threads
    fuse      the fusion and the loss, on leaves that stand for what the encoders gave, and back to them: the calling thread
    backward  from the leaves through the encoders: worker threads
with two meetings of the workers in all. The tasks follow from the batch alone, whose numbers are therefore the same with
any number of workers, in whatever order they take them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from mmdesk.engine.data.batches import Batch
from mmdesk.engine.device import Device
from mmdesk.engine.modalities.dropout import drawing_from
from mmdesk.engine.modalities.layers import FineTuned
from mmdesk.engine.model.fused_model import Encoded, FusedModel
from mmdesk.engine.workers import Workers

LEAST_SAMPLES = 16
"""Of a shard, as in the whole batches of small datasets: it is what batch normalisation sees."""
LEAST_NUMBERS = 390_000
"""Of a shard's inputs: 32 pictures of 64 x 64 stay together. As two shards they took a sixth less time on two cores, but
photographs of six materials were told apart by a point less over five seeds; smaller pictures took a tenth more time."""

FINE_TUNED_SAMPLES = 8
"""Of a shard of an encoder that is fine-tuned: each sample costs much, and nothing in it is normalised by the others."""


@dataclass(frozen=True, slots=True)
class Shard:
    """Some samples of one modality: their inputs, and the seed of what dropout draws for them; None leaves it to the device."""

    modality: str
    values: Tensor
    seed: int | None


class ParallelEncoders:
    """The encoders, projections and heads of a model under training; `forward` and `backward` take turns."""

    def __init__(self, model: FusedModel, device: Device) -> None:
        self._model, self._device = model, device
        parts = (model.encoders, model.projections, model.heads)
        self._parameters: dict[str, list[nn.Parameter]] = {
            name: [p for part in parts for p in part[name].parameters() if p.requires_grad] for name in model.modalities
        }
        self._shards: list[Shard] = []
        self._outputs: list[tuple[Tensor, ...]] = []
        self._leaves: dict[str, tuple[Tensor, Tensor]] = {}

    def forward(self, batch: Batch, generator: torch.Generator, workers: Workers) -> Encoded:
        """What the model says of the batch, cut off from the encoders until `backward`."""
        self._shards = [shard for name, values in batch.inputs.items() for shard in self._sharded(name, values, generator)]
        self._outputs = workers.map(self._encode, self._shards)
        self._leaves = {name: (self._leaf(name, 0), self._leaf(name, 1)) for name in batch.inputs}
        return self._model.gathered(self._leaves, batch.mask)

    def backward(self, workers: Workers) -> None:
        """From the leaves' gradients to those of the encoders' parameters, summed over the shards in their order."""
        gradients = workers.map(self._gradients, range(len(self._shards)))
        for name, parameters in self._parameters.items():
            own = [found for shard, found in zip(self._shards, gradients, strict=True) if shard.modality == name]
            for parameter, *parts in zip(parameters, *own, strict=True) if own else ():
                parameter.grad = summed(parameter, parts)
        self._shards, self._outputs, self._leaves = [], [], {}

    def _sharded(self, modality: str, values: Tensor, generator: torch.Generator) -> list[Shard]:
        if self._device.torch.type != "cpu":
            return [Shard(modality, values, None)]
        count = min(len(values) // LEAST_SAMPLES, values.numel() // LEAST_NUMBERS)
        if isinstance(self._model.encoders[modality], FineTuned):
            count = len(values) // FINE_TUNED_SAMPLES
        parts = values.tensor_split(max(1, count))
        seeds = torch.randint(2**63 - 1, (len(parts),), generator=generator).tolist()
        return [Shard(modality, part, seed) for part, seed in zip(parts, seeds, strict=True)]

    def _encode(self, shard: Shard) -> tuple[Tensor, ...]:
        with self._device.autocast():
            if shard.seed is None:
                return self._model.encode_modality(shard.modality, shard.values)
            with drawing_from(torch.Generator().manual_seed(shard.seed)):
                return self._model.encode_modality(shard.modality, shard.values)

    def _leaf(self, modality: str, which: int) -> Tensor:
        parts = [out[which].detach() for shard, out in zip(self._shards, self._outputs, strict=True) if shard.modality == modality]
        return (torch.cat(parts) if len(parts) > 1 else parts[0]).requires_grad_()

    def _gradients(self, number: int) -> Sequence[Tensor | None]:
        """Of all parameters of the shard's modality; None for those that had no part in the loss."""
        modality = self._shards[number].modality
        before = [len(shard.values) for shard in self._shards[:number] if shard.modality == modality]
        rows = slice(sum(before), sum(before) + len(self._shards[number].values))
        pairs = zip(self._outputs[number], self._leaves[modality], strict=True)
        # A fitted head has no part in the gradients.
        used = [(output, leaf.grad[rows]) for output, leaf in pairs if leaf.grad is not None and output.requires_grad]
        if not used:
            return [None] * len(self._parameters[modality])
        outputs, gradients = zip(*used, strict=True)
        return torch.autograd.grad(outputs, self._parameters[modality], gradients, allow_unused=True)


def summed(parameter: nn.Parameter, gradients: Iterable[Tensor | None]) -> Tensor | None:
    """The sum of the gradients there are, in memory as the parameter is.

    The fused optimizer goes through both side by side in memory, whatever their strides.
    """
    there = [gradient for gradient in gradients if gradient is not None]
    if not there:
        return None
    total = there[0] if there[0].stride() == parameter.stride() else torch.empty_like(parameter).copy_(there[0])
    for gradient in there[1:]:
        total += gradient
    return total
