"""Occlusion of sounds: stretches of time, each in a range of pitches, are silent."""

import numpy as np
from numpy.typing import NDArray

from mmdesk.core.modalities.audio.moments import Moments
from mmdesk.core.modalities.audio.sound import Sound, Spectrogram
from mmdesk.core.modalities.audio.window import window_of
from mmdesk.engine.modalities.audio.front_end import LogMelBands
from mmdesk.engine.modalities.column import FrontEnd
from mmdesk.engine.modalities.occlusion import Occlusion, Shown, Values

MOMENTS, PITCHES = 12, 4
"""Tiles along time, and along the bands of a spectrogram."""
SILENCE = -1.0
"""In a log-mel spectrogram; in a sound itself it is 0."""


def occluded(sound: Sound | Spectrogram, front_end: FrontEnd, seconds: float, silence: float = SILENCE) -> Occlusion:
    """Tells `Moments`; the model hears `seconds` of the sound, as a spectrogram or as a wave, which has one range of pitches."""
    whole: NDArray[np.floating] = front_end.prepare(sound)  # (bands, frames) or (samples,)
    bands, frames = whole.shape if whole.ndim > 1 else (1, len(whole))
    pitches, moments = min(PITCHES, bands), min(MOMENTS, frames)
    tiles = np.arange(bands)[:, None] * pitches // bands * moments + np.arange(frames) * moments // frames

    def shown(kept: Shown) -> NDArray[np.floating]:
        stays = kept.reshape(len(kept), -1)[:, tiles].reshape(len(kept), *whole.shape)
        return np.where(stays, whole, whole.dtype.type(silence))

    hertz: tuple[float, ...] = ()
    length = seconds
    if isinstance(sound, Sound):
        length = sound.seconds
        if isinstance(front_end, LogMelBands):
            peaks = front_end.hertz
            hertz = tuple(peaks[-(-pitch * bands // pitches)] for pitch in range(pitches + 1))

    def told(values: Values) -> Moments:
        return Moments(values, *heard(sound, seconds), length, hertz)

    return Occlusion((pitches, moments), (2, 1), shown, told)


def heard(sound: Sound | Spectrogram, seconds: float) -> tuple[float, float]:
    """Where in the sound the time that the model hears begins and ends, as shares of its length."""
    if isinstance(sound, Spectrogram):
        return 0.0, 1.0
    start, end = window_of(sound.samples, sound.rate, seconds)
    return start / len(sound.samples), end / len(sound.samples)
