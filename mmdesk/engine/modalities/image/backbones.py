"""EfficientNet-Lite0, a pretrained convolutional network: pictures -> features (Tan and Le 2019, arXiv:1905.11946; Liu 2020).

"Lite" is EfficientNet without squeeze-and-excitation and with ReLU6. Its batch norms, which only scale and shift once it has
learned, are folded into the convolutions before them: a third less time. It can be trained further as it is.
"""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor, nn

from mmdesk.core.models.backbones import LITE0, LITE0_CLASSES, weights_of

PIXEL_CENTRE, PIXEL_SPREAD = 127.0, 128.0
STEM_CHANNELS, HEAD_CHANNELS = 32, LITE0.features
STAGES = (
    (1, 3, 1, 1, 16),
    (2, 3, 2, 6, 24),
    (2, 5, 2, 6, 40),
    (3, 3, 2, 6, 80),
    (3, 5, 1, 6, 112),
    (4, 5, 2, 6, 192),
    (1, 3, 1, 6, 320),
)
"""Blocks, kernel, stride, expansion and channels of each stage."""
CHANNELS = tuple(channels for *_, channels in STAGES)
STAGE_ENDS = {sum(blocks for blocks, *_ in STAGES[:stage]): stage for stage in range(1, len(STAGES) + 1)}
"""The number of a stage by that of its last layer; layer 0 is the stem."""
NORM_EPSILON = 1e-3

Weights = Mapping[str, Tensor]


