"""A decoded sound, or the spectrogram that stands for one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the window is up before numpy is needed
    import numpy as np
    from numpy.typing import NDArray


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
