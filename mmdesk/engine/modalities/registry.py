"""Registry of the engine's columns, one line a modality."""

from torch import nn

from mmdesk.core.modalities.registry import Modality, Registry
from mmdesk.core.models.encoders import ENCODERS, PAIRS, halves_of
from mmdesk.core.models.spec import EncoderSpec, ModelSpec
from mmdesk.engine.modalities.beside import beside
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
    return _encoding(modality, spec.encoders[modality])


def knows(modality: Modality, name: str) -> bool:
    """Whether an encoder of ours has this name."""
    return name in ENCODINGS[modality].encodings or name in PAIRS.get(modality, ())


def frozen_encoders(modality: Modality) -> tuple[str, ...]:
    """The names of the encoders that learn nothing by gradients, of those that a person may choose from."""
    encodings = ENCODINGS[modality].encodings
    return tuple(name for name in ENCODERS.get(modality, ()) if encodings[name].frozen)


def front_end_of(spec: ModelSpec, modality: Modality) -> FrontEnd:
    """A new front end of this modality; raises as `FrontEnd` does."""
    return front_end(modality, spec.encoders[modality])


def front_end(modality: Modality, encoder: EncoderSpec) -> FrontEnd:
    """A new front end of such an encoder; raises as `FrontEnd` does."""
    if halves_of(modality, encoder):
        return _encoding(modality, encoder).front_end(encoder.front_end)
    return ENCODINGS[modality].front_end(encoder)


def check(modality: Modality, encoder: EncoderSpec) -> None:
    """Refuse numbers of a stranger's file that could do harm.

    Raises:
        ValueError: if they could
    """
    for one in halves_of(modality, encoder) or (encoder,):
        ENCODINGS[modality].check(one)


def network_of(spec: ModelSpec, modality: Modality) -> nn.Module:
    """A new network of this modality's encoder."""
    return encoding_of(spec, modality).encoder(spec.front_end(modality))


def _encoding(modality: Modality, encoder: EncoderSpec) -> Encoding:
    column, halves = ENCODINGS[modality], halves_of(modality, encoder)
    if halves is None:
        return column.encoding(encoder)
    fresh, frozen = map(column.encoding, halves)
    return beside(fresh, frozen, encoder.front_end)
