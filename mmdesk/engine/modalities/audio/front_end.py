"""Front ends of the modality audio: the log-mel spectrogram of the loudest window, or statistics of its cepstra."""

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from mmdesk.core.modalities.audio.front_end import AudioFrontEnd
from mmdesk.core.modalities.audio.sound import Sound, Spectrogram
from mmdesk.engine.modalities.audio.cepstra import SIZE, cepstra
from mmdesk.engine.modalities.audio.log_mel import LogMel, resampled
from mmdesk.engine.modalities.column import FrontEnd

LOUDNESS_STEP_SECONDS = 0.01


class LogMelBands(FrontEnd):
    """(bands, frames) float16 of the loudest window of the model's length, 1 at the loudest point, -1 at silence."""

    dtype: type[np.generic] = np.float16

    def __init__(self, numbers: AudioFrontEnd) -> None:
        self.numbers = numbers
        self._mel = LogMel(numbers)
        self.shape: tuple[int, ...] = (numbers.bands, numbers.frames)

    def prepare(self, content: Sound | Spectrogram) -> NDArray[np.float16]:
        with torch.inference_mode():
            if isinstance(content, Spectrogram):
                return scaled(content, self.numbers)
            # A copy: a sound's own samples are read-only, of which PyTorch makes no tensor.
            samples = torch.from_numpy(np.array(loudest_window(content.samples, content.rate, self.numbers.seconds)))
            samples = resampled(samples, content.rate, self.numbers.rate)
            return self._mel(centred(samples, self.numbers.samples).unsqueeze(0))[0].half().numpy()

    @property
    def hertz(self) -> tuple[float, ...]:
        """(bands + 1,) the frequency at which each band is most open, in Hz, and the highest of all."""
        return self._mel.hertz

    @staticmethod
    def inputs(features: NDArray[Any]) -> Tensor:
        return torch.from_numpy(features.astype(np.float32))


class Cepstra(LogMelBands):
    """Statistics of the same spectrogram's cepstra: (SIZE,) float32."""

    dtype = np.float32

    def __init__(self, numbers: AudioFrontEnd) -> None:
        super().__init__(numbers)
        self.shape = (SIZE,)

    def features(self, prepared: NDArray[np.float16]) -> NDArray[np.float32]:
        return cepstra(prepared)


def loudest_window(samples: NDArray[np.float32], rate: int, seconds: float) -> NDArray[np.float32]:
    """The stretch of `seconds` with the most energy; all of a shorter sound."""
    start, end = window_of(samples, rate, seconds)
    return samples[max(start, 0) : end]


def window_of(samples: NDArray[np.float32], rate: int, seconds: float) -> tuple[int, int]:
    """Where the stretch of `seconds` with the most energy begins and ends; a shorter sound lies in its middle."""
    length = round(seconds * rate)
    missing = length - len(samples)
    if missing >= 0:
        return -(missing // 2), len(samples) + missing - missing // 2
    step = max(1, round(LOUDNESS_STEP_SECONDS * rate))
    energy = np.concatenate(
        [[0.0], np.cumsum(np.add.reduceat(np.square(samples, dtype=np.float64), np.arange(0, len(samples), step)))]
    )
    span = min(length // step, len(energy) - 1)
    loudness = energy[span:] - energy[:-span]
    # Several windows may hold the whole of a short loud event: take the middle one.
    best = np.flatnonzero(loudness >= loudness.max() * 0.999)
    start = min(int(best[len(best) // 2]) * step, len(samples) - length)
    return start, start + length


def centred(samples: torch.Tensor, length: int) -> torch.Tensor:
    """Cut or pad (n,) with silence on both sides to (length,)."""
    missing = length - len(samples)
    if missing <= 0:
        return samples[:length]
    return torch.nn.functional.pad(samples, (missing // 2, missing - missing // 2))


def scaled(spectrogram: Spectrogram, front_end: AudioFrontEnd) -> NDArray[np.float16]:
    """A ready-made spectrogram at the model's bands and frames, its own range mapped to -1..1."""
    bands = torch.from_numpy(np.array(spectrogram.bands, dtype=np.float32))
    resized = torch.nn.functional.interpolate(bands[None, None], (front_end.bands, front_end.frames), mode="bilinear")[0, 0]
    low, high = resized.min(), resized.max()
    return ((resized - low) / (high - low).clamp_min(1e-6) * 2 - 1).half().numpy()
