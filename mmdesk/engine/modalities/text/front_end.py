"""Front ends of the modality text: numbers of tokens, what a frozen backbone makes of the words, or their hashed counts."""

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from mmdesk.core.modalities.text.front_end import TextFrontEnd
from mmdesk.core.modalities.text.hashed_counts import SIZE, hashed
from mmdesk.core.modalities.text.tokenizer import PADDING, Tokens
from mmdesk.core.models.backbones import SENTENCE
from mmdesk.core.models.exported import ModelInput
from mmdesk.engine.modalities.column import FrontEnd, Graph
from mmdesk.engine.modalities.layers import Halved
from mmdesk.engine.modalities.text.backbones import MOST_LETTERS, PaddedSentences, SentenceEncoder, pretrained

KNOWN_TEXTS = 4096
"""Twice as many as encoders are compared by, a kilobyte each."""
COUNTS = ModelInput("text_counts", "counts", {})


class TokenNumbers(FrontEnd):
    """Numbers of the project's own tokens: (length,) int32, filled up with `PADDING`."""

    dtype = np.int32

    def __init__(self, numbers: TextFrontEnd) -> None:
        self.shape = (numbers.length,)
        self._tokenizer = numbers.tokenizer
        self._tokens = Tokens(numbers.tokenizer, numbers.length)

    def prepare(self, content: str) -> str:
        return content

    def features(self, prepared: str) -> NDArray[np.int32]:
        numbers = np.full(self.shape, PADDING, dtype=np.int32)
        found = self._tokens(prepared)
        numbers[: len(found)] = found
        return numbers

    @staticmethod
    def inputs(features: NDArray[Any]) -> Tensor:
        """(n, longest) int64."""
        longest = max(1, int((features != PADDING).sum(1).max()))
        return torch.from_numpy(features[:, :longest].astype(np.int64))

    def graph(self, finer: FrontEnd) -> Graph:
        tokens = ModelInput("text_tokens", "tokens", {"tokenizer": self._tokenizer, "length": self.shape[0]})
        return Graph((tokens,), nn.Identity())


class ReadyMade(FrontEnd):
    """Features of the words, made once for all, in half precision."""

    dtype = np.float16

    def prepare(self, content: str) -> str:
        return content

    @staticmethod
    def inputs(features: NDArray[Any]) -> Tensor:
        return torch.from_numpy(features.astype(np.float32))


@cache
def sentence_encoder() -> Callable[[str], NDArray[np.float16]]:
    """The one of this process: reading it takes two seconds, and a training has three front ends on it.

    It knows the last texts by heart, as each front end on it is asked for the same ones.

    Raises:
        ModelFileError: if the shipped weights are missing or other ones; it is read anew the next time
    """
    encoder = SentenceEncoder()
    return lru_cache(KNOWN_TEXTS)(lambda text: encoder([text])[0].half().numpy())


class Sentence(ReadyMade):
    """What the multilingual universal sentence encoder makes of the words: (512,)."""

    def __init__(self, numbers: TextFrontEnd) -> None:
        self.shape = (SENTENCE.features,)
        self._encoder = sentence_encoder()

    def features(self, prepared: str) -> NDArray[np.float16]:
        return self._encoder(prepared[:MOST_LETTERS])

    def graph(self, finer: FrontEnd) -> Graph:
        pieces = ModelInput("text_pieces", "pieces", {"length": SENTENCE.input_size})
        return Graph((pieces,), nn.Sequential(PaddedSentences(pretrained()), Halved()))


class Hashed(ReadyMade):
    """Hashed counts of words and runs of characters: (V,)."""

    def __init__(self, numbers: TextFrontEnd) -> None:
        self.shape = (SIZE,)

    def features(self, prepared: str) -> NDArray[np.float16]:
        return hashed(prepared)

    def graph(self, finer: FrontEnd) -> Graph:
        return Graph((COUNTS,), nn.Identity())


class BehindEachOther(nn.Module):
    """(B, k) features that a network makes of (B, T) numbers of pieces, and behind them (B, V) others."""

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self._network = network

    def forward(self, pieces: Tensor, counts: Tensor) -> Tensor:
        return torch.cat([self._network(pieces), counts], 1)


class SentenceAndHashed(Sentence):
    """Both, one behind the other: (512 + V,)."""

    def __init__(self, numbers: TextFrontEnd) -> None:
        super().__init__(numbers)
        self.shape = (SENTENCE.features + SIZE,)

    def features(self, prepared: str) -> NDArray[np.float16]:
        return np.concatenate([super().features(prepared), hashed(prepared)])

    def graph(self, finer: FrontEnd) -> Graph:
        pieces, network = super().graph(finer)
        return Graph((*pieces, COUNTS), BehindEachOther(network))
