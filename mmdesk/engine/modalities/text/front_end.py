"""The front end of words: token numbers, the same for training and prediction."""

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from mmdesk.core.modalities.text.front_end import TextFrontEnd
from mmdesk.engine.modalities.column import FrontEnd, Rows
from mmdesk.engine.modalities.text.tokenizer import Tokens, padded


class TokenNumbers(FrontEnd):
    """Texts -> (n,) token numbers, as many as there are -> (B, longest), filled up with `PADDING`."""

    dtype = np.int64
    shape = None

    def __init__(self, numbers: TextFrontEnd) -> None:
        self._tokens = Tokens(numbers.tokenizer, numbers.length)

    def features(self, content: str) -> NDArray[Any]:
        return self._tokens(content)

    def inputs(self, rows: Rows) -> Tensor:
        return torch.from_numpy(padded(list(rows)))
