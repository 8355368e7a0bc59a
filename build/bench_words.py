"""Words that are played into a microphone, and when each was over."""

import csv
import subprocess
import threading
import time
import wave
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from mmdesk.core.modalities.audio.files import read_sound
from mmdesk.core.paths import resources

RATE = 44_100
PAUSE_SECONDS = 0.7
QUIET = 30.0
"""What is so much below a word's own peak does not belong to it any more, in decibels."""
FRAME_SECONDS = 0.01
PATIENCE = 20.0
CLICK_AT, CLICK_SECONDS, CLICK = 0.5, 0.005, 0.005
"""Not at the very beginning, which may get lost."""


@dataclass(frozen=True)
class Word:
    """One word, from `start` to `end` in seconds from the beginning of the playing."""

    label: str
    start: float
    end: float


def recordings(dataset: Path | None) -> list[tuple[Path, str]]:
    """Sounds and their labels: those of a dataset's test split, or the samples of the program."""
    if dataset is None:
        return [(path, path.stem.rpartition("-")[2]) for path in sorted((resources() / "samples").glob("*.wav"))]
    with open(dataset / "manifest.csv", encoding="utf-8-sig", newline="") as file:
        return [(dataset / row["audio"], row["label"]) for row in csv.DictReader(file) if row["split"] == "test"]


def spoken(sounds: Sequence[tuple[Path, str]], file: Path, noise: float = 0.0) -> list[Word]:
    """Write the sounds, one after the other with pauses, into a WAV file; `noise` is the room's magnitude."""
    parts, words, position = [np.zeros(RATE, dtype=np.float32)], [], 1.0
    for path, label in sounds:
        sound = read_sound(path)
        times = np.arange(round(sound.seconds * RATE)) / RATE
        samples = np.interp(times, np.arange(len(sound.samples)) / sound.rate, sound.samples).astype(np.float32)
        first, last = loud_part(samples)
        words.append(Word(label, position + first, position + last))
        parts += [samples, np.zeros(round(PAUSE_SECONDS * RATE), dtype=np.float32)]
        position += len(samples) / RATE + PAUSE_SECONDS
    write(np.concatenate([*parts, np.zeros(RATE, dtype=np.float32)]), noise, file)
    return words


def room(seconds: float, noise: float, file: Path) -> None:
    """Write nothing but a room into a WAV file."""
    write(np.zeros(round(seconds * RATE), dtype=np.float32), noise, file)


def write(samples: np.ndarray, noise: float, file: Path) -> None:
    samples = samples + noise * np.random.default_rng(1).normal(0, 1, len(samples))
    # A click is heard whatever follows: by it the beginning is found again.
    start = round(CLICK_AT * RATE)
    samples[:start] = 0
    samples[start : start + round(CLICK_SECONDS * RATE)] = CLICK
    with wave.open(str(file), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())


def loud_part(samples: np.ndarray) -> tuple[float, float]:
    """Where a word begins and ends in (n,) samples, in seconds."""
    step = round(FRAME_SECONDS * RATE)
    power = np.square(samples[: len(samples) // step * step]).reshape(-1, step).mean(axis=1)
    loud = np.flatnonzero(power > power.max() * 10 ** (-QUIET / 10))
    return float(loud[0] * FRAME_SECONDS), float((loud[-1] + 1) * FRAME_SECONDS)


class Witness:
    """Hears the same microphone beside the program, to know when the playing began, by this machine's clock."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        command = ["parec", "--latency-msec=10", f"--rate={RATE}", "--channels=1", "--format=s16le"]
        self._process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE)
        self._ready, self._heard = threading.Event(), threading.Event()
        self._zero = float("inf")
        self._first = 0
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()
        if not self._ready.wait(PATIENCE):
            raise RuntimeError("The witness gets nothing from the microphone")

    def began(self) -> float:
        """When the playing began, in seconds of `time.monotonic`."""
        if not self._heard.wait(PATIENCE):
            raise RuntimeError("The witness heard nothing")
        time.sleep(1)  # the clock's zero becomes better with every block
        return self._zero + self._first / RATE - CLICK_AT

    def close(self) -> None:
        self._process.terminate()
        self._process.wait()
        self._thread.join()

    def _listen(self) -> None:
        assert self._process.stdout
        count = 0
        while block := self._process.stdout.read1(4096):  # type: ignore[attr-defined]
            self._ready.set()
            samples = np.frombuffer(block[: len(block) // 2 * 2], dtype="<i2")
            if not self._heard.is_set() and samples.any():
                self._first = count + int(np.flatnonzero(samples)[0])
                self._zero = float("inf")  # what came before came in a rush
                self._heard.set()
            count += len(samples)
            self._zero = min(self._zero, time.monotonic() - count / RATE)
