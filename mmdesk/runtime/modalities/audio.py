"""Sounds before an exported model: the samples of the loudest window."""

import numpy as np
from numpy.typing import NDArray

from mmdesk.core.errors import QT_TRANSLATE_NOOP, MediaError
from mmdesk.core.modalities.audio.front_end import AudioFrontEnd
from mmdesk.core.modalities.audio.sound import Sound, Spectrogram
from mmdesk.core.modalities.audio.window import window_at
from mmdesk.runtime.modalities.preparation import Kinds, Numbers, Preparation

HOW = (
    "Samples of one channel, -1 to 1, at {rate} Hz: the {seconds:g} seconds of the sound with the most energy; a shorter sound "
    "stands in the middle of silence. Resample with a low-pass filter. The model makes its spectrogram itself."
)


def samples(numbers: Numbers) -> Preparation:
    """(n,) float32 samples."""
    front_end = AudioFrontEnd(rate=numbers["rate"], seconds=numbers["seconds"])

    def prepare(sound: Sound | Spectrogram) -> NDArray[np.float32]:
        if isinstance(sound, Spectrogram):
            sentence = QT_TRANSLATE_NOOP("errors", "An exported model hears sounds themselves, and {name} is a spectrogram.")
            raise MediaError(sentence, name=sound.name or "?")
        return window_at(sound, front_end.rate, front_end.seconds)

    how = HOW.format(rate=front_end.rate, seconds=front_end.seconds)
    return Preparation(prepare, np.zeros(front_end.samples, np.float32), how)


KINDS: Kinds = {"samples": samples}
