"""Fine-tuning of EfficientNet-Lite0: its first blocks stand still and are a front end, its last ones are an encoder that learns on.

What the first blocks make of a picture is computed once and kept, so that a round costs the last ones alone. Before any step
the encoder gives what the frozen network gives, so that it begins where a head on that ends.
"""

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from mmdesk.core.modalities.image.front_end import ImageFrontEnd
from mmdesk.engine.modalities.column import MAX_HALF
from mmdesk.engine.modalities.image.backbones import (
    CHANNELS,
    STAGE_ENDS,
    STAGES,
    EfficientNetLite0,
    channels_first,
    means_of,
    pretrained,
    scaled_pixels,
    through,
)
from mmdesk.engine.modalities.image.front_end import PICTURE, Squares
from mmdesk.engine.modalities.image.hiding import PartlyHidden, maps_of
from mmdesk.engine.modalities.image.quick_look import GRADIENTS, gradients
from mmdesk.engine.modalities.layers import FineTuned, Halved, Measured

STANDING = 4
"""Stages that stand still. Part of what the encoder's name means: with another number it would be another encoder."""
FIRST_TUNED = max(layer for layer, stage in STAGE_ENDS.items() if stage == STANDING) + 1
"""The number of the first layer that learns on: eight blocks and the head do, 3.1 of the network's 3.4 million weights."""
ROOT = 1e-6
"""Below the root of the last means: the slope of the root is endless at 0, where many of them are."""


def side_of(size: int) -> int:
    """Places along each side of what the first stages make of a picture whose side is `size` pixels."""
    for stride in (2, *(stride for _, _, stride, _, _ in STAGES[:STANDING])):
        size = -(-size // stride)
    return size


def beside_sizes(numbers: ImageFrontEnd) -> list[int]:
    """How many numbers the picture itself and each of the named stages give that stand still."""
    return [GRADIENTS if stage == PICTURE else CHANNELS[stage - 1] for stage in numbers.stages if stage <= STANDING]


class FirstLayers(nn.Module):
    """(B, 3, H, W) uint8 -> (B, features) of `FirstBlocks`, within what half precision can hold."""

    def __init__(self, network: EfficientNetLite0, stages: tuple[int, ...]) -> None:
        super().__init__()
        self._layers = nn.Sequential(*[*network.layers][:FIRST_TUNED])
        self._stages = stages

    def forward(self, pictures: Tensor) -> Tensor:
        return self.joined(self.maps(pictures), pictures)

    def maps(self, pictures: Tensor) -> list[Tensor]:
        """What the last of them gives at every place, then the stages."""
        values, found = through(enumerate(self._layers), scaled_pixels(pictures), self._stages)
        return [values, *found]

    def joined(self, maps: list[Tensor], pictures: Tensor) -> Tensor:
        """(B, features) of such maps of these pictures."""
        values, *stages = maps
        beside = [gradients(pictures)] if PICTURE in self._stages else []
        found = torch.cat([values.permute(0, 2, 3, 1).flatten(1), *beside, *means_of(stages)], 1)
        return found.clamp(-MAX_HALF, MAX_HALF)


class FirstBlocks(Squares):
    """What the first blocks make of pictures, (places * places * channels,), and behind it features that stand still.

    These are histograms of gradients and means of the first stages, as far as the spec names them. In half precision.
    """

    dtype = np.float16

    def __init__(self, numbers: ImageFrontEnd) -> None:
        super().__init__(numbers.pretrained_size)
        self.shape = (CHANNELS[STANDING - 1] * side_of(self.size) ** 2 + sum(beside_sizes(numbers)),)
        self._first = FirstLayers(pretrained(), numbers.stages)

    def features(self, prepared: NDArray[np.uint8] | PartlyHidden) -> NDArray[np.float16]:
        with torch.inference_mode():
            maps = maps_of(prepared, self._first.maps)
            return self._first.joined(maps, channels_first(np.asarray(prepared)[None]))[0].half().numpy()

    def layers(self) -> list[nn.Module]:
        return [self._first, Halved()]

    @staticmethod
    def inputs(features: NDArray[Any]) -> Tensor:
        return torch.from_numpy(features.astype(np.float32))


class LastBlocks(FineTuned):
    """The last blocks on what `FirstBlocks` gives: (B, ...) -> (B, size), features such as those of the frozen network.

    Args:
        measured: what measures them
    """

    def __init__(self, numbers: ImageFrontEnd, measured: Measured) -> None:
        super().__init__(measured.size)
        self.layers = nn.Sequential(*[*EfficientNetLite0().layers][FIRST_TUNED:])
        self.measured = measured
        self._side, self._stages = side_of(numbers.pretrained_size), numbers.stages

    def begin(self) -> None:
        self.layers.load_state_dict(nn.Sequential(*[*pretrained().layers][FIRST_TUNED:]).state_dict())

    def raw(self, features: Tensor) -> Tensor:
        split = CHANNELS[STANDING - 1] * self._side**2
        values = features[:, :split].unflatten(1, (self._side, self._side, -1)).permute(0, 3, 1, 2)  # channels last in memory
        # In bfloat16, steps of convolutions that look at each channel alone take half as long again.
        with torch.autocast(features.device.type, enabled=False):
            end, stages = through(enumerate(self.layers, FIRST_TUNED), values, self._stages)
            return torch.cat([(end.mean((2, 3)) + ROOT).sqrt(), features[:, split:], *means_of(stages)], 1)
