"""Registry of the engine's columns, one line a modality."""

from functools import lru_cache

from torch import nn

from mmdesk.core.modalities.registry import Modality, Registry
from mmdesk.core.models.spec import EncoderSpec
from mmdesk.engine.modalities.column import EncodingColumn, FrontEnd

ENCODINGS: Registry[EncodingColumn] = Registry(
    {
        "image": "mmdesk.engine.modalities.image.column:IMAGE",
        "text": "mmdesk.engine.modalities.text.column:TEXT",
        "audio": "mmdesk.engine.modalities.audio.column:AUDIO",
    }
)
"""How each modality becomes an embedding."""


@lru_cache(maxsize=16)
def front_end_of(modality: Modality, encoder: EncoderSpec) -> FrontEnd:
    """The front end before this encoder; raises `KeyError` if nobody knows it."""
    return ENCODINGS[modality].encoders[encoder.name].front_end(encoder.front_end)


def network_of(modality: Modality, encoder: EncoderSpec) -> nn.Module:
    """A new network of this encoder; raises `KeyError` if nobody knows it."""
    return ENCODINGS[modality].encoders[encoder.name].network(encoder.front_end)
