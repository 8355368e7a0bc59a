"""Listening to the virtual microphone, on an engine that needs no PyTorch."""

import json
import signal
import sys
import threading

import numpy as np
import pytest

from mmdesk.core.devices import microphone
from mmdesk.core.devices.microphone import microphones


@pytest.fixture
def humming(sound_system):
    """A tone in the microphone all the time."""
    with sound_system.hum():
        yield


@pytest.fixture
def closed(monkeypatch):
    """The microphones that were closed."""
    recorders = []
    close = microphone.Recorder.close
    monkeypatch.setattr(microphone.Recorder, "close", lambda recorder: (recorders.append(recorder), close(recorder))[1])
    return recorders


def lines(outcome):
    return [json.loads(line) for line in outcome.out.splitlines()]


def test_json_is_one_line_an_event(mmdesk, model, humming, closed):
    outcome = mmdesk("listen", "--model", model, "--seconds", "2.5", "--json")
    assert (outcome.code, outcome.err) == (0, "Listening. Ctrl-C ends it.\n")
    events = lines(outcome)
    assert all(set(line) == {"event"} for line in events)
    assert {line["event"]["label"] for line in events} == {"cat"}
    *over, last = (line["event"]["end"] - line["event"]["start"] for line in events)
    assert over
    assert over == pytest.approx([0.5] * len(over))
    assert 0 < last < 0.51, "what went on was ended with the listening"
    assert len(closed) == 1


def test_every_hop_is_a_line_too(mmdesk, model, engine, sound_system):
    outcome = mmdesk("listen", "--model", model, "--seconds", "1", "--json", "--every-hop")
    hops = [line["hop"] for line in lines(outcome)]
    assert len(hops) == 10
    assert np.diff([hop["time"] for hop in hops]) == pytest.approx(0.1)
    assert set(hops[0]) == {"time", "level", "active", "label", "score", "scores", "conflict", "unknown"}
    assert engine.listening.samples == engine.listening.rate


def test_people_get_a_line_an_event_and_a_hop(mmdesk, model, humming):
    outcome = mmdesk("listen", "--model", model, "--seconds", "2", "--every-hop")
    assert any(line.split()[1:3] == ["s", "to"] and line.endswith("cat   90.0 %") for line in outcome.out.splitlines())
    assert any(line.split()[3:4] == ["dB"] for line in outcome.out.splitlines())


def test_picture_words_and_threshold_reach_the_engine(mmdesk, model, engine, picture, sound_system):
    arguments = ("--image", picture, "--text", "a cat", "--threshold", "0.8", "--seconds", "0.1")
    assert mmdesk("listen", "--model", model, *arguments).code == 0
    assert engine.listening.shown["text"] == "a cat"
    assert engine.listening.shown["image"].size == (8, 8)
    assert engine.listening.plan.threshold == 0.8


def test_microphones_are_listed(mmdesk, engine, sound_system):
    names = [one.name for one in microphones()]
    people = mmdesk("listen", "--list")
    assert (people.code, people.err) == (0, "")
    assert all(name in people.out for name in names)
    assert "preferred" in people.out.splitlines()[1]
    (document,) = lines(mmdesk("listen", "--list", "--json"))
    assert [one["name"] for one in document["microphones"]] == names
    assert document["microphones"][0]["default"]
    assert engine.opened is None


def test_ctrl_c_ends_it_well(mmdesk, model, sound_system, closed):
    main, done = threading.get_ident(), threading.Event()

    def press():
        while not done.wait(0.05):
            if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
                signal.pthread_kill(main, signal.SIGINT)
                return

    thread = threading.Thread(target=press)
    thread.start()
    try:
        outcome = mmdesk("listen", "--model", model, "--seconds", "3600")
    finally:
        done.set()
        thread.join()
    assert outcome.code == 0
    assert len(closed) == 1
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_lost_samples_are_told(mmdesk, model, sound_system, monkeypatch):
    monkeypatch.setattr(microphone, "RING_SECONDS", 0.1)
    monkeypatch.setattr("mmdesk.cli.listen.PULL_SECONDS", 0.4)
    outcome = mmdesk("listen", "--model", model, "--seconds", "0.3")
    assert outcome.code == 0
    assert "samples were lost" in outcome.err


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["--seconds", "nan"], "--seconds"),
        (["--seconds", "soon"], "--seconds"),
        (["--seconds", "-1"], "--seconds"),
        (["--seconds", "0"], "--seconds"),
        (["--threshold", "1.5"], "--threshold"),
        (["--threshold", "-0.1"], "--threshold"),
        (["--threshold", "inf"], "--threshold"),
        (["--image", "gone.png"], "gone.png"),
        (["--text", "\udcff"], "--text"),
        (["--model", "gone.safetensors"], "gone.safetensors"),
        (["--microphone", "Nowhere"], "no microphone Nowhere"),
        (["--device", "abacus"], "abacus"),
    ],
)
def test_wrong_input_is_one_sentence_and_exit_code_2(mmdesk, model, sound_system, closed, arguments, named):
    outcome = mmdesk("listen", "--model", model, *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert named in outcome.err
    assert outcome.err.startswith("mmdesk: ")
    assert outcome.err.count("\n") == 1


@pytest.mark.parametrize("arguments", [["--list"], []])
def test_a_missing_sound_library_is_one_sentence(mmdesk, model, tmp_path, monkeypatch, arguments):
    (tmp_path / "sounddevice.py").write_text("raise OSError('PortAudio library not found')")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "sounddevice", raising=False)
    outcome = mmdesk("listen", "--model", model, *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert "PortAudio is missing" in outcome.err
    assert "libportaudio2" in outcome.err


def test_a_muted_microphone_is_told_once(mmdesk, model, sound_system, closed):
    outcome = mmdesk("listen", "--model", model, "--seconds", "4", "--json")
    assert outcome.code == 0
    assert outcome.err.count("Nothing is heard") == 1
    assert "muted" in outcome.err
