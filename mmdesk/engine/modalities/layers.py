"""Layers that encoders of several modalities are made of.

Shapes: B samples, C channels, H x W pixels or bands x frames, N positions, d the size of the embedding.
"""

from abc import ABC, abstractmethod

import torch
import torch.nn.functional as F
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


class Measured(nn.Module, ABC):
    """An encoder of ready-made features that is measured on training samples, not learned: (B, size) -> (B, size)."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.size = size

    @abstractmethod
    def fit(self, features: Tensor) -> None:
        """Measure (n, size) features of training samples, n > 0."""

    def fitted(self, features: Tensor) -> Tensor:
        """Measure these, and encode them."""
        self.fit(features)
        return self(features)


class Standardized(Measured):
    """Features around 0 and about as large as those of other encoders.

    Attributes:
        mean, scale: (size,) buffers, as `fit` measured them
        spread: the root mean square that the features get
    """

    mean: Tensor
    scale: Tensor

    def __init__(self, size: int, spread: float = 1.0) -> None:
        super().__init__(size)
        self.spread = spread
        self.register_buffer("mean", torch.zeros(size))
        self.register_buffer("scale", torch.ones(size))

    def forward(self, features: Tensor) -> Tensor:
        return (features - self.mean) * self.scale

    @torch.no_grad()
    def fit(self, features: Tensor) -> None:
        """All get one scale: what a pretrained network hardly varies is mostly noise."""
        self.mean.copy_(features.mean(0))
        self.scale.fill_(self.spread * float(features.std(0, correction=0).square().mean().clamp_min(1e-12).rsqrt()))


class StandardizedEach(Standardized):
    """The same for features that were made by hand, in units of their own: each gets a scale of its own."""

    @torch.no_grad()
    def fit(self, features: Tensor) -> None:
        self.mean.copy_(features.mean(0))
        self.scale.copy_(self.spread * features.std(0, correction=0).clamp_min(1e-6).reciprocal())


class SideBySide(Measured):
    """Several measured encoders, each on its part of the features and all of them worth as much."""

    def __init__(self, *parts: Measured) -> None:
        super().__init__(sum(part.size for part in parts))
        self.parts = nn.ModuleList(parts)
        self._sizes = [part.size for part in parts]

    def forward(self, features: Tensor) -> Tensor:
        pieces = features.split(self._sizes, 1)
        worth = [(self.size / len(self._sizes) / size) ** 0.5 for size in self._sizes]
        return torch.cat([part(piece) * one for part, piece, one in zip(self.parts, pieces, worth, strict=True)], 1)

    def fit(self, features: Tensor) -> None:
        for part, piece in zip(self.parts, features.split(self._sizes, 1), strict=True):
            assert isinstance(part, Measured)  # noqa: S101 - as the constructor says
            part.fit(piece)


class Folded(nn.Module):
    """More features than a projection can have weights for, added up in groups: (B, many) -> (B, size), at most as many.

    Distances stay about the same (feature hashing, Weinberger et al. 2009, arXiv:0902.2206), if the signs are even.
    """

    signs: Tensor

    def __init__(self, many: int, size: int) -> None:
        super().__init__()
        self.groups = -(-many // size)
        self.size = size
        odd = torch.arange(self.groups * size) * 2_654_435_761 >> 16 & 1  # multiplicative hashing (Knuth 1973, 6.4)
        self.register_buffer("signs", 1.0 - 2.0 * odd, persistent=False)

    def forward(self, features: Tensor) -> Tensor:
        padded = F.pad(features, (0, self.groups * self.size - features.shape[1])) * self.signs
        return padded.unflatten(1, (self.groups, self.size)).sum(1) / self.groups**0.5


class FineTuned(Measured, ABC):
    """The last layers of a network that learned before, which go on learning (fine-tuning), each by small steps.

    Attributes:
        layers: they; a model file keeps their weights in half precision
        measured: what measures what they give
    """

    layers: nn.Sequential
    measured: Measured

    @abstractmethod
    def begin(self) -> None:
        """Take the weights with which they begin.

        Raises:
            ModelFileError: if these are missing or other ones
        """

    @abstractmethod
    def raw(self, features: Tensor) -> Tensor:
        """What the layers make of (n, ...) features, (n, size), before it is measured."""

    def forward(self, features: Tensor) -> Tensor:
        return self.measured(self.raw(features))

    @torch.no_grad()
    def fit(self, features: Tensor) -> None:
        self.measured.fit(self.raw(features))


class Halved(nn.Module):
    """(...) in half precision, as features are kept, and again in single precision."""

    def forward(self, features: Tensor) -> Tensor:
        return features.half().float()


class ReadyLogits(nn.Identity):
    """The answer of a classifier that learned before, which needs no head: (B, C) -> (B, C)."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.size = size
