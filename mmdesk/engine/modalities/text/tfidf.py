"""Tf-idf of hashed counts: words and runs of characters, the rarer the heavier (Spärck Jones 1972)."""

import torch
import torch.nn.functional as F
from torch import Tensor

from mmdesk.core.modalities.text.hashed_counts import RUNS, SIZE, WORDS
from mmdesk.engine.modalities.layers import Measured


class TfIdf(Measured):
    """(B, V) of `hashed` -> (B, V): weighed by rarity, words and runs each of length 1.

    Attributes:
        rarity: (V,) buffer, logarithm of how many times fewer of the training texts have it
    """

    rarity: Tensor

    def __init__(self) -> None:
        super().__init__(SIZE)
        self.register_buffer("rarity", torch.ones(SIZE))

    def forward(self, counts: Tensor) -> Tensor:
        parts = (counts * self.rarity).split([WORDS, RUNS], 1)
        # Of numbers such as those of other encoders, whose spread is 1.
        return torch.cat([F.normalize(part) for part in parts], 1) * (SIZE / len(parts)) ** 0.5

    @torch.no_grad()
    def fit(self, features: Tensor) -> None:
        having = (features != 0).sum(0)
        self.rarity.copy_(((1 + len(features)) / (1 + having)).log() + 1)
