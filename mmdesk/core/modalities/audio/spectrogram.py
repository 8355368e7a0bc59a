"""Mel spectrograms as pictures for the eye; the engine has its own, for the model."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mmdesk.core.modalities.audio.sound import Sound

BANDS = 48
MIN_HZ, MAX_HZ = 60.0, 8000.0
WINDOW_SECONDS, HOP_SECONDS = 0.032, 0.01
RANGE = 70.0
"""Decibels between the brightest and the darkest."""
LOUD = -10.0
"""What is brightest in a sound that still comes in, in decibels of full scale."""
MAX_FRAMES = 800
"""More are not seen: of a longer sound, frames are left out."""

Drawing = NDArray[np.uint8]


class Mel:
    """Turns samples at one rate into decibels of mel bands."""

    def __init__(self, rate: int) -> None:
        self.window = round(WINDOW_SECONDS * rate)
        self._shape = np.hanning(self.window).astype(np.float32)
        self._filters = _filters(rate, self.window) / (self._shape.sum() / 2) ** 2

    def __call__(self, samples: NDArray[np.float32], hop: int) -> NDArray[np.float32]:
        """(n,) samples -> (bands, frames) decibels of full scale, of all whole windows that begin at multiples of `hop`."""
        windows = np.lib.stride_tricks.sliding_window_view(samples, self.window)[::hop]
        power = np.square(np.abs(np.fft.rfft(windows * self._shape)))
        decibels: NDArray[np.float32] = 10 * np.log10(np.maximum(self._filters @ power.T, 1e-12)).astype(np.float32)
        return decibels


class RollingMel:
    """The picture of the last seconds of a sound that still comes in; each frame is computed once."""

    def __init__(self, rate: int, seconds: float) -> None:
        self._mel = Mel(rate)
        self._hop = round(HOP_SECONDS * rate)
        self._pending = np.zeros(0, dtype=np.float32)
        self.drawing: Drawing = np.zeros((BANDS, round(seconds / HOP_SECONDS)), dtype=np.uint8)

    def add(self, samples: NDArray[np.float32]) -> None:
        """Take (n,) new samples; `drawing` is another afterwards."""
        self._pending = np.concatenate([self._pending, samples])
        count = (len(self._pending) - self._mel.window) // self._hop + 1
        if count > 0:
            new = _brightness(self._mel(self._pending, self._hop), LOUD)
            self._pending = self._pending[count * self._hop :]
            self.drawing = np.concatenate([self.drawing, new], axis=1)[:, -self.drawing.shape[1] :]


def drawn(sound: Sound) -> Drawing:
    """(bands, frames) 0 to 255 of a whole sound, low bands first, brightest where it is loudest; to be read only."""
    mel = Mel(sound.rate)
    samples = np.pad(sound.samples, mel.window // 2)
    hop = max(round(HOP_SECONDS * sound.rate), len(samples) // MAX_FRAMES)
    decibels = mel(samples, hop)
    picture = _brightness(decibels, float(decibels.max()))
    picture.flags.writeable = False
    return picture


def pitches_of(hertz: tuple[float, ...]) -> NDArray[np.int64]:
    """(bands,) which of the ranges of pitch between these edges, in Hz, the middle of each drawn band lies in."""
    middles = 700 * (10 ** (np.linspace(_mel(MIN_HZ), _mel(min(MAX_HZ, hertz[-1])), BANDS + 2)[1:-1] / 2595) - 1)
    found: NDArray[np.int64] = np.searchsorted(hertz[1:-1], middles, side="right")
    return found


def _brightness(decibels: NDArray[np.float32], loudest: float) -> Drawing:
    shares: NDArray[np.float32] = np.clip((decibels - loudest) / RANGE + 1, 0, 1)
    return (255 * shares).astype(np.uint8)


def _filters(rate: int, window: int) -> NDArray[np.float32]:
    """(bands, frequencies) triangles, evenly spread over the mel scale; each takes at least one frequency."""
    edges = 700 * (10 ** (np.linspace(_mel(MIN_HZ), _mel(min(MAX_HZ, rate / 2)), BANDS + 2) / 2595) - 1)
    frequencies = np.fft.rfftfreq(window, 1 / rate)
    low, middle, high = (edges[start : start + BANDS, None] for start in range(3))
    triangles = np.maximum(0, np.minimum((frequencies - low) / (middle - low), (high - frequencies) / (high - middle)))
    triangles[np.arange(BANDS), np.abs(frequencies - middle).argmin(axis=1)] = 1
    return triangles.astype(np.float32)


def _mel(frequency: float) -> float:
    return float(2595 * np.log10(1 + frequency / 700))
