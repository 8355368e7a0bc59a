"""Sound that comes bit by bit: resampling and log-mel frames, each computed once."""

import math

import torch
from torch import Tensor

from mmdesk.core.spec import AudioFrontEnd
from mmdesk.engine.spectra import LogMel, ratio_of, resampled

FILTER_WIDTH = 6
"""Zero crossings of torchaudio's resampling filter on either side."""
ROLL_OFF = 0.99


class StreamResampler:
    """Gives the same samples as `resampled` of the whole stream, a few milliseconds later."""

    def __init__(self, rate: int, wanted: int) -> None:
        self._rate, self._wanted = rate, wanted
        self._from, self._to = ratio_of(rate, wanted)
        width = math.ceil(FILTER_WIDTH * self._from / (min(self._from, self._to) * ROLL_OFF))
        self._context = math.ceil(width / self._from) + 1
        # Silence before the beginning, as padding has it.
        self._pending = torch.zeros(self._context * self._from)

    def __call__(self, samples: Tensor) -> Tensor:
        """(n,) new samples at the one rate -> (m,) at the other, all that are certain by now."""
        if self._rate == self._wanted:
            return samples
        self._pending = torch.cat([self._pending, samples])
        steps = len(self._pending) // self._from - 2 * self._context
        if steps <= 0:
            return samples.new_zeros(0)
        used = self._pending[: (steps + 2 * self._context) * self._from]
        done = resampled(used, self._rate, self._wanted)
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
