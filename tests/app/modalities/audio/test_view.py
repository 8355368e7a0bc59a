import numpy as np
import pytest

from mmdesk.app.modalities.audio.view import LIVE_SECONDS, SoundView
from mmdesk.core.modalities.audio.sound import Sound


@pytest.fixture
def view(qtbot):
    view = SoundView()
    qtbot.addWidget(view)
    return view


def test_what_is_heard_rolls_by_and_a_whole_sound_does_not(view):
    view.begin_rolling(8000)
    assert view.rolling
    for number in range(10):
        view.roll(np.full(4000, number / 10, dtype=np.float32))
    shown = view.waveform._samples
    assert len(shown) == LIVE_SECONDS * 8000
    assert np.unique(shown).tolist() == pytest.approx([0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9])
    view.show_sound(Sound(np.ones(8000, dtype=np.float32), 8000, "one"), "1 s")
    assert not view.rolling
    assert view.waveform.accessibleName() == "Waveform of one, 1 s"
    assert view.spectrogram.accessibleName() == "Spectrogram of one"
    view.roll(np.zeros(10, dtype=np.float32))
    assert len(view.waveform._samples) == 8000
