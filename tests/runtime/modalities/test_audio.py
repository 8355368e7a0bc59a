import numpy as np
import pytest

from mmdesk.core.errors import MediaError
from mmdesk.core.modalities.audio.sound import Sound, Spectrogram
from mmdesk.runtime.modalities.audio import KINDS


def test_a_sound_becomes_the_samples_of_its_window():
    made = KINDS["samples"]({"rate": 8000, "seconds": 0.5})
    found = made.prepare(Sound(np.sin(np.arange(44_100, dtype=np.float32)), 44_100))
    assert (made.nothing.shape, made.nothing.dtype) == (found.shape, found.dtype) == ((4000,), np.float32)
    assert "8000 Hz" in made.how


def test_of_a_spectrogram_no_sound_can_be_made():
    with pytest.raises(MediaError, match=r"a.npy is a spectrogram"):
        KINDS["samples"]({"rate": 8000, "seconds": 0.5}).prepare(Spectrogram(np.zeros((4, 4), np.float32), "a.npy"))


@pytest.mark.parametrize("numbers", [{}, {"rate": 8000}, {"rate": 10**9, "seconds": 1.0}, {"rate": 8000, "seconds": "a"}])
def test_numbers_that_cannot_be_are_refused(numbers):
    with pytest.raises((ValueError, TypeError, KeyError)):
        KINDS["samples"](numbers)
