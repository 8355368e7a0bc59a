"""Front ends: from the content of one modality to the features that its encoder takes, the same for training and prediction."""

from abc import ABC, abstractmethod
from typing import Any

import numpy as np
from numpy.typing import NDArray
from torch import Tensor

from mmdesk.core.models.spec import ModelSpec


class FrontEnd(ABC):
    """The way of one modality's content to one encoder.

    Attributes:
        shape, dtype: of the features of one sample, as they are kept
        side: decoded content need not be larger than about so many pixels
    """

    shape: tuple[int, ...]
    dtype: type[np.generic]
    side: int = 1024

    @abstractmethod
    def prepare(self, content: Any) -> Any:
        """Content as the numbers, or words, of which any part can be hidden to see what it mattered."""

    def features(self, prepared: Any) -> NDArray[Any]:
        """(shape) what is kept of it: itself, unless a frozen network or hand-made features stand before the encoder."""
        return np.asarray(prepared)

    @abstractmethod
    def __init__(self, spec: ModelSpec) -> None:
        """The front end of such a model.

        Raises:
            ModelFileError: if it needs weights that are missing or other ones
        """

    @staticmethod
    @abstractmethod
    def inputs(features: NDArray[Any]) -> Tensor:
        """(n, shape) features to what the encoder takes of n samples."""
