"""Sounds are checked, drawn and written."""

import numpy as np
import pytest

from mmdesk.app.audio.sounds import checked_sound, drawn_sound, save_sound
from mmdesk.core.errors import MediaError
from mmdesk.core.modalities.audio.files import read_sound
from mmdesk.core.modalities.audio.sound import Sound
from mmdesk.core.progress import CancelToken


def test_a_sound_is_saved(sound, tmp_path):
    content = read_sound(sound)
    save_sound(content, tmp_path / "again.flac", CancelToken())
    assert np.allclose(read_sound(tmp_path / "again.flac").samples, content.samples, atol=1e-4)


def test_a_sound_that_says_nothing_is_refused():
    with pytest.raises(MediaError, match="silent"):
        checked_sound(Sound(np.zeros(8000, dtype=np.float32), 8000, "mute.wav"))


def test_a_checked_sound_is_a_copy(sound):
    content = read_sound(sound)
    checked = checked_sound(content.part(0.0, 0.1))
    assert np.array_equal(checked.samples, content.samples[: len(checked.samples)])
    assert not np.shares_memory(checked.samples, content.samples)


def test_a_sound_is_drawn_as_high_as_it_has_bands(sound):
    drawn = drawn_sound(read_sound(sound), CancelToken())
    assert drawn.dtype == np.uint8
    assert drawn.ndim == 2
    assert drawn.min() < drawn.max()
