"""Encodings of the modality text, by the names of their encoders."""

import torch
from torch import Tensor

from mmdesk.core.models.backbones import SENTENCE
from mmdesk.core.models.spec import CLASSIC, FRESH
from mmdesk.engine.modalities.layers import Standardized
from mmdesk.engine.modalities.registry import Encoding
from mmdesk.engine.modalities.text.augmentation import varied
from mmdesk.engine.modalities.text.encoders import ClassicTextEncoder, TextEncoder
from mmdesk.engine.modalities.text.front_end import Sentence, TokenNumbers
from mmdesk.engine.modalities.text.tokenizer import PADDING

BAG = 1024
"""Numbers of a bag of tokens; more tokens share them."""


def bag_of_tokens(tokens: Tensor) -> Tensor:
    """(n, L) -> (n, 1024): which tokens a text has."""
    bag = torch.zeros(len(tokens), BAG).scatter_(1, tokens % BAG, 1.0)
    bag[:, PADDING] = 0
    return bag


ENCODINGS = {
    FRESH: Encoding(TokenNumbers, TextEncoder, varied, quick_look=bag_of_tokens),
    CLASSIC: Encoding(TokenNumbers, ClassicTextEncoder, varied),
    SENTENCE.name: Encoding(Sentence, lambda _: Standardized(SENTENCE.features), frozen=True),
}
