"""Encoders of token numbers, `f` in the theory. B samples of L tokens.

The classic one has the theory's own numbers; the fresh one is better.
"""

import torch
from torch import Tensor, nn

from mmdesk.core.modalities.text.front_end import TextFrontEnd
from mmdesk.core.modalities.text.tokenizer import MIN_VOCABULARY, PADDING
from mmdesk.engine.modalities.dropout import Dropout
from mmdesk.engine.modalities.layers import FEATURE_DROPOUT, AttentionPool


class TextEncoder(nn.Module):
    """Tokens: (B, L) int -> embedding -> LSTM -> attention pooling of states and embeddings -> (B, 512)."""

    WIDTH = 128

    def __init__(self, numbers: TextFrontEnd) -> None:
        super().__init__()
        self.size = 4 * self.WIDTH
        self.embedding = nn.Embedding(max(numbers.vocabulary, MIN_VOCABULARY), self.WIDTH, padding_idx=PADDING)
        self.dropout = Dropout(FEATURE_DROPOUT)
        self.lstm = nn.LSTM(self.WIDTH, self.WIDTH, batch_first=True)
        self.pool = AttentionPool(2 * self.WIDTH)

    def forward(self, tokens: Tensor) -> Tensor:
        # Padding stands at the end and the LSTM runs forward: the valid states do not see it.
        words = self.dropout(self.embedding(tokens))
        states, _ = self.lstm(words)
        return self.dropout(self.pool(torch.cat([states, words.to(states.dtype)], -1), tokens != PADDING))


class ClassicTextEncoder(nn.Module):
    """Tokens: (B, L) int -> embedding 128 -> LSTM -> mean over the tokens -> (B, 128)."""

    def __init__(self, numbers: TextFrontEnd) -> None:
        super().__init__()
        self.size = 128
        self.embedding = nn.Embedding(max(numbers.vocabulary, MIN_VOCABULARY), self.size, padding_idx=PADDING)
        self.lstm = nn.LSTM(self.size, self.size, batch_first=True)

    def forward(self, tokens: Tensor) -> Tensor:
        states, _ = self.lstm(self.embedding(tokens))
        valid = (tokens != PADDING).unsqueeze(-1)
        return (states * valid).sum(1) / valid.sum(1).clamp_min(1)
