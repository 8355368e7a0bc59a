"""Listening: the work of a hop, an hour of it, and the way of a spoken word from the microphone to the screen."""

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from bench_answers import in_turns
from bench_rows import Row, Settings
from bench_window import CHILD, ROOT, screen
from bench_words import Witness, Word, recordings, room, spoken

from mmdesk.core.answers.stream import Hop, ListenPlan
from mmdesk.core.devices.microphone import Ring
from mmdesk.core.paths import starter_model
from mmdesk.engine.model.checkpoint import load_model
from mmdesk.engine.torch_engine import TorchEngine

RATE = 48_000
BEFORE, AFTER = 0.1, 0.35
"""How far an event may reach out of its word, in seconds."""
HUSH = 0.003
"""Magnitude of the noise of a room."""


def listening_rows(settings: Settings) -> Iterator[Row]:
    """All rows of listening; those with a microphone where a virtual one can be made."""
    engine = TorchEngine("cpu")
    engine.open(starter_model())
    yield from hop_rows(settings, engine)
    yield from hour_rows(settings, engine)
    if shutil.which("pulseaudio") and shutil.which("Xvfb"):
        yield from microphone_rows(settings)


def hop_rows(settings: Settings, engine: TorchEngine) -> Iterator[Row]:
    """The work of one hop, of which some have a word in them."""
    listening = engine.listen(RATE, ListenPlan())
    step = round(ListenPlan().hop_seconds * RATE)
    stream = np.random.default_rng(0).normal(0, 0.05, step * 10).astype(np.float32)
    blocks = iter(range(10**9))
    model, spec = load_model(starter_model())
    sound = {"audio": torch.zeros(1, spec.front_end("audio").bands, spec.front_end("audio").frames)}
    mask = torch.tensor([[modality == "audio" for modality in spec.modalities]])

    def hop() -> object:
        start = next(blocks) % 10 * step
        return listening.hear(stream[start : start + step])

    def forward() -> object:
        with torch.inference_mode():
            return model(sound, mask)

    times, floor = in_turns(settings.answers, hop, forward)
    yield Row("hop", "work of a hop of listening, one thread", "ms", times, floor, "the bare forward of the model", 5.0)
    factor = [time_ / 1000 / ListenPlan().hop_seconds for time_ in times]
    yield Row("real_time", "work for a second of sound", "s", factor)


def hour_rows(settings: Settings, engine: TorchEngine) -> Iterator[Row]:
    """Memory and losses of long listening, faster than real time, through the ring of the microphone."""
    rate = 16_000
    listening, ring = engine.listen(rate, ListenPlan()), Ring(20 * rate)
    random = np.random.default_rng(0)
    word = np.sin(np.arange(rate // 2) / 5).astype(np.float32) / 3
    hops, grown, first = 0, [], 0.0
    for second in range(settings.listened):
        block = random.normal(0, 0.003, rate).astype(np.float32)
        if second % 3 == 0:
            block[: len(word)] += word
        for part in np.array_split(block, 30):
            ring.write(part)
        hops += sum(isinstance(report, Hop) for report in listening.hear(ring.read()))
        if second == settings.listened // 10:
            first = resident()
        elif second > settings.listened // 10:
            grown.append(resident() - first)
    wanted = int(settings.listened / ListenPlan().hop_seconds)
    lost = ring.lost or abs(wanted - hops) > 1
    broken = f"({wanted - hops} hops, {ring.lost} samples lost)" if lost else ""
    name = f"memory that {settings.listened / 60:.3g} minutes of listening add, nothing lost"
    yield Row("listening_memory", name, "MB", [grown[-1]], goal=5.0, broken=broken)


def microphone_rows(settings: Settings) -> Iterator[Row]:
    """A window that hears words from a virtual microphone, then a quiet room and a noisy one."""
    sounds = recordings(settings.words)[: settings.spoken]
    with screen() as environment, microphone(environment) as folder:
        words = spoken(sounds, folder / "words.wav")
        events, work = listened(environment, folder / "words.wav", words[-1].end + 2)
        yield from word_rows(words, events)
        false = []
        for noise in (0.0, HUSH):
            room(settings.hushed, noise, folder / "room.wav")
            found, _ = listened(environment, folder / "room.wav", settings.hushed)
            false.append(len(found) / settings.hushed * 60)
        yield Row("false_events", "false events a minute, in quiet and in a room's noise", "", false, goal=2.0)
    yield Row("listening_share", "processor while listening, of one core", "%", [100 * work["work"]])
    yield Row("pause_listening", "longest pause while listening", "ms", [max(work["pauses"])], goal=50.0)
    yield Row("meter", "frames of the level meter", "1/s", [work["frames"]], goal=20.0, at_least=True)


def word_rows(words: list[tuple[Word, float]] | list[Word], found: list[dict[str, Any]]) -> Iterator[Row]:
    """How many words became exactly one right event, and how soon after their ends."""
    right, late = 0, []
    for word in words:
        own = [event for event in found if word.start - BEFORE < (event["start"] + event["end"]) / 2 < word.end + AFTER]
        if [event["label"] for event in own] == [word.label]:
            right += 1
            late.append((own[0]["seen"] - word.end) * 1000)
    name = "words that become exactly one right event"
    yield Row("words_right", name, "%", [100 * right / len(words)], goal=90.0, at_least=True)
    yield Row("word_latency", "end of a word to its event on the screen", "ms", late or [float("inf")], goal=250.0, goal_p95=400.0)


def listened(environment: dict[str, str], file: Path, seconds: float) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Let a window listen while a file is played: its events in seconds of the file, and what it told of its work."""
    command = [sys.executable, CHILD, "listen", str(seconds + 3)]
    process = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    lines = map(json.loads, process.stdout)
    next(line for line in lines if line["event"] == "listening")
    witness = Witness(environment)
    player = subprocess.Popen(["paplay", str(file)], env=environment)
    try:
        began = witness.began()
        told = list(lines)
    finally:
        player.terminate()
        player.wait()
        witness.close()
        process.kill()
        process.wait()
    events = [line for line in told if line["event"] == "heard"]
    for event in events:
        for place in ("start", "end", "seen"):
            event[place] -= began
    return events, next(line for line in told if line["event"] == "listened")


@contextlib.contextmanager
def microphone(environment: dict[str, str]) -> Iterator[Path]:
    """A virtual microphone for programs with this environment, which is changed; gives a folder to use."""
    sys.path.insert(0, str(ROOT / "tests"))
    from virtual_sound import SoundSystem

    folder = Path(tempfile.mkdtemp(prefix="mmdesk-bench-"))
    system = SoundSystem(folder)
    environment |= system.environment
    try:
        yield folder
    finally:
        system.close()
        shutil.rmtree(folder, ignore_errors=True)


def resident() -> float:
    """Memory of this process, in MB."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
