"""A column of the engine: all that is particular to one modality on the way from its content to the embedding."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from mmdesk.core.datasets.example import Example
from mmdesk.core.modalities.column import Content
from mmdesk.core.models.exported import ModelInput
from mmdesk.core.models.other_backbones import OtherBackbone
from mmdesk.core.models.spec import EncoderSpec
from mmdesk.core.training.plan import TrainPlan
from mmdesk.engine.modalities.augmentation import Draws
from mmdesk.engine.modalities.layers import Standardized
from mmdesk.engine.modalities.occlusion import Occlusion
from mmdesk.engine.modalities.others.loading import misfit

MAX_HALF = 65_504.0
"""The largest number in half precision."""


class Graph(NamedTuple):
    """What of a front end is part of an exported model.

    Attributes:
        inputs: what content becomes before it, without PyTorch
        network: (B, ...) of each input, in their order -> what the encoder takes
    """

    inputs: tuple[ModelInput, ...]
    network: nn.Module


class FrontEnd(ABC):
    """The way of one modality's content to one encoder, the same for training and prediction.

    Attributes:
        shape, dtype: of the features of one sample, as they are kept
        side: decoded content need not be larger than about so many pixels
    """

    shape: tuple[int, ...]
    dtype: type[np.generic]
    side: int = 1024

    @abstractmethod
    def __init__(self, numbers: Any) -> None:
        """The front end of such numbers, see `mmdesk.core.models.spec.EncoderSpec`.

        Raises:
            ModelFileError: if it needs weights that are missing or other ones
        """

    @abstractmethod
    def prepare(self, content: Content) -> Any:
        """Content as the numbers, or words, of which any part can be hidden to see what it mattered."""

    def features(self, prepared: Any) -> NDArray[Any]:
        """(shape) what is kept of it: itself, unless a frozen network or hand-made features stand before the encoder."""
        return np.asarray(prepared)

    @staticmethod
    @abstractmethod
    def inputs(features: NDArray[Any]) -> Tensor:
        """(n, shape) features to what the encoder takes of n samples."""

    def adopted(self, prepared: Any) -> Any:
        """What another front end of the modality prepared, no coarser than this one would have, as this one takes it."""
        return prepared

    @property
    def preparing(self) -> FrontEnd:
        """The one whose `prepare` this is, whatever else is made of it."""
        return self

    def graph(self, finer: FrontEnd) -> Graph:
        """The same of what `finer` prepared, as a part of an exported model.

        Raises:
            NotImplementedError: if it cannot be a part of one
        """
        raise NotImplementedError


class OtherFrontEnd(FrontEnd):
    """One on a backbone of `timm` or `transformers`: (features,), in half precision."""

    dtype = np.float16

    @abstractmethod
    def __init__(self, numbers: Any, other: OtherBackbone) -> None:
        """The front end of such numbers on that backbone.

        Raises:
            ModelFileError: if its library or its weights cannot be had
            ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError: if its settings cannot be
        """

    @staticmethod
    def halved(found: Tensor) -> NDArray[np.float16]:
        """What the backbone gave, in half precision; numbers beyond it become its largest."""
        return found.clamp(-MAX_HALF, MAX_HALF).half().numpy()

    @staticmethod
    def inputs(features: NDArray[Any]) -> Tensor:
        return torch.from_numpy(features.astype(np.float32))


@dataclass(frozen=True, slots=True)
class Encoding:
    """One way of a modality from content to embedding.

    Attributes:
        front_end: what comes before the encoder
        encoder: makes the encoder, whose embedding has the length `size`, of the front end's numbers
        varied: data augmentation of the encoder's inputs; None where they are made once for all
        quick_look: a few hundred numbers (n, k) of the encoder's inputs, which tell whether it is worth learning
        frozen: whether nothing of it is learned by gradients, so that its head is fitted by a solver
    """

    front_end: type[FrontEnd]
    encoder: Callable[[Any], nn.Module]
    varied: Callable[[Tensor, Draws], Tensor] | None = None
    quick_look: Callable[[Tensor], Tensor] | None = None
    frozen: bool = False


class EncodingColumn(ABC):
    """One modality.

    Attributes:
        encodings: by the names of their encoders, see `mmdesk.core.models.spec.EncoderSpec`
        on_other: the front end on a backbone of `timm` or `transformers`
        theory_weight: what the theory's fixed fusion gives it; the present ones are scaled to 1
    """

    encodings: ClassVar[Mapping[str, Encoding]]
    on_other: ClassVar[type[OtherFrontEnd]]
    theory_weight: ClassVar[float] = 0.3

    def encoding(self, encoder: EncoderSpec) -> Encoding:
        """How it becomes an embedding; raises `KeyError` if nobody knows the encoder."""
        if encoder.other is None:
            return self.encodings[encoder.name]
        size = encoder.other.features
        return Encoding(self.on_other, lambda _: Standardized(size), frozen=True)

    def front_end(self, encoder: EncoderSpec) -> FrontEnd:
        """A new front end; raises as `FrontEnd` does."""
        if encoder.other is None:
            return self.encodings[encoder.name].front_end(encoder.front_end)
        try:
            return self.on_other(encoder.front_end, encoder.other)
        except (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError) as error:
            raise misfit(encoder.other.place or Path()) from error

    @abstractmethod
    def fitted(self, examples: Sequence[Example], plan: TrainPlan) -> EncoderSpec:
        """The encoder for these training examples, and numbers of its front end that suit them."""

    @abstractmethod
    def warm(self) -> Content:
        """Content that means nothing, to answer once before the first real one."""

    def of_name(self, name: str) -> Content | None:
        """The content that the name of a class is by itself; None where names are nothing to this modality."""
        return None

    def check(self, encoder: EncoderSpec) -> None:  # noqa: B027 - most numbers are harmless
        """Refuse numbers of a stranger's file that could do harm.

        Raises:
            ValueError: if they could
        """

    @abstractmethod
    def occluded(self, content: Content, front_end: FrontEnd) -> Occlusion | None:
        """What can be hidden in this content; None if nothing."""
