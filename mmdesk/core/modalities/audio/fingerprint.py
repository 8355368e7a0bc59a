"""Fingerprints of sounds."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from mmdesk.core.errors import MediaError
from mmdesk.core.files import OpenFile
from mmdesk.core.modalities.audio.files import SILENCE, decode_sound
from mmdesk.core.modalities.audio.sound import Sound, Spectrogram
from mmdesk.core.modalities.audio.spectrogram import Mel
from mmdesk.core.modalities.fingerprint import Fingerprint

Numbers = NDArray[np.float16]

BANDS, FRAMES = 32, 24
HOP_SECONDS, MAX_SPECTRA = 0.012, 160
RANGE = 40.0
"""What is quieter than this under the loudest, in dB, counts as nothing."""
TRIMMED = 40.0
"""Begin and end of a sound are where it comes within so many dB of its loudest moment."""

STEP = 1.5 / 32768
MIN_RUN, MIN_DROP = 3, 8 * STEP
CLIPPED_SHARE = 0.002
"""Share of the samples of a clipped sound that lie in flat tops."""
DEAD_RATIO = 0.003
"""A channel is dead if its mean power's root is less than this part of the loudest channel's."""
MIN_SECONDS = 0.1
SHORT_SHARE, MIN_USUAL_SECONDS = 0.2, 0.5
"""A sound is also very short below this share of the usual length, but not above so many seconds."""


def fingerprint(sound: Sound | Spectrogram) -> Fingerprint:
    """(BANDS, FRAMES) numbers 0 to 1."""
    if isinstance(sound, Spectrogram):
        return Fingerprint(numbers=resized(sound.bands))
    flaws = frozenset({"clipped"} if is_clipped(sound.samples) else ())
    return Fingerprint(numbers=spectrogram(sound), flaws=flaws, seconds=sound.seconds)


def examined(file: OpenFile) -> Fingerprint:
    """The same of an open file, whose channels tell more.

    Raises:
        MediaError: if it cannot be read; a silent one can
    """
    meter = Meter()
    try:
        found = fingerprint(decode_sound(file, meter.hear))
    except MediaError:
        if meter.silent:
            return Fingerprint(flaws=frozenset({"silent"}))
        raise
    flaws = found.flaws | ({"dead-channel"} if meter.dead_channel else set())
    return Fingerprint(numbers=found.numbers, flaws=flaws, seconds=found.seconds)


def shortest_usual(seconds: list[float]) -> float:
    """Below so many seconds a sound is very short beside others of these lengths."""
    return max(MIN_SECONDS, min(SHORT_SHARE * float(np.median(seconds)), MIN_USUAL_SECONDS)) if seconds else 0.0


class Meter:
    """Listens to a sound's channels while it is decoded."""

    def __init__(self) -> None:
        self._lows = self._highs = np.zeros(1, np.float32)
        self._energies: NDArray[np.float64] | None = None

    def hear(self, block: NDArray[np.float32]) -> None:
        """Take (n, channels) samples."""
        first = self._energies is None
        self._lows = block.min(0) if first else np.minimum(self._lows, block.min(0))
        self._highs = block.max(0) if first else np.maximum(self._highs, block.max(0))
        energies = np.square(block, dtype=np.float64).sum(0)
        self._energies = energies if self._energies is None else self._energies + energies

    @property
    def silent(self) -> bool:
        return self._energies is not None and bool((self._highs - self._lows).max() <= 2 * SILENCE)

    @property
    def dead_channel(self) -> bool:
        return self._energies is not None and bool(self._energies.min() < DEAD_RATIO**2 * self._energies.max())


def is_clipped(samples: NDArray[np.float32]) -> bool:
    """Whether (n,) samples stay at their extreme value and leave it with a jump, unlike the top of a low tone."""
    level = np.abs(np.clip(samples, -1, 1))
    top = level >= level.max() - STEP
    edges = np.flatnonzero(np.diff(np.concatenate([[False], top, [False]]).astype(np.int8)))
    starts, ends = edges[::2], edges[1::2]
    padded = np.concatenate([[0], level, [0]]).astype(np.float32)
    drop = level.max() - np.minimum(padded[starts], padded[ends + 1])
    flat = (ends - starts >= MIN_RUN) & (drop > MIN_DROP)
    return bool((ends - starts)[flat].sum() > CLIPPED_SHARE * len(samples))


def spectrogram(sound: Sound) -> Numbers:
    """(BANDS, FRAMES) loudness on a mel scale from where the sound begins to where it ends, however long and loud it is."""
    mel = _mel(sound.rate)
    padded = np.pad(sound.samples, (0, max(0, mel.window - len(sound.samples))))
    decibels = mel(padded, max(1, round(HOP_SECONDS * sound.rate), len(padded) // MAX_SPECTRA))
    loudness = decibels.max(0)
    there = np.flatnonzero(loudness >= loudness.max() - TRIMMED)
    return resized(np.maximum(decibels[:, there[0] : there[-1] + 1], loudness.max() - RANGE))


def resized(bands: NDArray[np.float32]) -> Numbers:
    """Any spectrogram as (BANDS, FRAMES) numbers 0 to 1."""
    low, high = bands.min(), bands.max()
    levels = (bands - low) / max(high - low, 1e-9)
    image = Image.fromarray(levels.astype(np.float32)).resize((FRAMES, BANDS), Image.Resampling.BOX)
    return np.asarray(image, dtype=np.float16)


@lru_cache(maxsize=8)
def _mel(rate: int) -> Mel:
    return Mel(rate)
