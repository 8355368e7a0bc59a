"""Sound to log-mel spectrograms, by torchaudio."""

from torch import Tensor, nn

from mmdesk.core.modalities.audio.front_end import AudioFrontEnd
from mmdesk.engine.modalities import stand_ins

FLOOR = 1e-7
"""Smallest mel power before the logarithm."""
RANGE = 80.0
"""What lies this many decibels under the loudest point is silence."""
MIN_HZ = 40.0


torchaudio = stand_ins.torchaudio()


class LogMel(nn.Module):
    """Waveforms to log-mel spectrograms: (B, samples) float -> (B, bands, frames), 1 at the loudest point, -1 at silence."""

    def __init__(self, front_end: AudioFrontEnd, centred: bool = True) -> None:
        """Frames are centred on their places, which pads the sound, or begin there, which suits a stream."""
        super().__init__()
        self.mel = torchaudio.transforms.MelSpectrogram(
            sample_rate=front_end.rate,
            n_fft=front_end.window,
            hop_length=front_end.hop,
            f_min=MIN_HZ,
            n_mels=front_end.bands,
            norm="slaney",
            mel_scale="slaney",
            center=centred,
        )

    @property
    def hertz(self) -> tuple[float, ...]:
        """(bands + 1,) the frequency at which each band is most open, in Hz, and the highest of all."""
        filters: Tensor = self.mel.mel_scale.fb  # (frequencies, bands)
        highest = self.mel.sample_rate / 2
        return (*(filters.argmax(0) * highest / (len(filters) - 1)).tolist(), highest)

    def forward(self, samples: Tensor) -> Tensor:
        return normalised(self.decibels(samples))

    def decibels(self, samples: Tensor) -> Tensor:
        """(..., samples) -> (..., bands, frames) on an absolute scale."""
        return 10 * self.mel(samples).clamp_min(FLOOR).log10()


def normalised(decibels: Tensor) -> Tensor:
    """Scale (..., bands, frames) decibels so that the loudest point is 1 and all that is `RANGE` or more below is -1."""
    loudest = decibels.amax(dim=(-2, -1), keepdim=True)
    return ((decibels - loudest) / (RANGE / 2) + 1).clamp_min(-1)
