"""Front ends of the modality image: the whole picture in a square of pixels, or what a frozen backbone makes of it."""

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor

from mmdesk.core.modalities.image.front_end import ImageFrontEnd
from mmdesk.core.modalities.image.picture import Picture
from mmdesk.core.models.backbones import LITE0, LITE0_CLASSES
from mmdesk.engine.modalities.column import FrontEnd
from mmdesk.engine.modalities.image.backbones import (
    CHANNELS,
    EfficientNetLite0,
    channels_first,
    means_of,
    pretrained,
    pretrained_classifier,
)
from mmdesk.engine.modalities.image.hiding import PartlyHidden, maps_of
from mmdesk.engine.modalities.image.quick_look import GRADIENTS, gradients

PICTURE = 0
"""The stage that is the picture itself, before any layer."""


class Squares(FrontEnd):
    """The whole picture, its own border colour around it: (size, size, 3) uint8.

    Attributes:
        size: side of the square in pixels
    """

    def __init__(self, size: int) -> None:
        self.size = size
        self.side = 2 * size

    def prepare(self, content: Picture) -> NDArray[np.uint8]:
        return squared(content.pixels, self.size)

    def adopted(self, prepared: NDArray[np.uint8]) -> NDArray[np.uint8]:
        return prepared if len(prepared) == self.size else squared(np.asarray(prepared), self.size)


class Pixels(Squares):
    """The pixels themselves, in a square as large as the spec says."""

    dtype = np.uint8

    def __init__(self, numbers: ImageFrontEnd) -> None:
        super().__init__(numbers.size)
        self.shape = (self.size, self.size, 3)

    @staticmethod
    def inputs(features: NDArray[Any]) -> Tensor:
        return channels_first(features)


class Lite0(Squares):
    """What EfficientNet-Lite0 makes of them: what its end gives (1280,), and behind it what the stages give that the spec names.

    In half precision, which changes no answer beyond the third decimal.
    """

    dtype = np.float16

    def __init__(self, numbers: ImageFrontEnd) -> None:
        super().__init__(numbers.pretrained_size)
        self.shape = (LITE0.features + sum(stage_sizes(numbers)),)
        self._stages = numbers.stages
        self._network: EfficientNetLite0 = pretrained()

    def _maps(self, pictures: Tensor) -> list[Tensor]:
        return self._network.maps(pictures, self._stages)

    def features(self, prepared: NDArray[np.uint8] | PartlyHidden) -> NDArray[np.float16]:
        with torch.inference_mode():
            *stages, end = means_of(maps_of(prepared, self._maps))
            before = [gradients(channels_first(np.asarray(prepared)[None]))] if PICTURE in self._stages else []
            return torch.cat([end.sqrt(), *before, *stages], 1)[0].half().numpy()

    @staticmethod
    def inputs(features: NDArray[Any]) -> Tensor:
        return torch.from_numpy(features.astype(np.float32))


class Lite0Classes(Squares):
    """What its own classifier makes of them: (1000,) logits."""

    dtype = np.float32

    def __init__(self, numbers: ImageFrontEnd) -> None:
        super().__init__(LITE0_CLASSES.input_size)
        self.shape = (LITE0_CLASSES.features,)
        network, self._classifier = pretrained_classifier()
        assert isinstance(network, EfficientNetLite0)  # noqa: S101 - it stands before its classifier
        self._network = network

    def _maps(self, pictures: Tensor) -> list[Tensor]:
        return self._network.maps(pictures, ())

    def features(self, prepared: NDArray[np.uint8] | PartlyHidden) -> NDArray[np.float32]:
        with torch.inference_mode():
            (end,) = means_of(maps_of(prepared, self._maps))
            logits: NDArray[np.float32] = self._classifier(end)[0].numpy()
        return logits

    @staticmethod
    def inputs(features: NDArray[Any]) -> Tensor:
        return torch.from_numpy(features)


def stage_sizes(numbers: ImageFrontEnd) -> list[int]:
    """How many numbers each of the named stages of EfficientNet-Lite0 gives."""
    return [GRADIENTS if stage == PICTURE else CHANNELS[stage - 1] for stage in numbers.stages]


def squared(pixels: NDArray[np.uint8], size: int) -> NDArray[np.uint8]:
    """Scale (H, W, 3) to fit into a square of (size, size, 3)."""
    height, width = pixels.shape[:2]
    inner = inner_size(height, width, size)[::-1]
    picture = Image.fromarray(pixels).resize(inner, Image.Resampling.BILINEAR, reducing_gap=2.0)
    if inner == (size, size):
        return np.array(picture)
    square = Image.new("RGB", (size, size), border_colour(pixels))
    square.paste(picture, ((size - inner[0]) // 2, (size - inner[1]) // 2))
    return np.array(square)


def inner_size(height: int, width: int, size: int) -> tuple[int, int]:
    """Height and width that a picture has in the square."""
    scale = size / max(height, width)
    return max(1, round(height * scale)), max(1, round(width * scale))


def border_colour(pixels: NDArray[np.uint8]) -> tuple[int, int, int]:
    """The median colour of the outermost pixels."""
    border = np.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]])
    red, green, blue = (int(value) for value in np.median(border, axis=0))
    return red, green, blue
