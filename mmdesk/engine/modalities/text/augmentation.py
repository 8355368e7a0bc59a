"""Data augmentation of words: some tokens become unknown (token dropout)."""

from torch import Tensor

from mmdesk.engine.modalities.draws import Draws
from mmdesk.engine.modalities.text.tokenizer import PADDING, UNKNOWN

TOKEN_DROPOUT = 0.1


def varied(tokens: Tensor, draws: Draws, strength: float) -> Tensor:
    """(B, L) -> (B, L)."""
    dropped = draws.uniform(0, 1, *tokens.shape) < TOKEN_DROPOUT * strength
    return tokens.masked_fill(dropped & (tokens != PADDING), UNKNOWN)
