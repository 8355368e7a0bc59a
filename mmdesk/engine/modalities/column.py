"""A column of the engine: all that is particular to one modality on the way from its content to the embedding."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, ClassVar, NamedTuple

import numpy as np
from numpy.typing import NDArray
from torch import Tensor, nn

from mmdesk.core.datasets.example import Example
from mmdesk.core.modalities.column import Content
from mmdesk.core.models.spec import EncoderSpec
from mmdesk.core.training.plan import TrainPlan
from mmdesk.engine.modalities.draws import Draws

Rows = NDArray[Any] | Sequence[NDArray[Any]]
"""Features of several samples: one array, or a list where their lengths differ."""


class FrontEnd(ABC):
    """Turns decoded content into features, which are cached, and those into what an encoder takes.

    Attributes:
        side: about how large content is decoded, see `Column.read`
        shape: of the features of one sample; None if their length varies, then they are kept in memory alone
        dtype: of the features
    """

    side: int = 1024
    shape: tuple[int, ...] | None
    dtype: type[np.generic]

    @abstractmethod
    def features(self, content: Content) -> NDArray[Any]:
        """What is kept of one sample, of `shape` and `dtype`."""

    @abstractmethod
    def inputs(self, rows: Rows) -> Tensor:
        """What the encoder takes of n samples: (n, ...)."""


class Encoder(NamedTuple):
    """An encoder by its name: what builds its front end and its network from the numbers in the model's description.

    The network has the length of its embedding as the attribute `size`.
    """

    front_end: Callable[[Any], FrontEnd]
    network: Callable[[Any], nn.Module]


class Occlusion(NamedTuple):
    """What can be hidden in one sample (Zeiler and Fergus 2014).

    Attributes:
        whole: (...) inputs of the sample
        variants: the same, each with another place hidden; at least one
        told: from how far the answer falls with each of K variants, (K,), to what a person is shown
    """

    whole: Tensor
    variants: Iterator[Tensor]
    told: Callable[[Tensor], Any]


class EncodingColumn(ABC):
    """One modality.

    Attributes:
        encoders: by their names, see `mmdesk.core.models.spec.EncoderSpec`
        theory_weight: what the theory's fixed fusion gives it; the present ones are scaled to 1
    """

    encoders: ClassVar[Mapping[str, Encoder]]
    theory_weight: ClassVar[float] = 0.3

    @abstractmethod
    def fitted(self, examples: Sequence[Example], plan: TrainPlan) -> EncoderSpec:
        """The encoder for these training examples, and numbers of its front end that suit them."""

    @abstractmethod
    def warm(self) -> Content:
        """Content that means nothing, to answer once before the first real one."""

    def check(self, encoder: EncoderSpec) -> None:  # noqa: B027 - most numbers are harmless
        """Refuse numbers of a stranger's file that could do harm.

        Raises:
            ValueError: if they could
        """

    def augmented(self, inputs: Tensor, draws: Draws, strength: float, plan: TrainPlan) -> Tensor:
        """(B, ...) training inputs as they might have been too (data augmentation); a `strength` of 0 changes nothing, 1 most."""
        return inputs

    @abstractmethod
    def occluded(self, content: Content, front_end: FrontEnd) -> Occlusion | None:
        """What can be hidden in this content; None if nothing."""
