"""The microphone in the GUI thread, through a real driver from a virtual microphone."""

import numpy as np
import pytest
import soundfile
from patience import SECONDS

from mmdesk.app.audio.hearing import Hearing
from mmdesk.core.devices import microphone

RATE = 44_100


@pytest.fixture
def hearing(qapp, sound_system):
    hearing = Hearing()
    yield hearing
    assert hearing.close(SECONDS)
    hearing.deleteLater()


@pytest.fixture
def loud(tmp_path):
    path = tmp_path / "loud.wav"
    soundfile.write(path, np.sin(np.arange(RATE // 2) / 10), RATE)
    return path


def started(hearing, qtbot):
    hearing.start()
    qtbot.waitUntil(lambda: hearing.seconds > 0)


def test_levels_and_samples_come_and_the_last_ones_before_it_stops(hearing, qtbot, sound_system, loud):
    levels, blocks, order = [], [], []
    hearing.level.connect(lambda peak, too_loud: levels.append(peak))
    hearing.heard.connect(blocks.append)
    hearing.heard.connect(lambda _: order.append("heard"))
    hearing.stopped.connect(lambda: order.append("stopped"))
    started(hearing, qtbot)
    assert hearing.running
    sound_system.play(loud)
    qtbot.waitUntil(lambda: max(levels, default=0) > 0.5)
    hearing.stop()
    assert not hearing.running
    assert order[-2:] == ["heard", "stopped"]
    assert np.abs(np.concatenate(blocks)).max() > 0.5


def test_peaks_that_are_cut_off_are_told(hearing, qtbot, sound_system, loud):
    started(hearing, qtbot)
    sound_system.play(loud)
    qtbot.waitUntil(lambda: hearing.clipped)
    hearing.stop()


def test_it_is_told_that_nothing_is_heard(hearing, qtbot, monkeypatch):
    monkeypatch.setattr("mmdesk.app.audio.hearing.NOTHING_HEARD_SECONDS", 0.2)
    started(hearing, qtbot)
    qtbot.waitUntil(lambda: hearing.quiet)
    hearing.stop()


def test_stopping_while_it_opens_hears_nothing(hearing, qtbot):
    hearing.start()
    assert hearing.opening
    hearing.stop()
    qtbot.waitUntil(lambda: not hearing.opening)
    assert not hearing.running
    started(hearing, qtbot)
    hearing.stop()


def test_a_microphone_that_is_not_there_is_told(hearing, qtbot):
    hearing.microphone = "Nowhere"
    with qtbot.waitSignal(hearing.failed) as failure:
        hearing.start()
    assert "Nowhere" in failure.args[0]
    assert not hearing.running


def test_a_microphone_that_is_pulled_out_is_told_and_works_again(hearing, qtbot, sound_system, monkeypatch):
    started(hearing, qtbot)
    monkeypatch.setattr(microphone, "GONE_SECONDS", 0.3)
    with qtbot.waitSignals([hearing.heard] * 2):  # the first may have come before the limit was so low
        pass
    sound_system.pull()
    try:
        with qtbot.waitSignals([hearing.stopped, hearing.failed]):
            pass
    finally:
        sound_system.plug()
        monkeypatch.undo()
    assert not hearing.running
    started(hearing, qtbot)
    hearing.stop()


def test_microphones_are_listed(hearing, qtbot):
    with qtbot.waitSignal(hearing.listed) as found:
        hearing.refresh()
    assert found.args[0][0].default
