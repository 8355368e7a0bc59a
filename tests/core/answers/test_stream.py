"""Where in a curve of levels something happens."""

import itertools

import numpy as np
import pytest

from mmdesk.core.answers.stream import Activity, Event, Hop, ListenPlan, save_events
from mmdesk.core.errors import OptionError

FRAME = 0.01
MAX_SECONDS = 100
ROOM, VOICE = -60.0, -25.0


def frames(seconds):
    return round(seconds / FRAME)


def curve(*parts, noise=1.0, seed=0):
    """Levels of (seconds, decibels) one after another, on which noise of so many decibels lies."""
    levels = np.concatenate([np.full(frames(seconds), float(level)) for seconds, level in parts])
    return levels + np.random.default_rng(seed).normal(0, noise, len(levels))


def stretches(levels, block=7):
    """(start, end) in seconds of all that stands out."""
    activity = Activity(ListenPlan(), FRAME, MAX_SECONDS)
    found = [stretch for start in range(0, len(levels), block) for stretch in activity.follow(levels[start : start + block])]
    return [(stretch.start * FRAME, stretch.end * FRAME) for stretch in found]


def near(*times):
    return [pytest.approx(time, abs=0.021) for time in times]


@pytest.mark.parametrize("level", [-90, -70, -50, -30, -10])
def test_steady_noise_is_nothing_however_loud(level):
    assert stretches(curve((60, level))) == []


def test_digital_silence_is_nothing():
    assert stretches(np.full(6000, -120.0)) == []


def test_a_word_in_digital_silence_is_one():
    assert stretches(curve((1, -120), (0.4, VOICE), (1, -120), noise=0)) == [tuple(near(1, 1.4))]


@pytest.mark.parametrize("level", [-50, VOICE, -3])
def test_a_word_is_one_stretch_with_its_edges(level):
    assert stretches(curve((1, ROOM), (0.4, level), (1, ROOM))) == [tuple(near(1, 1.4))]


def test_what_comes_in_blocks_of_any_size_is_the_same():
    levels = curve((1, ROOM), (0.4, VOICE), (0.5, ROOM), (0.3, VOICE), (1, ROOM))
    once = stretches(levels, block=len(levels))
    assert len(once) == 2
    assert stretches(levels, block=1) == stretches(levels, block=13) == once


def test_noise_that_rises_slowly_is_nothing():
    levels = np.linspace(-65, -35, frames(30)) + np.random.default_rng(0).normal(0, 1, frames(30))
    assert stretches(levels) == []


def test_a_word_above_noise_that_rose_is_found():
    levels = [np.linspace(-65, -45, frames(20)), curve((0.4, VOICE), (1, -45))]
    assert stretches(np.concatenate(levels)) == [tuple(near(20, 20.4))]


def test_noise_that_is_switched_on_becomes_the_floor():
    found = stretches(curve((2, ROOM), (60, -40)))
    assert found[0][0] == pytest.approx(2, abs=0.02)
    assert found[-1][1] < 30
    assert stretches(curve((2, ROOM), (60, -40), (0.4, -15), (1, -40)))[len(found) :] == [tuple(near(62, 62.4))]


@pytest.mark.parametrize("seconds", [0.01, 0.02, 0.04, 0.07])
def test_a_click_is_nothing(seconds):
    assert stretches(curve((1, ROOM), (seconds, -10), (1, ROOM))) == []


def test_clicks_in_a_row_are_nothing():
    clicks = [part for _ in range(2) for part in ((0.04, -10), (0.1, ROOM))]
    assert stretches(curve((1, ROOM), *clicks, (1, ROOM))) == []


@pytest.mark.parametrize("pause", [0.3, 0.7])
def test_two_words_are_two(pause):
    found = stretches(curve((1, ROOM), (0.4, VOICE), (pause, ROOM), (0.4, VOICE), (1, ROOM)))
    assert found == [tuple(near(1, 1.4)), tuple(near(1.4 + pause, 1.8 + pause))]


@pytest.mark.parametrize("closure", [0.05, 0.1, 0.15])
def test_a_word_with_a_closure_stays_one(closure):
    """The lips are closed for so long within "six" and "eight"."""
    found = stretches(curve((1, ROOM), (0.3, VOICE), (closure, ROOM), (0.08, -45), (1, ROOM)))
    assert found == [tuple(near(1, 1.38 + closure))]


