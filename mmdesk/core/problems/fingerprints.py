"""What a picture or a sound looks like in a few numbers: enough to judge it, to find it again, to guess its class."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from mmdesk.core.datasets.arrays import array_row, name_of
from mmdesk.core.datasets.example import Item
from mmdesk.core.datasets.splits import content_digest, digest_of
from mmdesk.core.errors import MediaError
from mmdesk.core.files import OpenFile, opened
from mmdesk.core.modalities.audio.column import AUDIO
from mmdesk.core.modalities.audio.files import SILENCE, decode_sound
from mmdesk.core.modalities.audio.sound import Sound, Spectrogram
from mmdesk.core.modalities.audio.spectrogram import Mel
from mmdesk.core.modalities.column import Column, Content
from mmdesk.core.modalities.image.column import IMAGE
from mmdesk.core.modalities.image.files import decode_picture
from mmdesk.core.modalities.image.picture import Picture

Numbers = NDArray[np.uint8] | NDArray[np.float16]
"""Kept small: there may be a hundred thousand."""

SIDE = 32
BLANK_LEVELS, BLANK_SHARE = 16, 0.005
"""A picture is almost blank if no more than this share of its pixels is so many levels from the usual one."""

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


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """What is known of one picture or sound.

    Attributes:
        digest: hash of the content
        numbers: a picture's (SIDE, SIDE, 3) 0 to 255, a sound's (BANDS, FRAMES) 0 to 1
        blank, silent, clipped, dead_channel: what is wrong with it
        seconds: length of a sound; infinite where that is not known
        failure: why it cannot be read
    """

    digest: bytes = b""
    numbers: Numbers | None = None
    blank: bool = False
    silent: bool = False
    clipped: bool = False
    dead_channel: bool = False
    seconds: float = np.inf
    failure: str = ""

    @property
    def usable(self) -> bool:
        """Whether it can be compared with others."""
        return self.numbers is not None and not self.blank


def look_at_picture(item: Item) -> Look:
    try:
        digest, picture = _read(item, IMAGE, lambda file: decode_picture(file, 2 * SIDE))
    except MediaError as error:
        return Look(failure=str(error))
    return Look(digest, thumbnail(picture), blank=is_blank(picture.pixels))


def look_at_sound(item: Item) -> Look:
    meter = Meter()
    try:
        digest, sound = _read(item, AUDIO, lambda file: decode_sound(file, meter.hear))
    except MediaError as error:
        return Look(silent=True) if meter.silent else Look(failure=str(error))
    if isinstance(sound, Spectrogram):
        return Look(digest, resized(sound.bands))
    return Look(
        digest,
        spectrogram(sound),
        clipped=is_clipped(sound.samples),
        dead_channel=meter.dead_channel,
        seconds=sound.seconds,
    )


def _read(item: Item, column: Column, decode: Callable[[OpenFile], Content]) -> tuple[bytes, Content]:
    """The hash of what an item is, and what it holds; a file is opened once for both."""
    if item.index is not None:
        return content_digest(item), column.from_row(array_row(item), name_of(item))
    with opened(item.path) as file:
        return digest_of(file), decode(file)


class Meter:
    """Listens to a sound's channels while it is decoded."""

    def __init__(self) -> None:
        self._peak = 0.0
        self._energies: NDArray[np.float64] | None = None

    def hear(self, block: NDArray[np.float32]) -> None:
        """Take (n, channels) samples."""
        self._peak = max(self._peak, float(np.abs(block).max(initial=0)))
        energies = np.square(block, dtype=np.float64).sum(0)
        self._energies = energies if self._energies is None else self._energies + energies

    @property
    def silent(self) -> bool:
        return self._energies is not None and self._peak <= SILENCE

    @property
    def dead_channel(self) -> bool:
        return self._energies is not None and bool(self._energies.min() < DEAD_RATIO**2 * self._energies.max())


def stacked(looks: Sequence[Look]) -> NDArray[np.float32]:
    """The numbers of looks of one kind, all of which are usable, as one array."""
    return np.stack([look.numbers for look in looks if look.numbers is not None]).astype(np.float32)


def thumbnail(picture: Picture) -> Numbers:
    """(SIDE, SIDE, 3) numbers 0 to 255."""
    return np.asarray(Image.fromarray(picture.pixels).resize((SIDE, SIDE), Image.Resampling.BOX))


def is_blank(pixels: NDArray[np.uint8]) -> bool:
    """Whether almost all of (H, W, 3) pixels are about the same."""
    usual = np.median(pixels.reshape(-1, 3), axis=0)
    far = (np.abs(pixels - usual) > BLANK_LEVELS).any(-1)
    return bool(far.mean() < BLANK_SHARE)


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
