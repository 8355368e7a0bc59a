"""Data augmentation of words: token dropout; B samples, L tokens."""

import torch
from torch import Tensor

from mmdesk.core.modalities.text.tokenizer import PADDING, UNKNOWN
from mmdesk.engine.modalities.augmentation import Draws

TOKEN_DROPOUT = 0.1


def varied(tokens: Tensor, draws: Draws) -> Tensor:
    """(B, L): some tokens become unknown."""
    dropped = torch.rand(tokens.shape, generator=draws.generator) < TOKEN_DROPOUT * draws.strength
    return tokens.masked_fill(dropped & (tokens != PADDING), UNKNOWN)
