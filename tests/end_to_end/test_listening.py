"""Spoken digits, played into a microphone and named by the window that listens."""

import numpy as np
import pytest
import soundfile
from end_to_end.conftest import ARTEFACTS, SAMPLES
from patience import until

STEMS = ("anna-7", "ben-4", "lin-2", "omar-3", "anna-0", "ben-9")
SEEN = 4
"""So many events are seen at once, the newest on top."""
COLUMNS = 4
PAUSE = 0.7


@pytest.fixture
def desk(start, screen, sound_system):
    """Mmdesk, which listens by now to a quiet room."""
    desk = start()
    desk.is_ready()
    desk.press("Listen all the time")
    desk.shows(lambda tree: heard_now(tree) == "nothing known", "it listens")
    sound_system.rest(1)
    return desk


def heard_now(tree):
    """The live answer, as a screen reader tells it."""
    return "".join(node.name.removeprefix("Heard now: ") for node in tree.find("label", "Heard now: "))


def labels(tree):
    """The classes of the newest events, the oldest of them first."""
    cells = [cell.name for table in tree.find("table", "Events") for cell in table.find("cell")]
    return cells[::COLUMNS][:SEEN][::-1]


def label_of(stem):
    return stem.rpartition("-")[2]


def test_the_answer_of_the_moment_and_the_events_name_spoken_digits_in_their_order(desk, screen, sound_system):
    told = []
    for stem in STEMS:
        sound_system.play(SAMPLES / f"{stem}.wav")
        told.append(label_of(stem))
        desk.shows(
            lambda tree: labels(tree) == told[-SEEN:] and heard_now(tree).startswith(f"{told[-1]}  "),
            f"the events {told}, and the last of them as the answer of the moment",
        )
        sound_system.rest(PAUSE)
    screen.picture(ARTEFACTS / "listening.png")
    desk.press("Stop: Listen all the time")
    tree = desk.shows(lambda tree: not heard_now(tree), "it does not listen any more")
    assert labels(tree) == told[-SEEN:]
    assert desk.complaints == ""


def test_words_that_follow_each_other_are_told_apart(desk, sound_system, tmp_path):
    stems = STEMS[-SEEN:]
    parts = []
    for stem in stems:
        samples, rate = soundfile.read(SAMPLES / f"{stem}.wav", dtype="float32")
        parts += [samples, np.zeros(round(PAUSE * rate), dtype=np.float32)]
    soundfile.write(tmp_path / "words.wav", np.concatenate(parts), rate)
    sound_system.play(tmp_path / "words.wav")
    until(lambda: len(labels(desk.tree())) >= SEEN, "as many events as words")
    sound_system.rest(1)
    assert labels(desk.tree()) == [label_of(stem) for stem in stems]
    assert desk.complaints == ""
