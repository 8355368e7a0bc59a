"""Two encoders of one modality beside each other: one that learns from nothing, and a frozen one.

They err differently where examples are few. n samples; the network takes of each the numbers of both in one row, those of the
frozen half last.
"""

import math
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, ClassVar, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from mmdesk.core.modalities.column import Content
from mmdesk.engine.modalities.augmentation import Draws
from mmdesk.engine.modalities.column import Encoding, FrontEnd, Graph
from mmdesk.engine.modalities.layers import Measured


class Halves(NamedTuple):
    """What belongs to each half: the one that learns from nothing, and the frozen one."""

    fresh: Any
    frozen: Any


@dataclass(frozen=True, eq=False)
class Sides:
    """How the numbers of both halves lie behind each other; nothing is made before it is needed.

    Attributes:
        halves: the two encodings
        numbers: of their front ends
    """

    halves: Halves
    numbers: Any

    @cached_property
    def shape(self) -> tuple[int, ...]:
        """Of the features of one sample, of the half that learns."""
        return tuple(self.halves.fresh.front_end(self.numbers).shape)

    @cached_property
    def size(self) -> int:
        """How many features the frozen half has."""
        return int(self.halves.frozen.encoder(self.numbers).size)

    @cached_property
    def like(self) -> Tensor:
        """(1, ...) an input of the half that learns; others may be longer in their last dimension."""
        kind = self.halves.fresh.front_end
        return kind.inputs(np.zeros((1, *self.shape), kind.dtype))

    @property
    def bytes(self) -> tuple[int, int]:
        """Of the features of one sample, of each half."""
        first, second = (np.dtype(half.front_end.dtype).itemsize for half in self.halves)
        return math.prod(self.shape) * first, self.size * second

    def packed(self, fresh: NDArray[Any], frozen: NDArray[Any]) -> NDArray[np.uint8]:
        """The features of one sample as bytes: no type of numbers keeps both exactly in as little room."""
        pairs = zip((fresh, frozen), self.halves, strict=True)
        return np.concatenate([np.ascontiguousarray(own, half.front_end.dtype).reshape(-1).view(np.uint8) for own, half in pairs])

    def inputs(self, features: NDArray[np.uint8]) -> Tensor:
        """(n, bytes) to rows of numbers (n, ...)."""
        parts = np.split(features, [self.bytes[0]], axis=1)
        pairs = zip(parts, self.halves, strict=True)
        own, ready = (np.ascontiguousarray(part).view(half.front_end.dtype) for part, half in pairs)
        own = self.halves.fresh.front_end.inputs(own.reshape(len(own), *self.shape))
        return self.joined(own, self.halves.frozen.front_end.inputs(ready))

    def joined(self, fresh: Tensor, frozen: Tensor) -> Tensor:
        """The inputs of both halves as rows; single precision keeps pixels, numbers of tokens and halves exactly."""
        return torch.cat([fresh.flatten(1).float(), frozen], 1)

    def split(self, values: Tensor) -> Halves:
        """The inputs of both halves again. Varied pixels are no whole numbers any more, but numbers of tokens stay such."""
        own, ready = values[:, : -self.size], values[:, -self.size :]
        own = own.unflatten(1, (*self.like.shape[1:-1], -1))
        return Halves(own.long() if self.like.dtype == torch.long else own, ready)


class BothFrontEnds(FrontEnd):
    """The way of content to both halves: prepared once, as the finer of the two prepares it."""

    sides: ClassVar[Sides]
    dtype = np.uint8

    def __init__(self, numbers: Any) -> None:
        self._halves = Halves(*(half.front_end(numbers) for half in self.sides.halves))
        self.shape = (sum(self.sides.bytes),)
        self._finer: FrontEnd = max(reversed(self._halves), key=lambda half: half.side)
        self.side = self._finer.side

    def prepare(self, content: Content) -> Any:
        return self._finer.prepare(content)

    @property
    def preparing(self) -> FrontEnd:
        return self._finer

    def features(self, prepared: Any) -> NDArray[np.uint8]:
        return self.sides.packed(*(half.features(half.adopted(prepared)) for half in self._halves))

    def graph(self, finer: FrontEnd) -> Graph:
        graphs = Halves(*(half.graph(self._finer) for half in self._halves))
        inputs = {one.name: one for graph in graphs for one in graph.inputs}
        return Graph(tuple(inputs.values()), Joined(self.sides, graphs, list(inputs)))


class Joined(nn.Module):
    """Both halves' parts of a graph: what each makes of its own of the inputs `names`, as rows."""

    def __init__(self, sides: Sides, graphs: Halves, names: list[str]) -> None:
        super().__init__()
        self._sides = sides
        self.networks = nn.ModuleList([graph.network for graph in graphs])
        self._places = [[names.index(one.name) for one in graph.inputs] for graph in graphs]

    def forward(self, *inputs: Tensor) -> Tensor:
        parts = zip(self.networks, self._places, strict=True)
        return self._sides.joined(*(network(*(inputs[place] for place in places)) for network, places in parts))


class Beside(nn.Module):
    """Both networks: (B, ...) rows -> (B, size), what is learned and behind it the measured features.

    Attributes:
        sizes: of the two embeddings, whose sum is `size`
    """

    def __init__(self, sides: Sides, numbers: Any) -> None:
        super().__init__()
        self.fresh: nn.Module = sides.halves.fresh.encoder(numbers)
        self.frozen: Measured = sides.halves.frozen.encoder(numbers)
        self.sizes = Halves(self.fresh.size, self.frozen.size)
        self.size: int = sum(self.sizes)
        self._sides = sides

    def split(self, values: Tensor) -> Halves:
        """The inputs of both halves."""
        return self._sides.split(values)

    def forward(self, values: Tensor) -> Tensor:
        own, ready = self.split(values)
        return torch.cat([self.fresh(own).float(), self.frozen(ready)], 1)


@lru_cache(maxsize=32)
def beside(fresh: Encoding, frozen: Encoding, numbers: Any) -> Encoding:
    """The encoding of both with such numbers of their front ends."""
    sides = Sides(Halves(fresh, frozen), numbers)

    class Both(BothFrontEnds):
        @staticmethod
        def inputs(features: NDArray[Any]) -> Tensor:
            return sides.inputs(features)

    Both.sides = sides

    def varied(values: Tensor, draws: Draws) -> Tensor:
        own, ready = sides.split(values)
        return sides.joined(fresh.varied(own, draws) if fresh.varied else own, ready)

    return Encoding(Both, lambda own: Beside(sides, own), varied)
