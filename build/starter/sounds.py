"""Sounds in which somebody says a number, as people record them; and sounds in which nobody does."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rooms import band_limited, hiss, hum, in_room, levelled, noisy, retimed
from scipy.signal import resample_poly
from sentences import NAMES, one_of
from voices import Samples, Voice, spoken

RATE = 16_000
CAST: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name("voices.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Word:
    """A recorded word at `RATE`.

    Attributes:
        samples: (n,) without silence around it
        speaker: flite or espeak-ng, or the name of the person
    """

    samples: Samples
    speaker: str


Bank = dict[int | None, list[Word]]
"""Words for each digit; other words for None."""


def synthetic_bank(count: int, held_out: bool, random: np.random.Generator) -> Bank:
    """Every number spoken by `count` voices of espeak-ng and by those of flite; by voices that are held out, or all others."""
    bank: Bank = {}
    for digit in (*range(10), None):
        voices = [espeak_voice("held_out_variants" if held_out else "variants", random) for _ in range(count)]
        if not held_out:
            voices += [Voice("flite", name, speed) for name in CAST["flite"] for speed in (120, 160, 200)]
        bank[digit] = [Word(said(word_for(digit, random), voice), voice.program) for voice in voices]
    return bank


def espeak_voice(variants: str, random: np.random.Generator) -> Voice:
    name = f"{one_of(CAST['accents'], random)}+{one_of(CAST[variants], random)}"
    return Voice("espeak-ng", name, int(random.integers(95, 210)), int(random.integers(20, 81)))


def word_for(digit: int | None, random: np.random.Generator) -> str:
    return one_of(CAST["other_words"], random) if digit is None else NAMES[digit]


def said(text: str, voice: Voice) -> Samples:
    samples, rate = spoken(text, voice)
    return resample_poly(samples, RATE, rate).astype(np.float32)


def recorded(word: Samples, random: np.random.Generator) -> Samples:
    """The word as a microphone somewhere heard it, with silence before and after, at any level."""
    word = levelled(retimed(word, random.uniform(0.86, 1.17)), 1)
    if random.random() < 0.3:
        word = band_limited(word, RATE, random.uniform(50, 400), random.uniform(2800, 7500))
    before, after = np.minimum(random.exponential(0.35, 2), 2)
    sound = np.concatenate([silence(before), word, silence(after)])
    if random.random() < 0.12:
        # Said again after a while.
        sound = np.concatenate([sound, silence(0.9), word, silence(0.2)])
    if random.random() < 0.5:
        sound = in_room(sound, RATE, random.uniform(0.1, 0.9), random.uniform(0.1, 1.2), random)
    if random.random() < 0.75:
        sound = noisy(sound, any_noise(len(sound), random), random.uniform(8, 50))
    if random.random() < 0.1:
        sound = np.clip(sound, -0.5, 0.5)
    return levelled(sound, float(10 ** random.uniform(-1.7, 0)))


def silence(seconds: float) -> Samples:
    return np.zeros(int(seconds * RATE), dtype=np.float32)


def any_noise(length: int, random: np.random.Generator) -> Samples:
    """Hiss of any colour, sometimes with a hum."""
    noise = hiss(length, random.uniform(0, 2), random)
    return noise + hum(length, RATE, random) * np.float32(random.uniform(0.3, 2)) if random.random() < 0.25 else noise


def nobody(bank: Bank, random: np.random.Generator) -> Samples:
    """Noise, clicks, tones, or another word."""
    if random.random() < 0.55:
        return recorded(bank[None][random.integers(len(bank[None]))].samples, random)
    length = int(RATE * random.uniform(0.4, 3))
    sound = any_noise(length, random)
    kind = random.integers(3)
    if kind == 0:
        time = np.arange(length) / RATE
        sound = sound * np.float32(0.1) + np.sin(2 * np.pi * random.uniform(150, 2000) * time).astype(np.float32)
    elif kind == 1:
        for start in random.integers(0, length, 3):
            burst = sound[start : start + int(random.integers(100, 3000))]
            burst *= np.exp(-np.linspace(0, 6, len(burst), dtype=np.float32)) * 30
    return levelled(sound, float(10 ** random.uniform(-1.7, 0)))
