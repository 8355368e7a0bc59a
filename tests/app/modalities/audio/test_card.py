import numpy as np
import pytest
import soundfile
from patience import SECONDS
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QFileDialog

from mmdesk.app.modalities.audio.card import seconds
from mmdesk.core.modalities.audio.files import read_sound


@pytest.fixture
def card(window):
    return window.places.classify.cards["audio"]


def test_the_waveform_is_shown(card, ready, answered, sound):
    assert not card.view.waveform.isVisible()
    ready.drop([sound])
    answered()
    assert card.view.waveform.isVisible()
    assert "cat.wav" in card.view.waveform.accessibleName()


def test_play_becomes_stop_and_back(card, ready, answered, sound, qtbot, monkeypatch):
    def endless(heard, token):
        yield heard.seconds / 2
        token._cancelled.wait(SECONDS)
        token.check()

    monkeypatch.setattr("mmdesk.app.audio.player.play", endless)
    ready.drop([sound])
    answered()
    assert card.play_button.text() == "Play"
    card.play_button.click()
    assert card.play_button.text() == "Stop"
    qtbot.waitUntil(lambda: card._time.text() != "")
    card.play_button.click()
    assert card.play_button.text() == "Play"
    assert card._time.text() == ""


def test_the_end_of_the_sound_is_the_end_of_playing(card, ready, answered, sound, qtbot, monkeypatch):
    monkeypatch.setattr("mmdesk.app.audio.player.play", lambda heard, token: (second for second in (0.1, 0.2)))
    ready.drop([sound])
    answered()
    card.play_button.click()
    qtbot.waitUntil(lambda: card.play_button.text() == "Play")


def test_seconds_are_told_after_the_locale():
    QLocale.setDefault(QLocale("de_DE"))
    try:
        assert seconds(0.5) == "0,50"
        assert seconds(12.34) == "12,3"
    finally:
        QLocale.setDefault(QLocale.system())


@pytest.mark.parametrize("name", ["saved.wav", "saved.flac"])
def test_the_sound_is_saved(card, ready, answered, sound, qtbot, tmp_path, name):
    ready.drop([sound])
    answered()
    card.save_button.click()
    qtbot.waitUntil(lambda: card.findChild(QFileDialog) is not None)
    dialog = card.findChild(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / name))
    dialog.reject()
    qtbot.waitUntil(lambda: (tmp_path / name).exists())
    assert np.allclose(read_sound(tmp_path / name).samples, ready.sample["audio"].samples, atol=1e-4)


def test_a_place_that_cannot_be_written_is_told(card, ready, answered, sound, qtbot, tmp_path):
    ready.drop([sound])
    answered()
    ready.sound.save(tmp_path / "gone" / "saved.wav")
    qtbot.waitUntil(lambda: "folder does not exist" in card.problem.text())
    assert ready.sample["audio"] is not None


def select(card, qtbot, count):
    """Select so many fiftieths of the sound, by the keyboard."""
    for _ in range(count):
        qtbot.keyClick(card.view.waveform, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)


def test_the_sound_is_trimmed_to_the_selection(card, ready, answered, sound, qtbot, engine):
    ready.drop([sound])
    answered()
    before = ready.sample["audio"]
    assert not card.trim_button.isVisible()
    select(card, qtbot, 10)
    assert card.view.waveform.accessibleDescription() == "Selected: 0.00 s to 0.20 s"
    card.trim_button.click()
    answered()
    assert np.array_equal(ready.sample["audio"].samples, before.samples[:1600])
    assert engine.asked[-1]["audio"] is ready.sample["audio"]
    assert not card.trim_button.isVisible()


def test_what_is_silent_is_not_kept_alone(card, ready, answered, qtbot, tmp_path):
    path = tmp_path / "late.wav"
    soundfile.write(path, np.concatenate([np.zeros(8000), np.ones(8000) / 2]), 8000)
    ready.drop([path])
    answered()
    select(card, qtbot, 10)
    card.trim_button.click()
    answered()
    assert "silent" in card.problem.text()
    assert ready.sample["audio"].seconds == 2


def test_the_selection_alone_is_played(card, ready, answered, sound, qtbot, monkeypatch):
    played = []
    monkeypatch.setattr("mmdesk.app.audio.player.play", lambda heard, token: (played.append(heard.seconds), iter(()))[1])
    ready.drop([sound])
    answered()
    select(card, qtbot, 25)
    card.play_button.click()
    qtbot.waitUntil(lambda: played == [0.5])


def test_the_spectrogram_of_the_sound_is_drawn(card, ready, answered, sound, qtbot):
    ready.drop([sound])
    with qtbot.waitSignal(ready.sound.drawn) as drawn:
        answered()
    assert drawn.args[0].any()
    assert card.view.spectrogram._image is not None


def test_it_counts_down_before_it_records(card, ready, qtbot, sound_system, monkeypatch):
    monkeypatch.setattr("mmdesk.app.audio.recording.COUNT_DOWN_SECONDS", 1)
    ready.sound.recording.count_down = True
    card.recorder.button.click()
    qtbot.waitUntil(card.count.isVisible)
    assert card.count.text() == "1"
    assert card.count.accessibleName() == "Recording begins in 1"
    qtbot.waitUntil(lambda: not card.count.isVisible() and card.view.isVisible())
    assert ready.sound.recording.running
    card.recorder.discard_button.click()


def test_the_time_that_mattered_is_strong(window, ready, sound, qtbot):
    waveform = window.places.classify.cards["audio"].view.waveform
    ready.drop([sound])
    qtbot.waitUntil(lambda: ready.why.explanation["audio"] is not None)
    assert waveform._strengths(40)[8] < 0.1 < 0.9 < waveform._strengths(40)[28]


@pytest.fixture
def listened(ready, monkeypatch):
    """Begin and end listening, without a microphone."""
    hearing = ready.sound.hearing

    def listen():
        with monkeypatch.context() as patch:
            patch.setattr(type(hearing), "running", True)
            patch.setattr(type(hearing), "rate", 8000)
            hearing.changed.emit()
            hearing.heard.emit(np.sin(np.arange(8000) / 5).astype(np.float32))
        hearing.changed.emit()

    return listen


def test_what_was_heard_stays_to_be_seen_after_listening(card, listened):
    listened()
    assert card.view.isVisible()
    assert not card.view.rolling
    assert card.view.spectrogram._image is not None


def drawn(image):
    """(height, width) its pixels, without what fills up its lines."""
    lines = np.frombuffer(image.constBits(), dtype=np.uint8).reshape(image.height(), image.bytesPerLine())
    return lines[:, : image.width()].copy()


def test_the_sound_of_the_sample_has_its_spectrogram_again_after_listening(card, ready, answered, sound, listened, qtbot):
    ready.drop([sound])
    answered()
    qtbot.waitUntil(lambda: card.view.spectrogram._image is not None)
    before = drawn(card.view.spectrogram._image)
    listened()
    assert card.view.spectrogram._image is not None
    assert np.array_equal(drawn(card.view.spectrogram._image), before)
    assert "cat.wav" in card.view.waveform.accessibleName()
