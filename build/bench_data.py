"""Material for the benchmark, made on the spot: a dataset and a photograph of 12 megapixels."""

import csv
from collections.abc import Generator
from pathlib import Path
from typing import TypeVar

import numpy as np
import soundfile
from PIL import Image

CLASSES = 8
RATE = 16_000
PHOTOGRAPH = 4000, 3000
WORDS = ["red", "round", "heavy", "small", "loud", "green", "square", "light", "soft", "bright", "rough", "old"]

Result = TypeVar("Result")


def finished(work: Generator[object, None, Result]) -> Result:
    """What work gives at its end, its reports unheard."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            return end.value


def make_dataset(folder: Path, samples: int, size: tuple[int, int]) -> None:
    """A dataset of JPEG pictures of this size, sentences and sounds of a second; a fifth of it is for validation."""
    folder.mkdir()
    random = np.random.default_rng(0)
    rows = [("image", "text", "audio", "label", "split")]
    for number in range(samples + samples // 4):
        label = number % CLASSES
        name = f"{number:05}"
        Image.fromarray(_picture(random, label, *size)).save(folder / f"{name}.jpg", quality=90)
        soundfile.write(folder / f"{name}.wav", _sound(random, label), RATE)
        split = "train" if number < samples else "val"
        rows.append((f"{name}.jpg", _sentence(random, label), f"{name}.wav", f"class {label}", split))
    with open(folder / "manifest.csv", "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)


def make_table(folder: Path, rows: int, files: int) -> None:
    """A long table of sentences that are all different, over so many pictures and sounds."""
    make_dataset(folder, files * 4 // 5, (320, 240))
    random = np.random.default_rng(1)
    words = random.choice(WORDS, (rows, 6))
    with open(folder / "manifest.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("image", "text", "audio", "label", "split"))
        for number in range(rows):
            name, split = f"{number % files:05}", ("train", "train", "val", "test")[number % 4]
            writer.writerow((f"{name}.jpg", f"{' '.join(words[number])} {number}", f"{name}.wav", f"class {number % 40}", split))


def make_photograph(path: Path) -> Path:
    """A JPEG as large, and about as hard to decode, as a camera's."""
    width, height = PHOTOGRAPH
    random = np.random.default_rng(0)
    coarse = Image.fromarray(random.integers(0, 256, (height // 40, width // 40, 3), dtype=np.uint8))
    smooth = np.asarray(coarse.resize(PHOTOGRAPH, Image.Resampling.BICUBIC)).astype(np.int16)
    grain = random.integers(-8, 9, (height, width, 1), dtype=np.int16)
    Image.fromarray(np.clip(smooth + grain, 0, 255).astype(np.uint8)).save(path, quality=90)
    return path


def _picture(random: np.random.Generator, label: int, width: int, height: int) -> np.ndarray:
    """Stripes whose width and direction are the class's, in noise."""
    y, x = np.mgrid[:height, :width]
    stripes = np.sin((x * (label % 4 + 1) + y * (label // 4 * 2 + 1)) / 20 + random.uniform(0, 6))
    grey = 128 + 60 * stripes[..., np.newaxis] + random.normal(0, 20, (height, width, 3))
    return np.clip(grey, 0, 255).astype(np.uint8)


def _sentence(random: np.random.Generator, label: int) -> str:
    return " ".join([*random.choice(WORDS[CLASSES:], 4), WORDS[label], *random.choice(WORDS[CLASSES:], 3)])


def _sound(random: np.random.Generator, label: int) -> np.ndarray:
    """A tone of the class in noise, a second long."""
    time = np.arange(RATE) / RATE
    tone = np.sin(2 * np.pi * (300 + 200 * label) * time + random.uniform(0, 6))
    return (0.3 * tone + random.normal(0, 0.05, RATE)).astype(np.float32)
