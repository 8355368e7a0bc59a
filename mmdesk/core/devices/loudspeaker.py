"""Playing a sound."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType
from typing import TYPE_CHECKING

from mmdesk.core.devices.portaudio import in_use, silenced
from mmdesk.core.errors import QT_TRANSLATE_NOOP, InputError
from mmdesk.core.modalities.audio.sound import Sound
from mmdesk.core.progress import CancelToken

if TYPE_CHECKING:  # the window is up before numpy is needed
    import numpy as np
    from numpy.typing import NDArray

BLOCK_SECONDS = 0.05
PLAYED_RATE = 48_000
"""Offered to loudspeakers that refuse the sound's own rate, in Hz."""


def play(sound: Sound, token: CancelToken) -> Iterator[float]:
    """Play to the default loudspeaker; yields the position in seconds, about every `BLOCK_SECONDS`.

    Raises:
        InputError: if this system cannot play
        Cancelled: if the token asks for it
    """
    with in_use() as sounddevice:
        try:
            yield from _blocks(sounddevice, sound, token)
        except sounddevice.PortAudioError as error:
            sentence = QT_TRANSLATE_NOOP(
                "errors", "The sound cannot be played: {reason}. Check the loudspeaker in the sound settings."
            )
            raise InputError(sentence, reason=str(error.args[0])) from error


def _blocks(sounddevice: ModuleType, sound: Sound, token: CancelToken) -> Iterator[float]:
    samples, rate = sound.samples, sound.rate
    try:
        with silenced():
            sounddevice.check_output_settings(samplerate=rate, channels=1)
    except sounddevice.PortAudioError:
        samples, rate = _at_rate(sound, PLAYED_RATE), PLAYED_RATE
    step = max(1, round(BLOCK_SECONDS * rate))
    with sounddevice.OutputStream(samplerate=rate, channels=1, dtype="float32", latency="high") as stream:
        for start in range(0, len(samples), step):
            if token.cancelled:
                stream.abort()
            token.check()
            stream.write(samples[start : start + step, None].copy())
            yield max(0.0, start / rate - float(stream.latency))
    yield len(samples) / rate


def _at_rate(sound: Sound, rate: int) -> NDArray[np.float32]:
    """Linear interpolation: good enough to listen to."""
    import numpy as np

    times = np.arange(round(sound.seconds * rate)) / rate
    return np.interp(times, np.arange(len(sound.samples)) / sound.rate, sound.samples).astype(np.float32)
