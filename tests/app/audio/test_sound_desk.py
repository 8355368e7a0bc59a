"""What the session does with sound; with a real microphone it is tested where the window uses it."""

import csv

import numpy as np
import pytest
from patience import SECONDS

from mmdesk.app.audio.sound_desk import SoundDesk
from mmdesk.app.system.workers import Worker
from mmdesk.core.answers.stream import Event
from mmdesk.core.errors import MediaError
from mmdesk.core.modalities.audio.sound import Sound

RATE = 1000


@pytest.fixture
def desk(qapp, engine):
    files, computing = Worker("files"), Worker("engine")
    desk = SoundDesk(files, computing, engine)
    yield desk
    assert all([desk.close(SECONDS), files.close(SECONDS), computing.close(SECONDS)])
    for thing in (desk, files, computing):
        thing.deleteLater()


def sound(*values):
    return Sound(np.array(values, dtype=np.float32), RATE, "some")


@pytest.fixture
def made(desk):
    """The functions that give another sound."""
    found = []
    desk.made.connect(found.append)
    return found


def test_nothing_is_done_without_a_sound(desk, made, tmp_path):
    desk.play(0, 1)
    desk.trim(0, 1)
    desk.save(tmp_path / "a.wav")
    desk.keep_moment()
    assert not desk.player.playing
    assert made == []


def test_a_part_is_kept_as_a_sound_of_its_own(desk, made):
    whole = sound(0.1, 0.2, 0.3, 0.4)
    desk.show(whole)
    desk.trim(1 / RATE, 3 / RATE)
    kept = made[0]()
    assert kept.samples.tolist() == pytest.approx([0.2, 0.3])
    assert not np.shares_memory(kept.samples, whole.samples)
    desk.trim(2 / RATE, 2 / RATE)
    with pytest.raises(MediaError, match="length of zero"):
        made[1]()


def test_only_the_newest_sound_is_drawn(desk, qtbot):
    drawings = []
    desk.drawn.connect(drawings.append)
    desk.show(sound(*[0.1] * 1000))
    desk.show(None)
    with qtbot.waitSignal(desk.drawn):
        desk.show(sound(0.5, -0.5))
    assert len(drawings) == 1


def test_events_are_saved_in_another_thread(desk, qtbot, tmp_path):
    with qtbot.waitSignal(desk.events_saved) as saved:
        desk.save_events(tmp_path / "events.csv", [Event("狗", 1.0, 1.5, 0.9)])
    assert saved.args == [""]
    with open(tmp_path / "events.csv", encoding="utf-8", newline="") as file:
        assert list(csv.reader(file))[1] == ["狗", "1.00", "1.50", "0.9000"]
    with qtbot.waitSignal(desk.events_saved) as saved:
        desk.save_events(tmp_path / "gone" / "events.csv", [])
    assert "folder does not exist" in saved.args[0]


@pytest.mark.parametrize("then", ["record", "listen", "capture_many"])
@pytest.mark.parametrize("first", ["record", "listen", "capture_many"])
def test_who_begins_ends_the_others(desk, first, then):
    users = {"record": desk.recording, "listen": desk.live, "capture_many": desk.capture}
    getattr(desk, first)()
    assert users[first].running
    getattr(desk, then)()
    assert [name for name, user in users.items() if user.running] == [then]
