"""Registry of the engine's columns, one line a modality."""

from torch import nn

from mmdesk.core.modalities.registry import Modality, Registry
from mmdesk.core.models.encoders import ENCODERS
from mmdesk.core.models.spec import ModelSpec
from mmdesk.engine.modalities.column import Encoding, EncodingColumn, FrontEnd

ENCODINGS: Registry[EncodingColumn] = Registry(
    {
        "image": "mmdesk.engine.modalities.image.column:IMAGE",
        "text": "mmdesk.engine.modalities.text.column:TEXT",
        "audio": "mmdesk.engine.modalities.audio.column:AUDIO",
    }
)
"""How each modality becomes an embedding."""


def encoding_of(spec: ModelSpec, modality: Modality) -> Encoding:
    """How such a model encodes this modality; raises `KeyError` if nobody knows its encoder."""
    return ENCODINGS[modality].encoding(spec.encoders[modality])


def frozen_encoders(modality: Modality) -> tuple[str, ...]:
    """The names of the encoders that learn nothing by gradients, of those that a person may choose from."""
    encodings = ENCODINGS[modality].encodings
    return tuple(name for name in ENCODERS.get(modality, ()) if encodings[name].frozen)


def front_end_of(spec: ModelSpec, modality: Modality) -> FrontEnd:
    """A new front end of this modality; raises as `FrontEnd` does."""
    return ENCODINGS[modality].front_end(spec.encoders[modality])


def network_of(spec: ModelSpec, modality: Modality) -> nn.Module:
    """A new network of this modality's encoder."""
    return encoding_of(spec, modality).encoder(spec.front_end(modality))
