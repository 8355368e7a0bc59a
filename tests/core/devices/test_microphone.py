"""The ring by itself, and recording through a real driver from a virtual microphone."""

import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest
import soundfile
from patience import SECONDS, until

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


def listen(recorder, enough=len):
    """What comes until it is enough."""
    blocks = []

    def heard():
        blocks.append(recorder.read())
        return enough(np.concatenate(blocks))

    until(heard, "enough is heard")
    return np.concatenate(blocks)


def test_a_tone_is_recorded(sound_system, tone):
    recorder = Recorder()
    try:
        listen(recorder)
        sound_system.play(tone)
        samples = listen(recorder, lambda samples: len(samples[np.abs(samples) > 0.01]) > recorder.rate // 2)
    finally:
        assert recorder.close()
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
    until(lambda: threading.active_count() <= before, "all threads have ended")


def test_a_microphone_that_is_pulled_out_is_told_and_works_again(sound_system, refused, monkeypatch):
    recorder = Recorder()
    try:
        listen(recorder)
        monkeypatch.setattr(microphone, "GONE_SECONDS", 0.3)
        listen(recorder)  # may have come before the limit was so low
        listen(recorder)
        sound_system.pull()
        try:
            with refused(InputError, "gives nothing any more"):
                listen(recorder, lambda _: False)
        finally:
            sound_system.plug()
            monkeypatch.undo()
    finally:
        recorder.close()
    again = Recorder()
    assert len(listen(again))
    assert again.close()


def test_a_stream_goes_on_after_the_process_stood_still(sound_system, monkeypatch):
    recorder = Recorder()
    try:
        listen(recorder)
        now = time.monotonic()
        monkeypatch.setattr(recorder, "_expected", now - 3)  # as after five seconds of sleep, before the driver gave anything
        monkeypatch.setattr(recorder, "_asked", now - 5)
        recorder.ring.read()
        recorder.read()
        assert len(listen(recorder))
    finally:
        recorder.close()


def held():
    """Threads and handles of this process."""
    return [len(list(Path("/proc/self", kind).iterdir())) for kind in ("task", "fd")]


def more_than(before):
    return any(now > then for now, then in zip(held(), before, strict=True))


@pytest.mark.skipif(sys.platform != "linux", reason="counts what Linux tells")
def test_starting_and_stopping_leaves_nothing_behind(sound_system):
    def cycle():
        recorder = Recorder()
        listen(recorder)
        recorder.close()
        for thread in threading.enumerate():
            if thread.name == "microphone-close":
                thread.join()

    cycle()
    before = held()
    for _ in range(10):
        cycle()
    until(lambda: not more_than(before), "as many threads and handles")  # Linux lists a thread for a moment after its end


def test_the_program_ends_though_the_driver_hangs(sound_system):
    program = """
import threading
from mmdesk.core.devices.microphone import Recorder
recorder = Recorder()
recorder._stream.stop = lambda **settings: threading.Event().wait()
assert not recorder.close()
"""
    subprocess.run([sys.executable, "-c", program], check=True, timeout=SECONDS)


def test_closing_does_not_wait_for_a_driver_that_hangs(sound_system, monkeypatch):
    monkeypatch.setattr(microphone, "CLOSE_SECONDS", 0.1)
    recorder = Recorder()
    may_go = threading.Event()
    stop = recorder._stream.stop
    monkeypatch.setattr(recorder._stream, "stop", lambda **settings: (may_go.wait(SECONDS), stop(**settings)))
    assert not recorder.close()
    may_go.set()