class Convolution(nn.Conv2d):
    """A convolution that pads as TensorFlow does: at a stride of 2, one more at the end than at the beginning.

    Its output is at most ceil(side / stride) pixels wide and high.
    """

    def __init__(self, channels: int, out: int, kernel: int = 1, stride: int = 1, groups: int = 1) -> None:
        super().__init__(channels, out, kernel, stride, padding=kernel // 2 if stride == 1 else 0, groups=groups)

    def forward(self, x: Tensor) -> Tensor:
        if self.stride[0] > 1:
            x = F.pad(x, [edge for side in (x.shape[3], x.shape[2]) for edge in self._edges(side)])
        return super().forward(x)

    def _edges(self, side: int) -> tuple[int, int]:
        missing = max((-(-side // self.stride[0]) - 1) * self.stride[0] + self.kernel_size[0] - side, 0)
        return missing // 2, missing - missing // 2


class InvertedResidual(nn.Module):
    """Widen, look around in each channel alone, narrow; the input passes around where it fits (Sandler et al. 2018)."""

    def __init__(self, channels: int, out: int, kernel: int, stride: int, expansion: int) -> None:
        super().__init__()
        wide = channels * expansion
        self.passes = stride == 1 and channels == out
        self.layers = nn.Sequential(
            *([Convolution(channels, wide), nn.ReLU6(inplace=True)] if expansion > 1 else []),
            Convolution(wide, wide, kernel, stride, groups=wide),
            nn.ReLU6(inplace=True),
            Convolution(wide, out),
        )

    def forward(self, x: Tensor) -> Tensor:
        return x + self.layers(x) if self.passes else self.layers(x)


class EfficientNetLite0(nn.Module):
    """(B, 3, H, W) uint8 RGB -> (B, 1280), the mean over all places.

    Attributes:
        layers: the stem, 16 blocks and the head, 18 in all, each (B, c, h, w) -> (B, c', h', w'); the last ones can be trained
            alone, on what the first ones gave
    """

    def __init__(self) -> None:
        super().__init__()
        layers: list[nn.Module] = [nn.Sequential(Convolution(3, STEM_CHANNELS, 3, 2), nn.ReLU6(inplace=True))]
        channels = STEM_CHANNELS
        for blocks, kernel, stride, expansion, out in STAGES:
            for block in range(blocks):
                layers.append(InvertedResidual(channels, out, kernel, 1 if block else stride, expansion))
                channels = out
        layers.append(nn.Sequential(Convolution(channels, HEAD_CHANNELS), nn.ReLU6(inplace=True)))
        self.layers = nn.Sequential(*layers)

    def forward(self, pictures: Tensor) -> Tensor:
        return self.means(pictures, ())[-1]

    def means(self, pictures: Tensor, stages: Sequence[int]) -> list[Tensor]:
        """Means over all places of what (B, 3, H, W) give at the end of these stages, numbered from 1, and at last (B, 1280).

        Stage s gives (B, `CHANNELS[s - 1]`): what is lost further on, such as textures.
        """
        return means_of(self.maps(pictures, stages))

    def maps(self, pictures: Tensor, stages: Sequence[int]) -> list[Tensor]:
        """What the means are made of, (B, c, h, w) each."""
        end, found = through(enumerate(self.layers), scaled_pixels(pictures), stages)
        return [*found, end]


def means_of(maps: Iterable[Tensor]) -> list[Tensor]:
    """(B, c, h, w) each to (B, c), over all places."""
    return [one.mean((2, 3)) for one in maps]


def through(layers: Iterable[tuple[int, nn.Module]], values: Tensor, stages: Sequence[int]) -> tuple[Tensor, list[Tensor]]:
    """What these layers, in their order and with their numbers, make of values (B, c, h, w), and what they are at the end of these
    stages, as far as the layers reach."""
    found = []
    for number, layer in layers:
        values = layer(values)
        if STAGE_ENDS.get(number) in stages:
            found.append(values)
    return values, found


def channels_first(pixels: NDArray[np.uint8]) -> Tensor:
    """(n, size, size, 3) -> (n, 3, size, size), channels last in memory."""
    return torch.from_numpy(pixels).permute(0, 3, 1, 2)


def scaled_pixels(pictures: Tensor) -> Tensor:
    """(B, 3, H, W) uint8 to what the first layer takes, channels last in memory."""
    return ((pictures.float() - PIXEL_CENTRE) / PIXEL_SPREAD).contiguous(memory_format=torch.channels_last)


def pretrained() -> EfficientNetLite0:
    """The network with its shipped weights, ready to encode.

    Raises:
        ModelFileError: if they are missing or other ones
    """
    return _encoder(_shipped())


def pretrained_classifier() -> nn.Sequential:
    """(B, 3, H, W) uint8 RGB -> (B, 1000) logits of ImageNet's classes, in their usual order.

    Raises:
        ModelFileError: if the shipped weights are missing or other ones
    """
    weights = _shipped()
    classifier = nn.Linear(HEAD_CHANNELS, LITE0_CLASSES.features)
    classifier.load_state_dict({"weight": weights["_fc.weight"], "bias": weights["_fc.bias"]})
    return nn.Sequential(_encoder(weights), classifier).eval()


def _encoder(weights: Weights) -> EfficientNetLite0:
    network = EfficientNetLite0()
    network.load_state_dict(folded(weights, network))
    network.eval()
    return network.to(memory_format=torch.channels_last)  # type: ignore[call-overload] # PyTorch's stubs lack this form


def _shipped() -> Weights:
    weights: Weights = torch.load(io.BytesIO(weights_of(LITE0)), map_location="cpu", weights_only=True)
    return weights


def folded(weights: Weights, network: EfficientNetLite0) -> dict[str, Tensor]:
    """The shipped weights by the names of `network`, each batch norm folded into its convolution."""
    own = (name for name, module in network.named_modules() if isinstance(module, Convolution))
    state = {}
    for name, (convolution, norm) in zip(own, _shipped_names(), strict=True):
        scale = weights[f"{norm}.weight"] / (weights[f"{norm}.running_var"] + NORM_EPSILON).sqrt()
        state[f"{name}.weight"] = weights[f"{convolution}.weight"] * scale.view(-1, 1, 1, 1)
        state[f"{name}.bias"] = weights[f"{norm}.bias"] - weights[f"{norm}.running_mean"] * scale
    return state


def _shipped_names() -> Iterator[tuple[str, str]]:
    """The file's names of each convolution and its batch norm, from the stem to the head."""
    yield "_conv_stem", "_bn0"
    expansions = [expansion for blocks, _, _, expansion, _ in STAGES for _ in range(blocks)]
    for number, expansion in enumerate(expansions):
        block = f"_blocks.{number}."
        if expansion > 1:
            yield f"{block}_expand_conv", f"{block}_bn0"
        yield f"{block}_depthwise_conv", f"{block}_bn1"
        yield f"{block}_project_conv", f"{block}_bn2"
    yield "_conv_head", "_bn1"
