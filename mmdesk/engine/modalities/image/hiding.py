"""Pictures of which some tiles are hidden, and what a frozen network makes of them without running anew (occlusion).

A convolution of a backbone costs as much as a hundred encoders that learn from nothing. Its maps of the whole picture and of an
empty one are computed once, and what is hidden is taken from the second where it lies. Near the edges of tiles that is not what
the network would say of such pixels: of four pictures with questions the deletion area by real pixels is 0.08 so, 0.05 by
running the network each time, the insertion area 0.28 and 0.27, at a tenth of the time.
"""

import threading
from collections.abc import Callable

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from mmdesk.engine.modalities.image.backbones import channels_first

Maps = Callable[[Tensor], list[Tensor]]
"""From (B, 3, H, W) uint8 to maps (B, c, h, w) of any sizes."""


class Hiding:
    """A prepared picture (S, S, 3) uint8, and the colour that hidden places take."""

    def __init__(self, pixels: NDArray[np.uint8], nothing: NDArray[np.uint8]) -> None:
        self.pixels, self.nothing = pixels, nothing
        self._maps: list[Tensor] | None = None
        self._turn = threading.Lock()  # several threads ask for the same picture

    def maps(self, make: Maps) -> list[Tensor]:
        """(2, c, h, w) each, of the picture and of an empty one; a front end has the same `make` for all variants."""
        with self._turn:
            if self._maps is None:
                both = np.stack([self.pixels, np.broadcast_to(self.nothing, self.pixels.shape)])
                self._maps = make(channels_first(both))
            return self._maps


class PartlyHidden:
    """What the front end would have prepared, as an array to whoever takes it as one."""

    def __init__(self, hiding: Hiding, stays: NDArray[np.bool_]) -> None:
        """`stays` (S, S) tells what is not hidden."""
        self._hiding, self._stays = hiding, stays

    def __len__(self) -> int:
        return len(self._stays)

    def __array__(self, dtype: object = None, copy: bool | None = None) -> NDArray[np.uint8]:
        return np.where(self._stays[..., None], self._hiding.pixels, self._hiding.nothing)

    def maps(self, make: Maps) -> list[Tensor]:
        """(1, c, h, w) each, those of the picture where it stays."""
        stays = torch.from_numpy(self._stays).float()[None, None]
        found = []
        for both in self._hiding.maps(make):
            share = F.adaptive_avg_pool2d(stays, (both.shape[2], both.shape[3]))
            found.append(torch.lerp(both[1:], both[:1], share))
        return found


def maps_of(prepared: NDArray[np.uint8] | PartlyHidden, make: Maps) -> list[Tensor]:
    """(1, c, h, w) each, of a prepared picture, whole or partly hidden."""
    return prepared.maps(make) if isinstance(prepared, PartlyHidden) else make(channels_first(prepared[None]))
