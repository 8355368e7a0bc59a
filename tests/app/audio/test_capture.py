"""Many sounds of the same length."""

import numpy as np
import pytest

from mmdesk.app.audio.capture import SECONDS, Capture
from mmdesk.app.audio.recording import recorded


@pytest.fixture
def capture(hearing):
    capture = Capture(hearing)
    capture.sounds = []
    capture.captured.connect(lambda part: capture.sounds.append(recorded(part, "sound").samples))
    yield capture
    capture.deleteLater()


def test_every_second_is_a_sound_without_a_gap(capture, hearing):
    heard = np.sin(np.arange(3 * hearing.rate + 500, dtype=np.float32))
    capture.start()
    for piece in np.array_split(heard, 17):
        hearing.hear(piece)
    capture.stop()
    length = round(SECONDS * hearing.rate)
    assert [len(sound) for sound in capture.sounds] == [length] * 3
    assert np.array_equal(np.concatenate(capture.sounds), heard[: 3 * length])
    assert capture.count == 3
    assert not capture.running


def test_a_long_piece_is_cut(capture, hearing):
    capture.start()
    hearing.hear(np.sin(np.arange(round(2.5 * SECONDS * hearing.rate), dtype=np.float32)))
    assert capture.count == 2


def test_nothing_is_taken_before_and_after(capture, hearing):
    hearing.hear(np.ones(2 * hearing.rate, dtype=np.float32))
    capture.start()
    capture.stop()
    hearing.hear(np.ones(2 * hearing.rate, dtype=np.float32))
    assert capture.sounds == []


def test_a_microphone_that_fails_ends_it(capture, hearing):
    capture.start()
    hearing.failed.emit("It is gone.")
    assert not capture.running
