"""A tiny dataset of numbers: brightness, pitch and words each tell a part, so that only all together tell the whole."""

import csv
from collections.abc import Callable
from pathlib import Path

import numpy as np
import soundfile
from PIL import Image

from mmdesk.core.modalities.audio.sound import Sound
from mmdesk.core.modalities.image.picture import Picture
from mmdesk.core.modalities.sample import Sample

RATE = 8000
WORDS = ("none", "some", "many")


def number_of(bright: float, pitch: float, word: int) -> float:
    """50 to 110, from parts of 0 to 1 and a word of three."""
    return 50 + 20 * bright + 20 * pitch + 10 * word


def sample_of(bright: float, pitch: float, word: int, random: np.random.Generator) -> Sample:
    pixels = (30 + 190 * bright + random.normal(0, 10, (20, 20, 3))).clip(0, 255).astype(np.uint8)
    times = np.arange(round(0.25 * RATE)) / RATE
    wave = 0.5 * np.sin(2 * np.pi * 300 * 8**pitch * times) + random.normal(0, 0.02, len(times))
    return Sample(
        image=Picture(pixels, (20, 20)), text=f"there are {WORDS[word]} of them", audio=Sound(wave.astype(np.float32), RATE)
    )


def write_numbers(
    folder: Path, counts: dict[str, int], seed: int = 0, missing: float = 0.1, label: Callable[[float], str] = "{:.2f}".format
) -> Path:
    """Write so many rows of each split; some parts are missing."""
    folder.mkdir(parents=True, exist_ok=True)
    random = np.random.default_rng(seed)
    rows = []
    for split, count in counts.items():
        for number in range(count):
            bright, pitch, word = random.random(), random.random(), int(random.integers(3))
            sample = sample_of(bright, pitch, word, random)
            assert isinstance(sample["image"], Picture)
            assert isinstance(sample["audio"], Sound)
            stem = f"{split}-{number}"
            Image.fromarray(sample["image"].pixels).save(folder / f"{stem}.png")
            soundfile.write(folder / f"{stem}.wav", sample["audio"].samples, RATE)
            cells = [f"{stem}.png", sample["text"], f"{stem}.wav"]
            if random.random() < missing:
                cells[random.integers(3)] = ""
            rows.append((*cells, label(number_of(bright, pitch, word)), split))
    with open(folder / "manifest.csv", "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("image", "text", "audio", "label", "split"), *rows])
    return folder
