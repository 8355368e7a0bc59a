"""Sound to log-mel spectrograms, by torchaudio."""

import sys
import types
from typing import Any

import torch
from torch import Tensor, nn

from mmdesk.core.spec import AudioFrontEnd

FLOOR = 1e-7
"""Smallest mel power before the logarithm."""
RANGE = 80.0
"""What lies this many decibels under the loudest point is silence."""
LOWEST_HZ = 40.0


def _torchaudio() -> Any:
    """Import torchaudio.

    Its Linux wheel is linked to CUDA and refuses to import beside a PyTorch without it, though all that is used
    here is plain Python over PyTorch: there a stand-in takes the place of the compiled part.
    """
    if sys.platform == "linux" and torch.version.cuda is None and "torchaudio" not in sys.modules:
        stand_in: Any = types.ModuleType("torchaudio._extension")
        stand_in._IS_TORCHAUDIO_EXT_AVAILABLE = False
        stand_in._IS_ALIGN_AVAILABLE = False
        stand_in._check_cuda_version = lambda: None
        stand_in.fail_if_no_align = lambda function: function
        sys.modules["torchaudio._extension"] = stand_in
    import torchaudio.functional
    import torchaudio.transforms

    return torchaudio


torchaudio = _torchaudio()


class LogMel(nn.Module):
    """Waveforms to log-mel spectrograms: (B, samples) float -> (B, bands, frames), 1 at the loudest point, -1 at silence."""

    def __init__(self, front_end: AudioFrontEnd) -> None:
        super().__init__()
        self.mel = torchaudio.transforms.MelSpectrogram(
            sample_rate=front_end.rate,
            n_fft=front_end.window,
            hop_length=front_end.hop,
            f_min=LOWEST_HZ,
            n_mels=front_end.bands,
            norm="slaney",
            mel_scale="slaney",
        )

    def forward(self, samples: Tensor) -> Tensor:
        decibels = 10 * self.mel(samples).clamp_min(FLOOR).log10()
        return normalised(decibels)


def normalised(decibels: Tensor) -> Tensor:
    """Scale (..., bands, frames) decibels so that the loudest point is 1 and all that is `RANGE` or more below is -1."""
    loudest = decibels.amax(dim=(-2, -1), keepdim=True)
    return ((decibels - loudest) / (RANGE / 2) + 1).clamp_min(-1)


def resampled(samples: Tensor, rate: int, wanted: int) -> Tensor:
    """Bring (..., n) from `rate` to `wanted` samples per second."""
    return samples if rate == wanted else torchaudio.functional.resample(samples, rate, wanted)
