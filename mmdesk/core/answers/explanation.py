"""What in each part of a sample mattered to its answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the window is up before numpy is needed
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text, from character `start` up to but not `end`, and how much it mattered."""

    start: int
    end: int
    share: float


@dataclass(frozen=True, slots=True, eq=False)
class Explanation:
    """How much each place mattered, from 0 to 1 for what mattered most in its modality; all 0 if nothing did.

    Attributes:
        image: (h, w) float32 over the whole picture, coarser than it; None where it is absent
        words: in the order of the text; empty where it is absent
        audio: (n,) float32 for equal stretches of the time that the model hears; None where it is absent
        heard: where in the sound that time begins and ends, as shares of its length; beyond 0 and 1 lies silence
    """

    image: NDArray[np.float32] | None = None
    words: tuple[Mark, ...] = ()
    audio: NDArray[np.float32] | None = None
    heard: tuple[float, float] = (0.0, 1.0)
