"""Encoders: one modality -> one embedding, `f` in the theory.

Shapes: B samples, C channels, H x W pixels or bands x frames, L tokens, d the size of the embedding.
The `Classic…` encoders have the theory's own numbers; the others are several times quicker and better.
"""

from collections.abc import Callable
from typing import NamedTuple

import torch
from torch import Tensor, nn

from mmdesk.core.modalities.registry import Modality
from mmdesk.core.models.spec import ModelSpec
from mmdesk.engine.modalities.dropout import Dropout
from mmdesk.engine.modalities.text.tokenizer import MIN_VOCABULARY, PADDING

PIXEL_CENTRE, PIXEL_SPREAD = 128.0, 64.0
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


class ImageEncoder(nn.Module):
    """Pictures: (B, 3, H, W) uint8 -> (B, 256).

    It shrinks first, so that all costly layers see few positions: 1/64 of H x W, then 1/256.
    """

    def __init__(self, spec: ModelSpec) -> None:
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


class AudioEncoder(nn.Module):
    """Log-mel spectrograms: (B, bands, frames) -> (B, 256).

    The first layer takes all bands at once; from there on it goes along the frames alone, half and then a quarter of
    them (Choi et al. 2019, arXiv:1904.03814): far fewer operations than over bands and frames, and it learns speech sooner.
    """

    def __init__(self, spec: ModelSpec) -> None:
        super().__init__()
        width = WIDTHS[-1]
        self.size = 2 * width
        self.layers = nn.Sequential(
            nn.Conv2d(1, width, (spec.audio.bands, 5), stride=(1, 2), padding=(0, 2), bias=False),
            nn.BatchNorm2d(width),
            nn.ReLU(inplace=True),
            Residual(width, (1, 3)),
            convolution(width, width, (1, 3), stride=(1, 2)),
            Residual(width, (1, 3)),
            Residual(width, (1, 3)),
            Residual(width, (1, 3)),
        )
        self.pool = AttentionPool(width)
        self.dropout = Dropout(FEATURE_DROPOUT)

    def forward(self, spectrograms: Tensor) -> Tensor:
        return self.dropout(self.pool(positions(self.layers(spectrograms.unsqueeze(1)))))


def positions(maps: Tensor) -> Tensor:
    """(B, d, H, W) -> (B, H * W, d)."""
    return maps.flatten(2).transpose(1, 2)


class TextEncoder(nn.Module):
    """Tokens: (B, L) int -> embedding -> LSTM -> attention pooling of states and embeddings -> (B, 512)."""

    WIDTH = 128

    def __init__(self, spec: ModelSpec) -> None:
        super().__init__()
        self.size = 4 * self.WIDTH
        self.embedding = nn.Embedding(max(spec.text.vocabulary, MIN_VOCABULARY), self.WIDTH, padding_idx=PADDING)
        self.dropout = Dropout(FEATURE_DROPOUT)
        self.lstm = nn.LSTM(self.WIDTH, self.WIDTH, batch_first=True)
        self.pool = AttentionPool(2 * self.WIDTH)

    def forward(self, tokens: Tensor) -> Tensor:
        # Padding stands at the end and the LSTM runs forward: the valid states do not see it.
        words = self.dropout(self.embedding(tokens))
        states, _ = self.lstm(words)
        return self.dropout(self.pool(torch.cat([states, words.to(states.dtype)], -1), tokens != PADDING))


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
        self.embedding = nn.Embedding(max(spec.text.vocabulary, MIN_VOCABULARY), self.size, padding_idx=PADDING)
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
