"""The fused model: encoders, projections, heads of their own, fusion.

Shapes: B samples, M modalities in the order of the spec, D size of the shared space, C outputs of the task.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import torch
from torch import Tensor, nn
from torch.overrides import TorchFunctionMode

from mmdesk.core.models.spec import ModelSpec
from mmdesk.engine.modalities.beside import Beside
from mmdesk.engine.modalities.layers import FineTuned, Folded, ReadyLogits
from mmdesk.engine.modalities.registry import network_of
from mmdesk.engine.model.fusions.fusion import Fused, Fusion, Sizes
from mmdesk.engine.model.fusions.registry import FUSIONS
from mmdesk.engine.model.likeness import Familiarity
from mmdesk.engine.model.paired import PairedHead, PairedProjection
from mmdesk.engine.model.tasks.registry import task_of

MAX_PROJECTED = 2048
"""Features that a projection takes as they are: with 512 dimensions 4 MB of weights."""


class Encoded(NamedTuple):
    """What is computed once for each sample, whatever is shown: embeddings (B, M, D), unimodal logits (B, M, C), and by how much
    each modality is unlike what taught the model (B, M, 1), see `Likeness`; zeros where the model cannot tell."""

    embeddings: Tensor
    unimodal: Tensor
    unlike: Tensor = torch.zeros(1, 1, 1)


class Output(NamedTuple):
    """logits (B, C), weights (B, M), embeddings (B, M, D), unimodal logits (B, M, C)."""

    logits: Tensor
    weights: Tensor
    embeddings: Tensor
    unimodal: Tensor


class FusedModel(nn.Module):
    """Late fusion of several modalities, any of which may be absent.

    Attributes:
        task: what its outputs mean
        alone: (M,) bool, which modalities their own heads answer where nothing else is shown
        ignored: (M,) bool, which are not heard where another one is shown
        familiarity: what tells samples that are unlike those that taught it; None until it is measured, and of models of before
    """

    alone: Tensor
    ignored: Tensor
    familiarity: Familiarity | None

    def __init__(self, spec: ModelSpec) -> None:
        super().__init__()
        self.modalities = spec.modalities
        self.task = task_of(spec)
        classes = self.task.outputs
        encoders: dict[str, nn.Module] = {m: network_of(spec, m) for m in spec.modalities}
        self.encoders = nn.ModuleDict(encoders)
        self.projections = nn.ModuleDict({m: projection_of(e, spec.dimension) for m, e in encoders.items()})
        self.heads = nn.ModuleDict({m: head_of(e, classes) for m, e in encoders.items()})
        sizes = Sizes(spec.modalities, spec.dimension, classes, spec.preset == "classic", self.task)
        self.fusion: Fusion = FUSIONS[spec.fusion](sizes)
        for name in ("alone", "ignored"):
            self.register_buffer(name, torch.zeros(len(spec.modalities), dtype=torch.bool), persistent=False)
        self.settle(spec)
        self.familiarity = None

    def settle(self, spec: ModelSpec) -> None:
        """Hear the modalities as validation told, by a spec of the same ones."""
        for chosen, names in ((self.alone, spec.alone), (self.ignored, spec.ignored)):
            chosen.copy_(torch.tensor([modality in names for modality in spec.modalities]))
        self._settled = bool(spec.alone or spec.ignored)

    @property
    def fine_tuned(self) -> list[nn.Parameter]:
        """What learned before and goes on learning: layers of encoders that are fine-tuned, and the heads on them."""
        names = [name for name, encoder in self.encoders.items() if isinstance(encoder, FineTuned)]
        parts = [part for name in names for part in (self.encoders[name], self.heads[name])]
        return [parameter for part in parts for parameter in part.parameters()]

    def encode(self, inputs: Mapping[str, Tensor], mask: Tensor) -> Encoded:
        """Encode what is present.

        `inputs` has, for each modality of which anything is present, what its encoder takes of the rows of the batch where
        it is, in order: (n, ...). `mask` is (B, M).
        """
        return self.gathered({modality: self.encode_modality(modality, values) for modality, values in inputs.items()}, mask)

    def encode_modality(self, modality: str, values: Tensor) -> tuple[Tensor, ...]:
        """Encode n inputs of one modality: their embeddings (n, D) and unimodal logits (n, C), and how unlike they are (n, 1)."""
        feature = self.encoders[modality](values)
        told = self.projections[modality](feature).float(), self.heads[modality](feature).float()
        return told if self.familiarity is None else (*told, self.familiarity.unlike(modality, feature))

    def gathered(self, parts: Mapping[str, tuple[Tensor, ...]], mask: Tensor) -> Encoded:
        """Put what `encode_modality` gave for each present modality where `mask` (B, M) says; zeros elsewhere."""
        sizes = self.fusion.sizes.dimension, self.fusion.sizes.classes, 1
        nothing = [torch.zeros(len(mask), size, device=mask.device) for size in sizes]
        columns = (
            [*(spread(values, mask[:, index]) for values in told), *nothing[len(told) :]]
            for index, told in enumerate(parts.get(modality, ()) for modality in self.modalities)
        )
        return Encoded(*(torch.stack(column, 1) for column in zip(*columns, strict=True)))

    def fuse(self, encoded: Encoded, mask: Tensor) -> Fused:
        """Answer with only what `mask` (B, M) shows."""
        if self._settled:  # most models have nothing of it, and need not wait
            heard = mask & ~self.ignored
            mask = torch.where(heard.any(-1, keepdim=True), heard, mask)
        logits, weights = self.fusion(encoded.embeddings, mask, encoded.unimodal)
        if self._settled:
            logits = answered_alone(logits, encoded.unimodal, mask, self.alone)
        return Fused(logits.float(), weights)

    def forward(self, inputs: Mapping[str, Tensor], mask: Tensor) -> Output:
        encoded = self.encode(inputs, mask)
        logits, weights = self.fuse(encoded, mask)
        return Output(logits, weights, encoded.embeddings, encoded.unimodal)


def answered_alone(logits: Tensor, unimodal: Tensor, shown: Tensor, heads: Tensor) -> Tensor:
    """(..., C) the logits; where nothing but one modality is `shown` (..., M), those of its head, if `heads` (M,) has it.

    `unimodal` is (..., M, C).
    """
    alone = shown & heads & (shown.sum(-1, keepdim=True) == 1)
    own = (unimodal * alone.unsqueeze(-1)).sum(-2)
    return torch.where(alone.any(-1, keepdim=True), own, logits)


def projection_of(encoder: nn.Module, dimension: int) -> nn.Module:
    """What makes a modality's place (B, D) in the shared space of its embedding."""
    if isinstance(encoder, Beside):
        return PairedProjection(encoder.sizes, [projection(size, dimension) for size in encoder.sizes])
    return projection(encoder.size, dimension)  # type: ignore[arg-type]


