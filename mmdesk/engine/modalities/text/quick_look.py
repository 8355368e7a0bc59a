"""A quick look at words, without learning: bags of tokens."""

import torch
from torch import Tensor

from mmdesk.core.modalities.text.tokenizer import PADDING

BAG = 1024
"""Numbers of a bag of tokens; more tokens share them."""


def bag_of_tokens(tokens: Tensor) -> Tensor:
    """(n, L) -> (n, 1024): which tokens a text has."""
    bag = torch.zeros(len(tokens), BAG).scatter_(1, tokens % BAG, 1.0)
    bag[:, PADDING] = 0
    return bag
