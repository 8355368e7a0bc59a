"""Encoders: one modality -> one embedding, `f` in the theory.

Shapes: B samples, C channels, H x W pixels or bands x frames, L tokens, d the size of the embedding.
The `Classic…` encoders have the theory's own numbers; the others are several times quicker and better.
"""

from collections.abc import Callable
from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from mmdesk.core.sample import Modality
from mmdesk.core.spec import ModelSpec
from mmdesk.engine.tokens import LEAST_VOCABULARY, PADDING

PIXEL_CENTRE, PIXEL_SPREAD = 128.0, 64.0
WIDTHS = (32, 64, 128)


class AttentionPool(nn.Module):
    """Weighted mean over positions, the weights learned: (B, N, d) -> (B, d)."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.score = nn.Linear(size, 1)

    def forward(self, positions: Tensor, valid: Tensor | None = None) -> Tensor:
        """`valid` (B, N) says which positions count; all without it."""
        scores = self.score(positions).squeeze(-1)  # (B, N)
        if valid is not None:
            scores = scores.masked_fill(~valid, float("-inf"))
        return (scores.softmax(-1).unsqueeze(1) @ positions).squeeze(1)


class Residual(nn.Module):
    """Two 3 x 3 convolutions around which the input passes."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.first = convolution(channels, channels)
        self.second = nn.Sequential(nn.Conv2d(channels, channels, 3, padding=1, bias=False), nn.BatchNorm2d(channels))

    def forward(self, x: Tensor) -> Tensor:
        return F.relu(x + self.second(self.first(x)), inplace=True)


def convolution(channels: int, out: int, stride: int = 1) -> nn.Sequential:
    """A 3 x 3 convolution, normalised, with ReLU."""
    return nn.Sequential(nn.Conv2d(channels, out, 3, stride, padding=1, bias=False), nn.BatchNorm2d(out), nn.ReLU(inplace=True))


class ConvolutionalEncoder(nn.Module):
    """A small residual network that shrinks first, so that all costly layers see few positions.

    (B, C, H, W) -> (B, 128). A sixteenth of H x W after the stem, a quarter of that after each further stage.
    """

    def __init__(self, channels: int) -> None:
        super().__init__()
        layers: list[nn.Module] = [convolution(channels, WIDTHS[0] // 2, stride=2)]
        before = WIDTHS[0] // 2
        for width in WIDTHS:
            layers += [convolution(before, width, stride=2), Residual(width)]
            before = width
        self.layers = nn.Sequential(*layers)
        self.pool = AttentionPool(before)
        self.size = before

    def forward(self, x: Tensor) -> Tensor:
        positions = self.layers(x).flatten(2).transpose(1, 2)  # (B, positions, 256)
        return self.pool(positions)


class ImageEncoder(ConvolutionalEncoder):
    """Pictures: (B, 3, H, W) uint8 -> (B, 256)."""

    def __init__(self, spec: ModelSpec) -> None:
        super().__init__(channels=3)

    def forward(self, pictures: Tensor) -> Tensor:
        return super().forward(scaled_pixels(pictures))


class AudioEncoder(ConvolutionalEncoder):
    """Log-mel spectrograms: (B, bands, frames) -> (B, 256)."""

    def __init__(self, spec: ModelSpec) -> None:
        super().__init__(channels=1)

    def forward(self, spectrograms: Tensor) -> Tensor:
        return super().forward(spectrograms.unsqueeze(1))


class TextEncoder(nn.Module):
    """Tokens: (B, L) int -> embedding -> LSTM -> attention pooling -> (B, 256)."""

    WIDTH, SIZE = 128, 256

    def __init__(self, spec: ModelSpec) -> None:
        super().__init__()
        self.size = self.SIZE
        self.embedding = nn.Embedding(max(spec.text.vocabulary, LEAST_VOCABULARY), self.WIDTH, padding_idx=PADDING)
        self.dropout = nn.Dropout(0.2)
        self.lstm = nn.LSTM(self.WIDTH, self.SIZE, batch_first=True)
        self.pool = AttentionPool(self.SIZE)

    def forward(self, tokens: Tensor) -> Tensor:
        # Padding stands at the end and the LSTM runs forward: the valid states do not see it.
        states, _ = self.lstm(self.dropout(self.embedding(tokens)))
        return self.pool(states, tokens != PADDING)


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


class ClassicImageEncoder(ClassicConvolutionalEncoder):
    """Pictures: (B, 3, 224, 224) uint8 -> (B, 256)."""

    def __init__(self, spec: ModelSpec) -> None:
        super().__init__(3, spec.image.size, spec.image.size)

    def forward(self, pictures: Tensor) -> Tensor:
        return super().forward(scaled_pixels(pictures))


class ClassicAudioEncoder(ClassicConvolutionalEncoder):
    """Log-mel spectrograms: (B, 128, frames) -> (B, 256)."""

    def __init__(self, spec: ModelSpec) -> None:
        super().__init__(1, spec.audio.bands, spec.audio.frames)

    def forward(self, spectrograms: Tensor) -> Tensor:
        return super().forward(spectrograms.unsqueeze(1))


class ClassicTextEncoder(nn.Module):
    """Tokens: (B, L) int -> embedding 128 -> LSTM -> mean over the tokens -> (B, 128)."""

    def __init__(self, spec: ModelSpec) -> None:
        super().__init__()
        self.size = 128
        self.embedding = nn.Embedding(max(spec.text.vocabulary, LEAST_VOCABULARY), self.size, padding_idx=PADDING)
        self.lstm = nn.LSTM(self.size, self.size, batch_first=True)

    def forward(self, tokens: Tensor) -> Tensor:
        states, _ = self.lstm(self.embedding(tokens))
        valid = (tokens != PADDING).unsqueeze(-1)
        return (states * valid).sum(1) / valid.sum(1).clamp_min(1)


class Encoders(NamedTuple):
    """The builders of one preset."""

    image: Callable[[ModelSpec], nn.Module]
    text: Callable[[ModelSpec], nn.Module]
    audio: Callable[[ModelSpec], nn.Module]


ENCODERS: dict[str, Encoders] = {
    "fast": Encoders(ImageEncoder, TextEncoder, AudioEncoder),
    "classic": Encoders(ClassicImageEncoder, ClassicTextEncoder, ClassicAudioEncoder),
}


def build_encoder(modality: Modality, spec: ModelSpec) -> nn.Module:
    """The encoder of one modality; its embedding's length is the attribute `size`."""
    build: Callable[[ModelSpec], nn.Module] = getattr(ENCODERS[spec.preset], modality)
    return build(spec)


def scaled_pixels(pictures: Tensor) -> Tensor:
    """uint8 or float pixels 0..255 to about -2..2, channels last in memory."""
    return ((pictures.to(torch.float32) - PIXEL_CENTRE) / PIXEL_SPREAD).contiguous(memory_format=torch.channels_last)
