"""Encoders of pictures, `f` in the theory. B samples of H x W pixels.

The classic one has the theory's own numbers; the fresh one is several times quicker and better.
"""

import torch
from torch import Tensor, nn

from mmdesk.core.modalities.image.front_end import ImageFrontEnd
from mmdesk.engine.modalities.dropout import Dropout
from mmdesk.engine.modalities.layers import (
    FEATURE_DROPOUT,
    AttentionPool,
    ClassicConvolutionalEncoder,
    Residual,
    convolution,
    positions,
)

PIXEL_CENTRE, PIXEL_SPREAD = 128.0, 64.0
WIDTHS = (16, 32, 64, 128)


class ImageEncoder(nn.Module):
    """Pictures: (B, 3, H, W) uint8 -> (B, 256).

    It shrinks first, so that all costly layers see few positions: 1/64 of H x W, then 1/256.
    """

    def __init__(self, numbers: ImageFrontEnd) -> None:
        super().__init__()
        first, second, third, last = WIDTHS
        self.size = 2 * last
        self.layers = nn.Sequential(
            convolution(3, first, stride=2),
            convolution(first, second, stride=2),
            convolution(second, third, stride=2),
            Residual(third),
            convolution(third, last, stride=2),
            Residual(last),
        )
        self.pool = AttentionPool(last)
        self.dropout = Dropout(FEATURE_DROPOUT)

    def forward(self, pictures: Tensor) -> Tensor:
        return self.dropout(self.pool(positions(self.layers(scaled_pixels(pictures)))))


class ClassicImageEncoder(ClassicConvolutionalEncoder):
    """Pictures: (B, 3, 224, 224) uint8 -> (B, 256)."""

    def __init__(self, numbers: ImageFrontEnd) -> None:
        super().__init__(3, numbers.size, numbers.size)

    def forward(self, pictures: Tensor) -> Tensor:
        return super().forward(scaled_pixels(pictures))


def scaled_pixels(pictures: Tensor) -> Tensor:
    """uint8 or float pixels 0..255 to about -2..2, channels last in memory."""
    return ((pictures.to(torch.float32) - PIXEL_CENTRE) / PIXEL_SPREAD).contiguous(memory_format=torch.channels_last)
