"""Front ends of the modality image: the whole picture in a square of pixels, or what a frozen backbone makes of it."""

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from mmdesk.core.modalities.image.front_end import ImageFrontEnd
from mmdesk.core.modalities.image.picture import Picture
from mmdesk.core.modalities.image.squares import squared
from mmdesk.core.models.backbones import LITE0, LITE0_CLASSES
from mmdesk.core.models.exported import ModelInput
from mmdesk.engine.modalities.column import FrontEnd, Graph
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
from mmdesk.engine.modalities.layers import Halved

PICTURE = 0
"""The stage that is the picture itself, before any layer."""


class ChannelsFirst(nn.Module):
    """(B, size, size, 3) -> (B, 3, size, size)."""

    def forward(self, pixels: Tensor) -> Tensor:
        return pixels.permute(0, 3, 1, 2)


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

    def graph(self, finer: FrontEnd) -> Graph:
        assert isinstance(finer, Squares)  # noqa: S101 - as all of this modality that can be exported
        sides = list(dict.fromkeys([finer.size, self.size]))
        pixels = ModelInput(f"image_pixels_{self.size}", "pixels", {"sides": sides})
        return Graph((pixels,), nn.Sequential(ChannelsFirst(), *self.layers()))

    def layers(self) -> list[nn.Module]:
        """What becomes of (B, 3, size, size) before the encoder."""
        raise NotImplementedError


class Pixels(Squares):
    """The pixels themselves, in a square as large as the spec says."""

    dtype = np.uint8

    def __init__(self, numbers: ImageFrontEnd) -> None:
        super().__init__(numbers.size)
        self.shape = (self.size, self.size, 3)

    def layers(self) -> list[nn.Module]:
        return []

    @staticmethod
    def inputs(features: NDArray[Any]) -> Tensor:
        return channels_first(features)


class Means(nn.Module):
    """(B, 3, H, W) uint8 -> (B, features): roots of the means at the end of EfficientNet-Lite0, then what its stages give."""

    def __init__(self, network: EfficientNetLite0, stages: tuple[int, ...]) -> None:
        super().__init__()
        self._network, self._stages = network, stages

    def forward(self, pictures: Tensor) -> Tensor:
        return self.joined(self.maps(pictures), pictures)

    def maps(self, pictures: Tensor) -> list[Tensor]:
        """What the stages give at every place, and at last the end."""
        return self._network.maps(pictures, self._stages)

    def joined(self, maps: list[Tensor], pictures: Tensor) -> Tensor:
        """(B, features) of such maps of these pictures."""
        *stages, end = means_of(maps)
        before = [gradients(pictures)] if PICTURE in self._stages else []
        return torch.cat([end.sqrt(), *before, *stages], 1)


class Lite0(Squares):
    """What EfficientNet-Lite0 makes of them: what its end gives (1280,), and behind it what the stages give that the spec names.

    In half precision, which changes no answer beyond the third decimal.
    """

    dtype = np.float16

    def __init__(self, numbers: ImageFrontEnd) -> None:
        super().__init__(numbers.pretrained_size)
        self.shape = (LITE0.features + sum(stage_sizes(numbers)),)
        self._means = Means(pretrained(), numbers.stages)

    def features(self, prepared: NDArray[np.uint8] | PartlyHidden) -> NDArray[np.float16]:
        with torch.inference_mode():
            maps = maps_of(prepared, self._means.maps)
            return self._means.joined(maps, channels_first(np.asarray(prepared)[None]))[0].half().numpy()

    def layers(self) -> list[nn.Module]:
        return [self._means, Halved()]

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

    def layers(self) -> list[nn.Module]:
        return [self._network, self._classifier]

    @staticmethod
    def inputs(features: NDArray[Any]) -> Tensor:
        return torch.from_numpy(features)


def stage_sizes(numbers: ImageFrontEnd) -> list[int]:
    """How many numbers each of the named stages of EfficientNet-Lite0 gives."""
    return [GRADIENTS if stage == PICTURE else CHANNELS[stage - 1] for stage in numbers.stages]
