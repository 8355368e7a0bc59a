"""Occlusion of sounds: one moment after the other is silent."""

from collections.abc import Iterator

import numpy as np
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from mmdesk.core.modalities.audio.sound import Moments, Sound, Spectrogram
from mmdesk.core.modalities.audio.window import window_of
from mmdesk.engine.modalities.column import FrontEnd, Occlusion
from mmdesk.engine.modalities.occlusion import shares

MOMENTS = 24
"""Places of the sound; hidden stretches are two long."""
SILENCE = -1.0
"""In a log-mel spectrogram; in a sound itself it is 0."""


def occluded(sound: Sound | Spectrogram, front_end: FrontEnd, seconds: float, silence: float = SILENCE) -> Occlusion:
    """Tells `Moments`; the model hears `seconds` of the sound."""
    whole: NDArray[np.floating] = front_end.prepare(sound)  # (bands, frames) or (samples,)
    edges = [round(place * whole.shape[-1] / MOMENTS) for place in range(MOMENTS + 1)]

    def variants() -> Iterator[NDArray[np.floating]]:
        for place in range(MOMENTS - 1):
            hidden = whole.copy()
            hidden[..., edges[place] : edges[place + 2]] = silence
            yield hidden

    def told(falls: Tensor) -> Moments:
        padded = F.pad(falls.view(1, 1, -1), (1, 1), mode="replicate")
        return Moments(shares(F.avg_pool1d(padded, 2, 1)[0, 0]), *heard(sound, seconds))

    return Occlusion(whole, variants(), told)


def heard(sound: Sound | Spectrogram, seconds: float) -> tuple[float, float]:
    """Where in the sound the time that the model hears begins and ends, as shares of its length."""
    if isinstance(sound, Spectrogram):
        return 0.0, 1.0
    start, end = window_of(sound.samples, sound.rate, seconds)
    return start / len(sound.samples), end / len(sound.samples)
