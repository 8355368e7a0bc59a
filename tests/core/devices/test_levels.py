"""Levels of all microphones, through a real driver."""

import numpy as np
import pytest
import soundfile

from mmdesk.core.devices.levels import levels
from mmdesk.core.devices.microphone import _open_recorders, microphones
from mmdesk.core.errors import Cancelled
from mmdesk.core.progress import CancelToken


def test_every_microphone_that_hears_has_a_level_and_all_are_let_go(sound_system, tmp_path):
    tone = tmp_path / "tone.wav"
    soundfile.write(tone, np.sin(np.arange(44_100) / 20) / 2, 44_100)
    names, token = [microphone.name for microphone in microphones()], CancelToken()
    seen = levels([*names, "Nowhere"], token)
    while not (first := next(seen)):
        pass
    assert set(first) <= set(names)
    sound_system.play(tone)
    assert max(next(seen).values()) > 0.4
    token.cancel()
    with pytest.raises(Cancelled):
        next(seen)
    assert not _open_recorders
