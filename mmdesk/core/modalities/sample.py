"""A sample: what a person offers, up to three modalities, at least one present."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, Self, get_args

if TYPE_CHECKING:  # the window is up before numpy is needed
    import numpy as np
    from numpy.typing import NDArray

Modality = Literal["image", "text", "audio"]
MODALITIES: tuple[Modality, ...] = get_args(Modality)


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A decoded picture.

    Attributes:
        pixels: (H, W, 3) uint8, RGB, upright; may be smaller than the file's own size
        size: width and height in the file, upright, in pixels
        name: file name to show
    """

    pixels: NDArray[np.uint8]
    size: tuple[int, int]
    name: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Sound:
    """A decoded sound.

    Attributes:
        samples: (n,) float32, mono, -1 to 1
        rate: samples per second, in Hz
        name: file name to show
    """

    samples: NDArray[np.float32]
    rate: int
    name: str = ""

    @property
    def seconds(self) -> float:
        return len(self.samples) / self.rate

    def part(self, start: float, end: float) -> Sound:
        """What lies between these seconds, not copied."""
        return Sound(self.samples[round(start * self.rate) : round(end * self.rate)], self.rate, self.name)


@dataclass(frozen=True, slots=True, eq=False)
class Spectrogram:
    """A sound that comes as a ready-made spectrogram, from an array dataset.

    Attributes:
        bands: (n_bands, n_frames) float32, low bands first
        name: what to show
    """

    bands: NDArray[np.float32]
    name: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """Decoded parts of one sample; None is an absent modality."""

    image: Picture | None = None
    text: str | None = None
    audio: Sound | Spectrogram | None = None

    @property
    def present(self) -> tuple[Modality, ...]:
        """The modalities that are there; a text of white space alone is absent."""
        there = {"image": self.image is not None, "text": bool(self.text and self.text.strip()), "audio": self.audio is not None}
        return tuple(modality for modality in MODALITIES if there[modality])

    def without(self, *absent: Modality) -> Self:
        """The same sample with these modalities taken away."""
        return replace(self, **dict.fromkeys(absent))
