"""Occlusion: from how far an answer falls to what is shown of it."""

import numpy as np
from numpy.typing import NDArray
from torch import Tensor, zeros_like

MIN_FALL = 0.05
"""A smaller fall of the log-odds, or in spreads of the numbers, is nothing."""


def shares(falls: Tensor) -> NDArray[np.float32]:
    """Falls as shares of the largest; what rose is 0, and everything is where nothing fell."""
    falls = falls.clamp_min(0)
    largest = float(falls.max())
    return (falls / largest if largest > MIN_FALL else zeros_like(falls)).numpy().astype(np.float32)
