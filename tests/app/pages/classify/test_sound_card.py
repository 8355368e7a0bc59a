import time

import numpy as np
import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QFileDialog

from mmdesk.app.pages.classify.sound_card import seconds
from mmdesk.core.sounds import read_sound


@pytest.fixture
def card(window):
    return window.classify.cards["audio"]


def test_the_waveform_is_shown(card, ready, answered, sound):
    assert not card.waveform.isVisible()
    ready.drop([sound])
    answered()
    assert card.waveform.isVisible()
    assert "cat.wav" in card.waveform.accessibleName()


def test_play_becomes_stop_and_back(card, ready, answered, sound, qtbot, monkeypatch):
    def endless(heard, token):
        while True:
            token.check()
            time.sleep(0.01)
            yield heard.seconds / 2

    monkeypatch.setattr("mmdesk.app.player.play", endless)
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
    monkeypatch.setattr("mmdesk.app.player.play", lambda heard, token: (second for second in (0.1, 0.2)))
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
    assert np.allclose(read_sound(tmp_path / name).samples, ready.sample.audio.samples, atol=1e-4)


def test_a_place_that_cannot_be_written_is_told(card, ready, answered, sound, qtbot, tmp_path):
    ready.drop([sound])
    answered()
    ready.save_sound(tmp_path / "gone" / "saved.wav")
    qtbot.waitUntil(lambda: "folder does not exist" in card.problem.text())
    assert ready.sample.audio is not None
