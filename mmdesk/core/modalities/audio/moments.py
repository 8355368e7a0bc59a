"""What mattered in a sound: tiles of its spectrogram (time and frequency)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the window is up before numpy is needed
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Moments:
    """Equal stretches of the time that the model hears, each in a few ranges of pitch.

    Attributes:
        values: (pitches, moments) float64, low pitches first, what each tile adds to the score
        start, end: where in the sound that time begins and ends, as shares of its length; beyond 0 and 1 lies silence
        seconds: length of the sound
        hertz: (pitches + 1,) edges of the pitches; empty where nobody knows them
    """

    values: NDArray[np.float64]
    start: float = 0.0
    end: float = 1.0
    seconds: float = 0.0
    hertz: tuple[float, ...] = ()

    def to_json(self) -> list[dict[str, Any]]:
        """Times in seconds of the sound; pitches in Hz."""
        pitches, moments = self.values.shape
        step = (self.end - self.start) / moments
        return [
            {
                "start": (self.start + moment * step) * self.seconds,
                "end": (self.start + (moment + 1) * step) * self.seconds,
                **({"low": self.hertz[pitch], "high": self.hertz[pitch + 1]} if self.hertz else {}),
                "value": float(self.values[pitch, moment]),
            }
            for pitch in range(pitches)
            for moment in range(moments)
        ]
