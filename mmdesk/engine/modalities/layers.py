"""Layers that encoders of several modalities are made of.

Shapes: B samples, C channels, H x W pixels or bands x frames, N positions, d the size of the embedding.
"""

import torch
from torch import Tensor, nn

WIDTHS = (16, 32, 64, 128)
POOLING_HEADS = 4
FEATURE_DROPOUT = 0.2


class AttentionPool(nn.Module):
    """Weighted mean over positions, the weights learned for each quarter of the features, and the largest of them.

    (B, N, d) -> (B, 2 d).
    """

    def __init__(self, size: int) -> None:
        super().__init__()
        self.score = nn.Linear(size, POOLING_HEADS)

    def forward(self, positions: Tensor, valid: Tensor | None = None) -> Tensor:
        """`valid` (B, N) says which positions count; all without it."""
        scores = self.score(positions)  # (B, N, heads)
        if valid is not None:
            scores = scores.masked_fill(~valid.unsqueeze(-1), float("-inf"))
        parts = positions.unflatten(-1, (POOLING_HEADS, -1)).permute(0, 2, 1, 3)  # (B, heads, N, d / heads)
        weights = scores.softmax(1).permute(0, 2, 1).unsqueeze(2)  # (B, heads, 1, N)
        mean = (weights @ parts).flatten(1)
        if valid is not None:
            positions = positions.masked_fill(~valid.unsqueeze(-1), float("-inf"))
        return torch.cat([mean, positions.amax(1)], -1)


def convolution(channels: int, out: int, kernel: tuple[int, int] = (3, 3), stride: int | tuple[int, int] = 1) -> nn.Sequential:
    """A convolution, normalised, with ReLU; it keeps the size but for the stride."""
    padding = kernel[0] // 2, kernel[1] // 2
    return nn.Sequential(nn.Conv2d(channels, out, kernel, stride, padding, bias=False), nn.BatchNorm2d(out), nn.ReLU(inplace=True))


class Residual(nn.Module):
    """A convolution around which the input passes."""

    def __init__(self, channels: int, kernel: tuple[int, int] = (3, 3)) -> None:
        super().__init__()
        self.layer = convolution(channels, channels, kernel)

    def forward(self, x: Tensor) -> Tensor:
        return x + self.layer(x)


def positions(maps: Tensor) -> Tensor:
    """(B, d, H, W) -> (B, H * W, d)."""
    return maps.flatten(2).transpose(1, 2)


class ClassicConvolutionalEncoder(nn.Module):
    """The theory's CNN: two convolutions, two poolings, one dense layer. (B, C, H, W) -> (B, 256)."""

    def __init__(self, channels: int, height: int, width: int) -> None:
        super().__init__()
        self.size = 256
        self.layers = nn.Sequential(
            nn.Conv2d(channels, 32, 3, padding=1),
            nn.ReLU(inplace=True),
            nn.MaxPool2d(2),
            nn.Conv2d(32, 64, 3, padding=1),
            nn.ReLU(inplace=True),
            nn.MaxPool2d(2),
            nn.Flatten(),
            nn.Linear(64 * (height // 4) * (width // 4), self.size),
            nn.ReLU(inplace=True),
        )

    def forward(self, x: Tensor) -> Tensor:
        return self.layers(x)


class Standardized(nn.Module):
    """Ready-made features, each around 0 and about as large as the others: (B, d) -> (B, d).

    Attributes:
        mean, scale: (d,) buffers, as `fit` measured them
    """

    mean: Tensor
    scale: Tensor

    def __init__(self, size: int) -> None:
        super().__init__()
        self.size = size
        self.register_buffer("mean", torch.zeros(size))
        self.register_buffer("scale", torch.ones(size))

    def forward(self, features: Tensor) -> Tensor:
        return (features - self.mean) * self.scale

    @torch.no_grad()
    def fit(self, features: Tensor) -> None:
        """Measure (n, d) training samples. All get one scale: what a pretrained network hardly varies is mostly noise."""
        self.mean.copy_(features.mean(0))
        self.scale.fill_(float(features.std(0, correction=0).square().mean().clamp_min(1e-12).rsqrt()))


class ReadyLogits(nn.Identity):
    """The answer of a classifier that learned before, which needs no head: (B, C) -> (B, C)."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.size = size
