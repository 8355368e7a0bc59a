import numpy as np
import pytest
import soundfile


@pytest.fixture
def menu(window, sound_system):
    return window.places.classify.cards["audio"].recorder.menu


@pytest.fixture
def opened(menu, ready, qtbot):
    """The menu as it is when it was opened and the microphones were found; shown it is end to end."""
    with qtbot.waitSignal(ready.sound.hearing.listed):
        menu.aboutToShow.emit()
    yield menu
    menu.aboutToHide.emit()


def choices(menu):
    return [action for action in menu.actions() if action.isCheckable() and action is not menu.count_down]


def test_the_microphone_is_chosen(opened, ready):
    names = [action.text() for action in choices(opened)]
    assert names[0] == "The system's own choice"
    assert len(names) > 1
    choices(opened)[1].trigger()
    assert ready.sound.hearing.microphone == names[1]
    choices(opened)[0].trigger()
    assert ready.sound.hearing.microphone is None


def test_levels_move_while_it_is_open(opened, qtbot, sound_system, tmp_path):
    tone = tmp_path / "tone.wav"
    soundfile.write(tone, np.sin(np.arange(44_100) / 20) / 2, 44_100)
    shares = lambda: [share for action in choices(opened) if (share := opened.share(action)) is not None]  # noqa: E731
    qtbot.waitUntil(lambda: bool(shares()))
    assert max(shares()) < 0.1
    sound_system.play(tone)
    qtbot.waitUntil(lambda: max(shares()) > 0.5)


def test_counting_down_is_remembered(menu, ready):
    assert not ready.sound.recording.count_down
    menu.count_down.trigger()
    assert ready.sound.recording.count_down
    assert ready.settings.count_down
