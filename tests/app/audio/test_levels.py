"""Levels of all microphones in the GUI thread."""

import pytest
from patience import SECONDS

from mmdesk.app.audio.levels import Levels
from mmdesk.core.devices.microphone import _open_recorders, microphones


@pytest.fixture
def watched(qapp, sound_system):
    watched = Levels()
    yield watched
    assert watched.close(SECONDS)
    watched.deleteLater()


def test_levels_come_until_it_stops(watched, qtbot):
    names = [microphone.name for microphone in microphones()]
    with qtbot.waitSignal(watched.changed, check_params_cb=bool) as seen:
        watched.start(names)
    assert set(seen.args[0]) <= set(names)
    watched.stop()
    qtbot.waitUntil(lambda: not _open_recorders)
