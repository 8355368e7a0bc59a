"""Recording what the microphone hears."""

import numpy as np
import pytest

from mmdesk.app.audio.recording import Blocks, Recording, recorded
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
    (blocks,) = finished
    assert np.concatenate(blocks.samples).tolist() == [1, 2, 3, 4]
    assert blocks.rate == 8000
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
    monkeypatch.setattr("mmdesk.app.audio.recording.MAX_SECONDS", 2)
    recording.start()
    for _ in range(5):
        hearing.hear(np.ones(8000, dtype=np.float32))
    (blocks,) = finished
    assert sum(map(len, blocks.samples)) == 3 * 8000


def test_what_is_said_before_the_count_down_is_over_is_not_kept(recording, hearing, finished):
    counts = []
    recording.changed.connect(lambda: counts.append(recording.count))
    recording.count_down = True
    recording.start()
    for _ in range(12):
        hearing.hear(np.full(2000, 9, dtype=np.float32))
    hearing.hear(block(1, 2))
    recording.stop()
    assert counts == [3, 2, 1, 0, 0]
    assert np.concatenate(finished[0].samples).tolist() == [1, 2]


def test_what_is_discarded_is_not_handed_over(recording, hearing, finished):
    recording.start()
    hearing.hear(block(1))
    hearing.last = block(2)
    recording.discard()
    assert not recording.running
    assert finished == []
    recording.start()
    hearing.hear(block(3))
    recording.stop()
    assert np.concatenate(finished[0].samples).tolist() == [3, 2]


def test_silence_is_no_recording():
    with pytest.raises(MediaError, match="recording is silent"):
        recorded(Blocks((np.zeros(100, dtype=np.float32),), 8000), "recording")
