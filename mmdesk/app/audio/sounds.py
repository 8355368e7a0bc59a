"""Sounds checked, drawn and written; what they need is imported in the thread that works."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mmdesk.core.modalities.audio.sound import Sound
from mmdesk.core.progress import CancelToken

if TYPE_CHECKING:  # the window is up before numpy
    import numpy as np
    from numpy.typing import NDArray


def checked_sound(sound: Sound) -> Sound:
    """A sound of its own, made of one that may be empty or silent.

    Raises:
        MediaError: if it is
    """
    from mmdesk.core.modalities.audio.files import sound_from_array

    return sound_from_array(sound.samples.copy(), sound.rate, sound.name)


def drawn_sound(sound: Sound, _token: CancelToken) -> NDArray[np.uint8]:
    """The spectrogram of a whole sound as a picture, see `mmdesk.core.modalities.audio.spectrogram`."""
    from mmdesk.core.modalities.audio.spectrogram import drawn

    return drawn(sound)


def save_sound(sound: Sound, path: Path, _token: CancelToken) -> None:
    """Write a sound; its writer is imported in the thread that writes."""
    from mmdesk.core.modalities.audio.files import write_sound

    write_sound(path, sound)
