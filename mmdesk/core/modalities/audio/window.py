"""The part of a sound that a model hears: its loudest window, at the rate that the model wants."""

import numpy as np
from numpy.typing import NDArray

from mmdesk.core.modalities.audio.resampling import resampled
from mmdesk.core.modalities.audio.sound import Sound

LOUDNESS_STEP_SECONDS = 0.01


def window_at(sound: Sound, rate: int, seconds: float) -> NDArray[np.float32]:
    """(round(seconds * rate),) samples of the loudest window of a sound, at `rate` in Hz, silence around a shorter one."""
    samples = resampled(loudest_window(sound.samples, sound.rate, seconds), sound.rate, rate)
    return centred(samples, round(seconds * rate))


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


def centred(samples: NDArray[np.float32], length: int) -> NDArray[np.float32]:
    """A new array of the (n,) samples, cut or padded with silence on both sides to (length,)."""
    missing = max(length - len(samples), 0)
    return np.pad(samples[:length], (missing // 2, missing - missing // 2))
