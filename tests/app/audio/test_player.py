"""Playing in the GUI thread, through a real driver into a virtual loudspeaker."""

import numpy as np
import pytest
from patience import SECONDS

from mmdesk.app.audio.player import Player
from mmdesk.core.errors import InputError
from mmdesk.core.modalities.audio.sound import Sound


@pytest.fixture
def player(qapp, sound_system):
    player = Player()
    yield player
    assert player.close(SECONDS)
    player.deleteLater()


@pytest.fixture
def hum():
    return Sound(np.sin(np.arange(8000) / 5).astype(np.float32), 16_000, "hum")


@pytest.fixture
def positions(player):
    seen = []
    player.played.connect(seen.append)
    return seen


def test_a_sound_is_played_to_its_end(player, hum, positions, qtbot):
    player.play(hum)
    assert player.playing
    qtbot.waitUntil(lambda: not player.playing)
    assert positions[-2:] == [pytest.approx(0.5), -1]
    assert positions[:-1] == sorted(positions[:-1])


def test_it_stops_at_once(player, hum, positions, qtbot):
    long = Sound(np.tile(hum.samples, round(4 * SECONDS)), hum.rate, "long")  # twice as long as anybody waits
    player.play(long)
    qtbot.waitUntil(lambda: bool(positions))
    player.stop()
    assert not player.playing
    assert positions[-1] == -1
    assert player.close(SECONDS)


def test_a_failure_is_told(player, hum, positions, qtbot, monkeypatch):
    def fail(sound, token):
        raise InputError("{name} cannot be played.", name=sound.name)

    monkeypatch.setattr("mmdesk.app.audio.player.play", fail)
    with qtbot.waitSignal(player.failed) as failure:
        player.play(hum)
    assert failure.args == ["hum cannot be played."]
    assert positions == [-1]
