"""Encodings of the modality text, by the names of their encoders."""

from mmdesk.core.models.backbones import SENTENCE
from mmdesk.engine.modalities.layers import Standardized
from mmdesk.engine.modalities.registry import Encoding
from mmdesk.engine.modalities.text.augmentation import varied
from mmdesk.engine.modalities.text.encoders import ClassicTextEncoder, TextEncoder
from mmdesk.engine.modalities.text.front_end import Sentence, TokenNumbers

ENCODINGS = {
    "fresh": Encoding(TokenNumbers, TextEncoder, varied),
    "classic": Encoding(TokenNumbers, ClassicTextEncoder, varied),
    SENTENCE.name: Encoding(Sentence, lambda _: Standardized(SENTENCE.features), frozen=True),
}
