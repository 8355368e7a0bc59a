"""The ring by itself, and recording through a real driver from a virtual microphone."""

import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest
import soundfile

from mmdesk.core.devices import microphone
from mmdesk.core.devices.microphone import Recorder, Ring, microphones
from mmdesk.core.errors import InputError

RATE = 44_100


def floats(*values):
    return np.array(values, dtype=np.float32)


def test_what_is_written_is_read_once():
    ring = Ring(8)
    ring.write(floats(1, 2, 3))
    assert ring.read().tolist() == [1, 2, 3]
    ring.write(floats(4))
    assert ring.read().tolist() == [4]
    assert len(ring.read()) == 0


def test_it_goes_round_without_a_loss():
    ring = Ring(7)
    numbers = np.arange(1000, dtype=np.float32)
    read = []
    for start in range(0, 1000, 5):
        ring.write(numbers[start : start + 5])
        read.append(ring.read())
    assert np.array_equal(np.concatenate(read), numbers)
    assert ring.lost == 0


@pytest.mark.parametrize("block", [3, 8, 20])
def test_too_much_keeps_the_newest_and_counts_the_rest(block):
    ring = Ring(8)
    numbers = np.arange(60, dtype=np.float32)
    for start in range(0, 60, block):
        ring.write(numbers[start : start + block])
    assert ring.read().tolist() == numbers[-8:].tolist()
    assert ring.lost == 52


def test_reading_while_another_thread_writes():
    ring = Ring(200_000)
    numbers = np.arange(200_000, dtype=np.float32)

    def write():
        for start in range(0, len(numbers), 500):
            ring.write(numbers[start : start + 500])
            time.sleep(0.0001)

    thread = threading.Thread(target=write)
    thread.start()
    read = []
    while thread.is_alive():
        read.append(ring.read())
    read.append(ring.read())
    assert np.array_equal(np.concatenate(read), numbers)


@pytest.fixture
def tone(tmp_path):
    path = tmp_path / "tone.wav"
    soundfile.write(path, np.sin(np.arange(RATE) * 2 * np.pi * 440 / RATE) / 2, RATE)
    return path


def listen(recorder, seconds, until=lambda samples: False):
    """What comes in so many seconds, or until it is enough."""
    blocks, deadline = [], time.monotonic() + seconds
    while time.monotonic() < deadline:
        blocks.append(recorder.read())
        if until(np.concatenate(blocks)):
            break
        time.sleep(0.01)
    return np.concatenate(blocks)


def test_a_tone_is_recorded(sound_system, tone):
    recorder = Recorder()
    try:
        listen(recorder, 10, until=len)
        sound_system.play(tone)
        samples = listen(recorder, 5, until=lambda samples: np.abs(samples).max(initial=0) > 0.4)
        samples = np.concatenate([samples, listen(recorder, 0.3)])
    finally:
        assert recorder.close()
    loud = samples[np.abs(samples) > 0.01]
    assert len(loud) > recorder.rate // 2
    spectrum = np.abs(np.fft.rfft(samples))
    assert np.fft.rfftfreq(len(samples), 1 / recorder.rate)[spectrum.argmax()] == pytest.approx(440, abs=5)
    assert recorder.ring.lost == 0


def test_microphones_are_listed_with_the_preferred_one_first(sound_system):
    found = microphones()
    assert found[0].default
    assert all(one.rate > 0 and one.channels > 0 for one in found)
    Recorder(found[0].name).close()


def test_a_microphone_that_is_not_there_is_one_sentence(sound_system, refused):
    with refused(InputError, "no microphone Nowhere", microphones()[0].name):
        Recorder("Nowhere")


def test_many_starts_and_stops_leave_nothing(sound_system):
    before = threading.active_count()
    for _ in range(20):
        Recorder().close()
    deadline = time.monotonic() + 10
    while threading.active_count() > before and time.monotonic() < deadline:
        time.sleep(0.01)
    assert threading.active_count() == before


def test_a_microphone_that_is_pulled_out_is_told_and_works_again(sound_system, refused, monkeypatch):
    monkeypatch.setattr(microphone, "GONE_SECONDS", 0.3)
    monkeypatch.setattr(microphone, "START_SECONDS", 3.0)
    recorder = Recorder()
    try:
        listen(recorder, 10, until=len)
        sound_system.pull()
        try:
            with refused(InputError, "gives nothing any more"):
                listen(recorder, 10)
        finally:
            sound_system.plug()
    finally:
        start = time.monotonic()
        recorder.close()
        assert time.monotonic() - start < 1.5
    again = Recorder()
    assert len(listen(again, 10, until=len))
    assert again.close()


def held():
    """Threads and handles of this process."""
    return [len(list(Path("/proc/self", kind).iterdir())) for kind in ("task", "fd")]


def more_than(before):
    return any(now > then for now, then in zip(held(), before, strict=True))


@pytest.mark.skipif(sys.platform != "linux", reason="counts what Linux tells")
def test_starting_and_stopping_leaves_nothing_behind(sound_system):
    def cycle():
        recorder = Recorder()
        listen(recorder, 10, until=len)
        recorder.close()
        for thread in threading.enumerate():
            if thread.name == "microphone-close":
                thread.join()

    cycle()
    before = held()
    for _ in range(10):
        cycle()
    deadline = time.monotonic() + 2  # Linux lists a thread for a moment after its end, also one of those before
    while more_than(before) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not more_than(before)


def test_the_program_ends_though_the_driver_hangs(sound_system):
    program = """
import threading
from mmdesk.core.devices.microphone import Recorder
recorder = Recorder()
recorder._stream.stop = lambda **settings: threading.Event().wait()
assert not recorder.close()
"""
    subprocess.run([sys.executable, "-c", program], check=True, timeout=30)


def test_closing_does_not_wait_for_a_driver_that_hangs(sound_system, monkeypatch):
    monkeypatch.setattr(microphone, "CLOSE_SECONDS", 0.1)
    recorder = Recorder()
    may_go = threading.Event()
    stop = recorder._stream.stop
    monkeypatch.setattr(recorder._stream, "stop", lambda **settings: (may_go.wait(5), stop(**settings)))
    assert not recorder.close()
    may_go.set()
