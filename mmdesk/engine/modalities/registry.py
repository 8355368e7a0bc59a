"""Registry of the engine's columns: for each modality the encodings that there are, by the names of their encoders."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from torch import Tensor, nn

from mmdesk.core.modalities.registry import Modality, Registry
from mmdesk.core.models.spec import ModelSpec
from mmdesk.engine.modalities.augmentation import Draws
from mmdesk.engine.modalities.front_end import FrontEnd


@dataclass(frozen=True, slots=True)
class Encoding:
    """One way of a modality from content to embedding.

    Attributes:
        front_end: what comes before the encoder
        encoder: makes the encoder, whose embedding has the length `size`
        varied: data augmentation of the encoder's inputs; None where they are made once for all
        quick_look: a few hundred numbers (n, k) of the encoder's inputs, which tell whether it is worth learning
        frozen: whether nothing of it is learned by gradients, so that its head is fitted by a solver
    """

    front_end: type[FrontEnd]
    encoder: Callable[[ModelSpec], nn.Module]
    varied: Callable[[Tensor, Draws], Tensor] | None = None
    quick_look: Callable[[Tensor], Tensor] | None = None
    frozen: bool = False


ENCODINGS: Registry[Mapping[str, Encoding]] = Registry(
    {
        "image": "mmdesk.engine.modalities.image.encodings:ENCODINGS",
        "text": "mmdesk.engine.modalities.text.encodings:ENCODINGS",
        "audio": "mmdesk.engine.modalities.audio.encodings:ENCODINGS",
    }
)


def encoding_of(spec: ModelSpec, modality: Modality) -> Encoding:
    """How such a model encodes this modality."""
    return ENCODINGS[modality][spec.encoder_of(modality)]
