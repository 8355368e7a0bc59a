"""Sound that comes bit by bit: resampling and log-mel frames, each computed once."""

import torch
from torch import Tensor

from mmdesk.core.modalities.audio.front_end import AudioFrontEnd
from mmdesk.core.modalities.audio.resampling import ratio_of, reach
from mmdesk.engine.modalities.audio.log_mel import LogMel, torchaudio

TONE_HZ = 1000.0
RUMBLE_HZ = 100.0
"""What lies below is mostly the hum of the mains, wind and traffic."""


class StreamResampler:
    """Gives the same samples as `resampled` of the whole stream, a few milliseconds later."""

    def __init__(self, rate: int, wanted: int) -> None:
        self._same = rate == wanted
        self._from, self._to = ratio_of(rate, wanted)
        # It keeps its filter, whose making costs more than its use.
        self._resample = torchaudio.transforms.Resample(self._from, self._to)
        self._context = -(-reach(self._from, self._to) // self._from)
        # Silence before the beginning, as padding has it.
        self._pending = torch.zeros(self._context * self._from)

    def __call__(self, samples: Tensor) -> Tensor:
        """(n,) new samples at the one rate -> (m,) at the other, all that are certain by now."""
        if self._same:
            return samples
        self._pending = torch.cat([self._pending, samples])
        steps = len(self._pending) // self._from - 2 * self._context
        if steps <= 0:
            return samples.new_zeros(0)
        used = self._pending[: (steps + 2 * self._context) * self._from]
        done = self._resample(used)
        self._pending = self._pending[steps * self._from :]
        return done[self._context * self._to : (self._context + steps) * self._to]


class StreamSpectrogram:
    """The last frames of a stream's log-mel spectrogram, in decibels.

    Attributes:
        decibels: (bands, frames) the newest frames, the last one at the end; all at the floor before the beginning
        frames: how many frames were computed so far
    """

    def __init__(self, front_end: AudioFrontEnd, frames: int) -> None:
        self._mel = LogMel(front_end, centred=False)
        self._window, self._hop = front_end.window, front_end.hop
        self._pending = torch.zeros(front_end.window // 2)
        self.decibels = self._mel.decibels(torch.zeros(front_end.window)).expand(-1, frames).clone()
        self.frames = 0

    def add(self, samples: Tensor) -> Tensor:
        """(n,) new samples -> (bands, m) the frames that they complete."""
        self._pending = torch.cat([self._pending, samples])
        count = (len(self._pending) - self._window) // self._hop + 1
        if count <= 0:
            return self.decibels[:, :0]
        used = self._pending[: self._window + (count - 1) * self._hop]
        new = self._mel.decibels(used)
        self._pending = self._pending[count * self._hop :]
        self.frames += count
        self.decibels = torch.cat([self.decibels, new], dim=1)[:, -self.decibels.shape[1] :]
        return new


class Loudness:
    """How loud frames are, in decibels below the loudest tone of 1 kHz; rumble counts little."""

    def __init__(self, front_end: AudioFrontEnd) -> None:
        mel = LogMel(front_end, centred=False)
        filters = mel.mel.mel_scale.fb  # (frequencies, bands)
        frequencies = torch.linspace(0, front_end.rate / 2, len(filters)).unsqueeze(1)
        squares = ((frequencies * filters).sum(0) / filters.sum(0).clamp_min(1e-9)).square()
        self._weights = (squares / (squares + RUMBLE_HZ**2)).square().unsqueeze(1)
        self._full_scale = torch.zeros(())
        self._full_scale = self(mel.decibels(_tone(front_end))).mean()

    def __call__(self, decibels: Tensor) -> Tensor:
        """(bands, n) decibels -> (n,)."""
        return 10 * (self._weights * 10 ** (decibels / 10)).sum(0).log10() - self._full_scale


def _tone(front_end: AudioFrontEnd) -> Tensor:
    pitch = min(TONE_HZ, front_end.rate / 4)
    return torch.sin(2 * torch.pi * pitch * torch.arange(front_end.window) / front_end.rate)
