import numpy as np
import pytest
import soundfile
from patience import SECONDS

from mmdesk.core.modalities.audio.sound import Sound


@pytest.fixture
def row(window, sound_system):
    return window.places.classify.cards["audio"].recorder


def test_a_word_is_recorded_from_the_window(row, ready, answered, qtbot, sound_system, tmp_path):
    tone = tmp_path / "tone.wav"
    soundfile.write(tone, np.sin(np.arange(22_050) / 20) / 2, 44_100)
    row.button.click()
    assert row.button.text() == "Stop"
    qtbot.waitUntil(lambda: ready.sound.hearing.seconds > 0)
    assert row.meter.isVisible()
    assert not row.chooser.isEnabled()
    sound_system.play(tone)
    qtbot.waitUntil(lambda: row.meter.share > 0.3)
    row.button.click()
    assert row.button.text() == "Record"
    qtbot.waitUntil(lambda: isinstance(ready.part("audio").content, Sound))
    answered()
    assert ready.prediction is not None
    assert not row.meter.isVisible()


def test_silence_is_told_while_it_records_and_after(row, ready, answered, qtbot, monkeypatch):
    monkeypatch.setattr("mmdesk.app.audio.hearing.NOTHING_HEARD_SECONDS", 0.2)
    row.button.click()
    qtbot.waitUntil(lambda: "Nothing is heard" in row.hint.text())
    assert row.hint.isVisible()
    row.button.click()
    assert not row.hint.isVisible()
    qtbot.waitUntil(lambda: "silent" in ready.part("audio").problem)


def test_a_recording_is_discarded(row, ready, qtbot):
    assert not row.discard_button.isVisible()
    row.button.click()
    qtbot.waitUntil(lambda: ready.sound.recording.seconds > 0)
    row.discard_button.click()
    assert row.button.text() == "Record"
    assert not row.discard_button.isVisible()
    assert ready.part("audio").content is None
    assert not ready.part("audio").reading


def test_listening_and_recording_take_turns(row, ready, qtbot):
    row.listen_button.click()
    assert ready.sound.live.running
    assert row.listen_button.text() == "Stop"
    qtbot.waitUntil(lambda: ready.sound.hearing.seconds > 0)
    row.button.click()
    assert not ready.sound.live.running
    assert ready.sound.recording.running
    row.listen_button.click()
    assert not ready.sound.recording.running
    row.listen_button.click()
    qtbot.waitUntil(lambda: not (ready.sound.live.running or ready.sound.hearing.opening))


@pytest.fixture
def tone(tmp_path):
    path = tmp_path / "tone.wav"
    soundfile.write(path, np.sin(np.arange(22_050) / 20) / 2, 44_100)
    return path


@pytest.mark.parametrize("button", ["button", "listen_button"])
def test_a_microphone_that_is_pulled_out_is_told_and_works_again(row, ready, qtbot, sound_system, monkeypatch, tone, button):
    getattr(row, button).click()
    qtbot.waitUntil(lambda: ready.sound.hearing.seconds > 0)
    sound_system.play(tone)
    qtbot.waitUntil(lambda: row.meter.share > 0.3)
    monkeypatch.setattr("mmdesk.core.devices.microphone.GONE_SECONDS", 0.3)
    with qtbot.waitSignals([ready.sound.hearing.heard] * 2):  # the first may have come before the limit was so low
        pass
    sound_system.pull()
    try:
        qtbot.waitUntil(lambda: "gives nothing any more" in ready.part("audio").problem)
    finally:
        sound_system.plug()
        monkeypatch.setattr("mmdesk.core.devices.microphone.GONE_SECONDS", SECONDS)
    assert not ready.sound.recording.running
    assert not ready.sound.live.running
    if button == "button":
        qtbot.waitUntil(lambda: isinstance(ready.part("audio").content, Sound))
    with qtbot.waitSignal(ready.sound.hearing.listed) as found:
        row.menu.aboutToShow.emit()
    row.menu.aboutToHide.emit()
    assert found.args[0]
    getattr(row, button).click()
    qtbot.waitUntil(lambda: ready.sound.hearing.seconds > 0)
    assert ready.part("audio").problem == ""
    getattr(row, button).click()
    qtbot.waitUntil(lambda: not ready.sound.hearing.running)
