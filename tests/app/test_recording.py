"""Recording what the microphone hears."""

import numpy as np
import pytest

from mmdesk.app.recording import Recording, recorded
from mmdesk.core.errors import MediaError


@pytest.fixture
def recording(hearing):
    recording = Recording(hearing)
    yield recording
    recording.deleteLater()


@pytest.fixture
def finished(recording):
    """What was handed over."""
    seen = []
    recording.finished.connect(seen.append)
    return seen


def block(*values):
    return np.array(values, dtype=np.float32)


def test_everything_from_start_to_stop_is_handed_over(recording, hearing, finished):
    hearing.hear(block(9))
    recording.start()
    hearing.hear(block(1, 2))
    hearing.hear(block(3))
    hearing.last = block(4)
    recording.stop()
    hearing.hear(block(9))
    ((blocks, rate),) = finished
    assert np.concatenate(blocks).tolist() == [1, 2, 3, 4]
    assert rate == 8000
    assert not recording.running


def test_what_was_recorded_is_kept_when_the_microphone_goes(recording, hearing, finished):
    recording.start()
    hearing.hear(block(1))
    hearing.stop()
    hearing.failed.emit("The microphone gives nothing any more.")
    assert len(finished) == 1
    assert not recording.running


def test_a_microphone_that_cannot_be_opened_ends_the_recording_with_nothing(recording, hearing, finished):
    recording.start()
    hearing.failed.emit("No microphone was found.")
    assert finished == []
    assert not recording.running


def test_a_recording_ends_by_itself_after_a_long_time(recording, hearing, finished, monkeypatch):
    monkeypatch.setattr("mmdesk.app.recording.LONGEST_SECONDS", 2)
    recording.start()
    for _ in range(5):
        hearing.hear(np.ones(8000, dtype=np.float32))
    ((blocks, _),) = finished
    assert sum(map(len, blocks)) == 3 * 8000


def test_silence_is_no_recording():
    with pytest.raises(MediaError, match="recording is silent"):
        recorded([np.zeros(100, dtype=np.float32)], 8000, "recording")
