"""Spoken digits, played into a microphone and named by ``mmdesk listen``, a process of its own."""

import itertools
import json
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from patience import SECONDS, until

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "resources" / "samples"
STEMS = ("anna-7", "ben-4", "lin-2", "omar-3", "anna-0", "ben-9")


@pytest.fixture
def listening(sound_system):
    """mmdesk, which listens by now, and the lines that it prints."""
    command = [sys.executable, "-m", "mmdesk", "listen", "--json"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    printed: list[str] = []
    reader = threading.Thread(target=lambda: printed.extend(iter(process.stdout.readline, "")))
    reader.start()
    try:
        assert process.stderr.readline().startswith("Listening")
        yield process, printed
    finally:
        process.kill()
        process.wait()
        reader.join()
        process.stdout.close()
        process.stderr.close()


def test_spoken_digits_are_named_in_their_order(listening, sound_system):
    process, printed = listening
    sound_system.rest(1)
    for stem in STEMS:
        sound_system.play(SAMPLES / f"{stem}.wav")
        sound_system.rest(0.7)
    until(lambda: len(printed) >= len(STEMS), "as many events as words")
    sound_system.rest(0.5)
    process.send_signal(signal.SIGINT)
    assert process.wait(SECONDS) == 0
    events = [json.loads(line)["event"] for line in printed]
    assert [event["label"] for event in events] == [stem.rpartition("-")[2] for stem in STEMS]
    assert all(before["end"] < after["start"] for before, after in itertools.pairwise(events))
    assert all(0.6 <= event["score"] <= 1 for event in events)
