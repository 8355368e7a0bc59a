"""Front ends of the modality text: numbers of tokens, or what a frozen backbone makes of the words."""

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from mmdesk.core.modalities.text.front_end import TextFrontEnd
from mmdesk.core.models.backbones import SENTENCE
from mmdesk.engine.modalities.column import FrontEnd
from mmdesk.engine.modalities.text.backbones import SentenceEncoder
from mmdesk.engine.modalities.text.tokenizer import PADDING, Tokens


class TokenNumbers(FrontEnd):
    """Numbers of the project's own tokens: (length,) int32, filled up with `PADDING`."""

    dtype = np.int32

    def __init__(self, numbers: TextFrontEnd) -> None:
        self.shape = (numbers.length,)
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


class Sentence(FrontEnd):
    """What the multilingual universal sentence encoder makes of the words: (512,) float16."""

    dtype = np.float16

    def __init__(self, numbers: TextFrontEnd) -> None:
        self.shape = (SENTENCE.features,)
        self._encoder = SentenceEncoder()

    def prepare(self, content: str) -> str:
        return content

    def features(self, prepared: str) -> NDArray[np.float16]:
        return self._encoder([prepared])[0].half().numpy()

    @staticmethod
    def inputs(features: NDArray[Any]) -> Tensor:
        return torch.from_numpy(features.astype(np.float32))