def projection(size: int, dimension: int) -> nn.Module:
    """(n, size) features to the shared space (n, dimension)."""
    if size <= MAX_PROJECTED:
        return nn.Linear(size, dimension)
    return nn.Sequential(Folded(size, MAX_PROJECTED), nn.Linear(MAX_PROJECTED, dimension))


def head_of(encoder: nn.Module, classes: int) -> nn.Module:
    """What makes a modality's own logits (B, C) of its embedding; a ready classifier's are there already.

    Raises:
        ValueError: if they are of other classes
    """
    if isinstance(encoder, Beside):
        return PairedHead(encoder.sizes, classes)
    if not isinstance(encoder, ReadyLogits):
        return nn.Linear(encoder.size, classes)  # type: ignore[arg-type]
    if encoder.size != classes:
        raise ValueError(f"a ready classifier of {encoder.size} classes for {classes} labels")
    return nn.Identity()


def spread(values: Tensor, rows: Tensor) -> Tensor:
    """Put (n, k) values at the n true places of `rows` (B,), zeros elsewhere: (B, k)."""
    if len(values) == len(rows):
        return values
    return values.new_zeros(len(rows), values.shape[1]).index_put((rows.nonzero().squeeze(1),), values)


def build(spec: ModelSpec) -> FusedModel:
    """A model after its spec, with fresh weights, in channels-last memory."""
    model = FusedModel(spec)
    return model.to(memory_format=torch.channels_last)  # type: ignore[call-overload] # PyTorch's stubs lack this form


def unset(spec: ModelSpec) -> FusedModel:
    """A model after its spec whose weights are still to be set: memory that nobody writes to is not taken, no number is drawn."""
    with WithoutInitialising():
        return build(spec)


class WithoutInitialising(TorchFunctionMode):
    """Leaves new weights as they are: they come from somewhere else."""

    def __torch_function__(
        self, func: Callable[..., Any], types: Sequence[type], args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        if getattr(func, "__module__", "") == "torch.nn.init":
            return args[0] if args else (kwargs or {})["tensor"]
        if func is torch.randn:  # whose numbers a training may be drawing meanwhile
            func = torch.empty
        return func(*args, **kwargs or {})
