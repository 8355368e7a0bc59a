"""Encoders of the modality audio that learn from nothing: (B, bands, frames) log-mel spectrograms -> (B, d)."""

from torch import Tensor, nn

from mmdesk.core.models.spec import ModelSpec
from mmdesk.engine.modalities.dropout import Dropout
from mmdesk.engine.modalities.layers import (
    FEATURE_DROPOUT,
    WIDTHS,
    AttentionPool,
    ClassicConvolutionalEncoder,
    Residual,
    convolution,
    positions,
)


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


class ClassicAudioEncoder(ClassicConvolutionalEncoder):
    """Log-mel spectrograms: (B, 128, frames) -> (B, 256)."""

    def __init__(self, spec: ModelSpec) -> None:
        super().__init__(1, spec.audio.bands, spec.audio.frames)

    def forward(self, spectrograms: Tensor) -> Tensor:
        return super().forward(spectrograms.unsqueeze(1))