def test_what_goes_on_is_told_again_and_again():
    found = stretches(curve((1, ROOM), (3.5, VOICE), (1, ROOM)))
    longest = MAX_SECONDS * FRAME
    assert [end - start for start, end in found[:3]] == near(longest, longest, longest)
    assert found[-1][1] == pytest.approx(4.5, abs=0.02)
    assert all(end <= start + 0.011 for (_, end), (start, _) in itertools.pairwise(found))


def test_the_end_is_told_a_pause_after_it():
    activity = Activity(ListenPlan(pause_seconds=0.2), FRAME, MAX_SECONDS)
    levels = curve((1, ROOM), (0.4, VOICE), (1, ROOM))
    when = next(number for number, level in enumerate(levels) if activity.follow([level]))
    assert when * FRAME == pytest.approx(1.4 + 0.2, abs=0.02)


def test_it_is_active_from_its_third_loud_frame_to_its_end():
    activity = Activity(ListenPlan(), FRAME, MAX_SECONDS)
    levels = curve((1, ROOM), (0.4, VOICE), (1, ROOM))
    active = []
    for level in levels:
        activity.follow([level])
        active.append(activity.active)
    assert active.index(True) * FRAME == pytest.approx(1.02, abs=0.011)
    assert sum(active) * FRAME == pytest.approx(0.4 - 0.02 + ListenPlan().pause_seconds, abs=0.03)


def test_it_ends_lower_than_it_begins():
    """What is between the two thresholds goes on, but does not begin."""
    between = ROOM + ListenPlan().margin - 1
    assert stretches(curve((1, ROOM), (0.4, between), (1, ROOM), noise=0)) == []
    found = stretches(curve((1, ROOM), (0.2, VOICE), (0.3, between), (1, ROOM), noise=0))
    assert found == [tuple(near(1, 1.5))]


def test_the_echo_of_something_loud_is_not_part_of_it():
    echo = np.linspace(-5, -60, frames(0.8))
    levels = np.concatenate([curve((1, -70), (0.3, -5)), echo, curve((1, -70))])
    ((start, end),) = stretches(levels)
    assert start == pytest.approx(1, abs=0.02)
    assert 1.3 < end < 1.3 + 0.55


def test_nothing_is_below_the_quietest():
    assert stretches(curve((1, -110), (0.4, -80), (1, -110))) == []


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        ({"threshold": -0.1}, "-0.1 is out of range for threshold. Give a number from 0 to 1."),
        ({"threshold": 1.1}, "threshold"),
        ({"threshold": float("nan")}, "threshold"),
        ({"hop_seconds": 0.0}, "hop_seconds"),
        ({"hop_seconds": float("inf")}, "hop_seconds"),
        ({"margin": -3.0}, "margin"),
        ({"pause_seconds": 0.0}, "pause_seconds"),
        ({"shortest_seconds": -1.0}, "shortest_seconds"),
    ],
)
def test_choices_that_are_not_allowed_are_one_sentence(choice, said):
    with pytest.raises(OptionError) as caught:
        ListenPlan(**choice)
    assert said in str(caught.value)


def test_reports_become_json():
    scores = {"a": 0.75, "b": 0.25}
    assert Hop(1.5, -20.0, True, "a", 0.75, scores).to_json() == {
        "hop": {
            "time": 1.5,
            "level": -20.0,
            "active": True,
            "label": "a",
            "score": 0.75,
            "scores": scores,
            "conflict": False,
            "unknown": False,
        }
    }
    assert Event("a", 1.0, 1.5, 0.75, True).to_json() == {
        "event": {"label": "a", "start": 1.0, "end": 1.5, "score": 0.75, "conflict": True}
    }


def test_what_is_going_on_at_the_end_is_a_stretch_too():
    activity = Activity(ListenPlan(), FRAME, MAX_SECONDS)
    assert activity.end() is None
    levels = curve((1, ROOM), (0.4, VOICE))
    assert activity.follow(levels) == []
    assert (activity.end().start * FRAME, activity.end().end * FRAME) == tuple(near(1, 1.4))


def test_a_click_at_the_end_is_none():
    activity = Activity(ListenPlan(), FRAME, MAX_SECONDS)
    activity.follow(curve((1, ROOM), (0.05, VOICE)))
    assert activity.end() is None


def test_events_are_saved_as_a_table(tmp_path):
    save_events(tmp_path / "events.csv", [Event("a, b", 1, 2.005, 0.5)])
    assert (tmp_path / "events.csv").read_text(encoding="utf-8-sig").splitlines() == [
        "label,start,end,score",
        '"a, b",1.00,2.00,0.5000',
    ]
