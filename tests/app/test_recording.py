"""Recording in the GUI thread, through a real driver from a virtual microphone."""

import numpy as np
import pytest
import soundfile

from mmdesk.app.recording import Recording, recorded
from mmdesk.core import microphone
from mmdesk.core.errors import MediaError

RATE = 44_100


@pytest.fixture
def recording(qapp, sound_system):
    recording = Recording()
    yield recording
    assert recording.close(5)
    recording.deleteLater()


@pytest.fixture
def loud(tmp_path):
    path = tmp_path / "loud.wav"
    soundfile.write(path, np.sin(np.arange(RATE // 2) / 10), RATE)
    return path


def started(recording, qtbot):
    recording.start()
    qtbot.waitUntil(lambda: recording.seconds > 0, timeout=15_000)


def test_a_sound_is_recorded_and_handed_over(recording, qtbot, sound_system, loud):
    levels = []
    recording.level.connect(levels.append)
    started(recording, qtbot)
    assert recording.running
    sound_system.play(loud)
    qtbot.waitUntil(lambda: max(levels) > 0.5)
    with qtbot.waitSignal(recording.finished) as end:
        recording.stop()
    assert not recording.running
    sound = recorded(*end.args[0], "recording")
    assert sound.name == "recording"
    assert np.abs(sound.samples).max() > 0.5
    assert len(sound.samples) == sum(map(len, end.args[0][0]))


def test_peaks_that_are_cut_off_are_told(recording, qtbot, sound_system, loud):
    started(recording, qtbot)
    sound_system.play(loud)
    qtbot.waitUntil(lambda: recording.clipped)
    recording.stop()


def test_it_is_told_that_nothing_is_heard(recording, qtbot, monkeypatch):
    monkeypatch.setattr("mmdesk.app.recording.NOTHING_HEARD_SECONDS", 0.2)
    started(recording, qtbot)
    qtbot.waitUntil(lambda: recording.quiet)
    recording.stop()


def test_stopping_while_it_opens_records_nothing(recording, qtbot):
    finished = []
    recording.finished.connect(finished.append)
    recording.start()
    assert recording.opening
    recording.stop()
    qtbot.waitUntil(lambda: not recording.opening, timeout=15_000)
    assert not recording.running
    assert finished == []
    started(recording, qtbot)
    recording.stop()


def test_a_microphone_that_is_not_there_is_told(recording, qtbot):
    recording.microphone = "Nowhere"
    with qtbot.waitSignal(recording.failed, timeout=15_000) as failure:
        recording.start()
    assert "Nowhere" in failure.args[0]
    assert not recording.running


def test_what_was_recorded_is_kept_when_the_microphone_goes(recording, qtbot, sound_system, monkeypatch):
    monkeypatch.setattr(microphone, "GONE_SECONDS", 0.3)
    started(recording, qtbot)
    sound_system.pull()
    try:
        with qtbot.waitSignals([recording.finished, recording.failed], timeout=10_000):
            pass
    finally:
        sound_system.plug()
    assert not recording.running
    started(recording, qtbot)
    recording.stop()


def test_a_recording_ends_by_itself_after_a_long_time(recording, qtbot, monkeypatch):
    monkeypatch.setattr("mmdesk.app.recording.LONGEST_SECONDS", 0.2)
    with qtbot.waitSignal(recording.finished, timeout=15_000):
        recording.start()


def test_microphones_are_listed(recording, qtbot):
    with qtbot.waitSignal(recording.listed, timeout=15_000) as found:
        recording.refresh()
    assert found.args[0][0].default


def test_silence_is_no_recording():
    with pytest.raises(MediaError, match="recording is silent"):
        recorded([np.zeros(100, dtype=np.float32)], 8000, "recording")
