"""Regions of one part of a sample, and what each adds to the score (attribution)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:  # the window is up before numpy is needed
    import numpy as np
    from numpy.typing import NDArray


class Regions(Protocol):
    """What a modality's room in `mmdesk.engine.modalities` tells of its content.

    Attributes:
        values: (...,) float64, what each region adds, in units of the score; negative where it speaks against
    """

    @property
    def values(self) -> NDArray[np.float64]: ...

    def to_json(self) -> list[dict[str, Any]]:
        """Where each region lies, in words of the modality, and its `value`."""
