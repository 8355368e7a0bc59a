import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from mmdesk.app.widgets.waveform import MAX_SAMPLES, Waveform, peaks


def test_peaks_are_the_largest_magnitudes():
    samples = np.array([0, 0.1, -0.5, 0, 0, 0, 0.25, 0], dtype=np.float32)
    assert peaks(samples, 4).tolist() == pytest.approx([0.2, 1, 0, 0.5])


def test_a_long_sound_is_seen_as_fast_as_a_short_one():
    long = np.zeros(MAX_SAMPLES * 20, dtype=np.float32)
    long[MAX_SAMPLES * 10 :] = 0.5
    assert peaks(long, 4).tolist() == [0, 0, 1, 1]


@pytest.mark.parametrize("count", [1, 3, 50])
def test_peaks_of_silence_and_of_very_short_sounds(count):
    assert peaks(np.zeros(100, dtype=np.float32), count).tolist() == [0] * count
    assert len(peaks(np.ones(2, dtype=np.float32), count)) == count


def test_the_loud_part_is_high_and_the_quiet_part_is_not(coloured, red):
    waveform = coloured(Waveform(), 200, 60)
    waveform.set_samples(np.concatenate([np.zeros(500), np.ones(500)]).astype(np.float32))
    assert any(red(waveform, x, 10) for x in range(150, 158))
    assert not any(red(waveform, x, 10) for x in range(20, 28))


def test_what_is_still_to_come_is_faint_while_it_plays(coloured, red):
    waveform = coloured(Waveform(), 200, 60)
    waveform.set_samples(np.ones(1000, dtype=np.float32))
    waveform.set_position(0.5)
    assert any(red(waveform, x, 30) for x in range(20, 28))
    assert not any(red(waveform, x, 30) for x in range(150, 158))
    waveform.set_position(-1)
    assert any(red(waveform, x, 30) for x in range(150, 158))


@pytest.fixture
def waveform(coloured):
    waveform = coloured(Waveform(), 200, 60)
    waveform.set_samples(np.ones(1000, dtype=np.float32))
    return waveform


def drag(qtbot, waveform, start, end):
    qtbot.mousePress(waveform, Qt.MouseButton.LeftButton, pos=QPoint(start, 30))
    qtbot.mouseMove(waveform, QPoint(end, 30))
    qtbot.mouseRelease(waveform, Qt.MouseButton.LeftButton, pos=QPoint(end, 30))


def test_a_part_is_selected_by_dragging_and_a_click_selects_nothing(waveform, qtbot):
    with qtbot.waitSignal(waveform.selected):
        drag(qtbot, waveform, 150, 50)
    assert waveform.selection == (0.25, 0.75)
    drag(qtbot, waveform, 10, 400)
    assert waveform.selection == (0.05, 1)
    drag(qtbot, waveform, 100, 101)
    assert waveform.selection is None


def test_a_part_is_selected_with_the_keyboard(waveform, qtbot):
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right):
        qtbot.keyClick(waveform, key)
    assert waveform.selection is None
    for _ in range(5):
        qtbot.keyClick(waveform, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert waveform.selection == pytest.approx((0.04, 0.14))
    qtbot.keyClick(waveform, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    assert waveform.selection == pytest.approx((0.04, 1))
    qtbot.keyClick(waveform, Qt.Key.Key_Escape)
    assert waveform.selection is None


def test_another_sound_has_no_selection_and_what_comes_in_cannot_be_selected(waveform, qtbot):
    drag(qtbot, waveform, 50, 150)
    waveform.set_samples(np.ones(500, dtype=np.float32))
    assert waveform.selection is None
    waveform.set_samples(np.ones(500, dtype=np.float32), full_scale=1.0)
    drag(qtbot, waveform, 50, 150)
    assert waveform.selection is None
    assert waveform.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_what_has_a_share_is_strong(coloured):
    waveform = coloured(Waveform(), 200, 60)
    waveform.set_samples(np.ones(1000, dtype=np.float32))
    waveform.set_shares(np.array([0, 0, 1, 1], dtype=np.float32))
    strengths = waveform._strengths(50)
    assert strengths[:18] == [0] * 18
    assert strengths[-15:-8] == [1] * 7
    waveform.set_shares(np.ones(20, dtype=np.float32), (0.5, 0.7))
    assert [strength > 0 for strength in waveform._strengths(10)] == [False] * 5 + [True] * 2 + [False] * 3
    waveform.set_position(0.5)
    assert waveform._strengths(4) == [1, 1, 0, 0]
    waveform.set_position(-1)
    waveform.set_shares(None)
    assert waveform._strengths(2) == [1, 1]
