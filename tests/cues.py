"""A dataset in which one spot of each part decides the class, and where it lies, for tests of explanations."""

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
from PIL import Image

from mmdesk.core.modalities.audio.sound import Sound
from mmdesk.core.modalities.image.picture import Picture
from mmdesk.core.modalities.sample import Sample

LABELS = ("red", "green", "blue")
PLAIN = "plain"
"""The class of samples without a spot: otherwise one class could be told by the absence of the others', which lies nowhere."""
COLOURS = {"red": (220, 30, 30), "green": (30, 200, 30), "blue": (40, 40, 230)}
PITCHES = {"red": 500.0, "green": 1400.0, "blue": 3000.0}
WORDS = {"red": "cherry", "green": "meadow", "blue": "ocean"}
FILLERS = [
    "the",
    "of",
    "at",
    "near",
    "my",
    "your",
    "some",
    "little",
    "old",
    "new",
    "house",
    "street",
    "day",
    "night",
    "while",
    "with",
]
SIDE, PATCH = 48, 10
RATE, SECONDS, TONE, HUM = 8000, 0.6, 0.09, 120.0


@dataclass(frozen=True)
class Cued:
    """A sample and where what decides lies: shares of the picture (left, top, right, bottom), the number of the word, and
    seconds with hertz (start, end, hertz)."""

    label: str
    sample: Sample
    patch: tuple[float, float, float, float]
    word: int
    tone: tuple[float, float, float]


def cued(label: str, random: np.random.Generator) -> Cued:
    """One sample: noise, fillers, hiss, and one spot in each."""
    pixels = random.integers(60, 190, (SIDE, SIDE, 3)).astype(np.uint8)
    top, left = random.integers(0, SIDE - PATCH, 2)
    if label != PLAIN:
        pixels[top : top + PATCH, left : left + PATCH] = COLOURS[label]
    words = list(random.choice(FILLERS, random.integers(5, 10)))
    word = int(random.integers(len(words) + 1))
    words.insert(word, WORDS.get(label, "room"))
    start = random.uniform(0, SECONDS - TONE)
    times = np.arange(round(SECONDS * RATE)) / RATE
    # It swells and fades: where it began at once, the click would be heard at all pitches.
    envelope = np.where((times >= start) & (times < start + TONE), np.sin(np.pi * (times - start) / TONE) ** 2, 0)
    tone = (label != PLAIN) * np.sin(2 * np.pi * PITCHES.get(label, 1.0) * times) * envelope
    # All hum as loud: a spectrogram is relative to its loudest point, so that without it the hiss everywhere told of the tone.
    hum = np.sin(2 * np.pi * HUM * times)
    samples = (0.4 * tone + 0.4 * hum + random.normal(0, 0.02, len(times))).astype(np.float32)
    sample = Sample(image=Picture(pixels, (SIDE, SIDE)), text=" ".join(words), audio=Sound(samples, RATE))
    patch = left / SIDE, top / SIDE, (left + PATCH) / SIDE, (top + PATCH) / SIDE
    return Cued(label, sample, patch, word, (start, start + TONE, PITCHES.get(label, 0.0)))


def write_cues(folder: Path, counts: dict[str, int], seed: int = 0) -> Path:
    """Write so many rows of each split."""
    folder.mkdir(parents=True)
    random = np.random.default_rng(seed)
    rows = []
    for split, count in counts.items():
        for number in range(count):
            one = cued((*LABELS, PLAIN)[number % 4], random)
            stem = f"{split}-{number}"
            Image.fromarray(one.sample["image"].pixels).save(folder / f"{stem}.png")
            soundfile.write(folder / f"{stem}.wav", one.sample["audio"].samples, RATE)
            rows.append((f"{stem}.png", one.sample["text"], f"{stem}.wav", one.label, split))
    with open(folder / "manifest.csv", "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("image", "text", "audio", "label", "split"), *rows])
    return folder


def strongest(part) -> dict:
    """The region of the greatest value."""
    return max(part.to_json(), key=lambda region: region["value"])


def lies_on(one: Cued, modality: str, region: dict) -> bool:
    """Whether a region touches what decides."""
    if modality == "image":
        left, top, right, bottom = one.patch
        return region["left"] < right and region["right"] > left and region["top"] < bottom and region["bottom"] > top
    if modality == "text":
        return region["words"] == WORDS[one.label]
    start, end, hertz = one.tone
    return region["start"] < end and region["end"] > start and region["low"] <= hertz <= region["high"]
