"""What mattered in words: stretches of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the window is up before numpy is needed
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text, from character `start` up to but not `end`, and what it adds to the score."""

    start: int
    end: int
    value: float


@dataclass(frozen=True, slots=True)
class Marks:
    """All words of a text, in their order."""

    text: str
    marks: tuple[Mark, ...]

    @property
    def values(self) -> NDArray[np.float64]:
        """(words,)"""
        import numpy as np

        return np.array([mark.value for mark in self.marks], dtype=np.float64)

    def to_json(self) -> list[dict[str, Any]]:
        """Characters are counted from 0."""
        return [
            {"start": mark.start, "end": mark.end, "words": self.text[mark.start : mark.end], "value": mark.value}
            for mark in self.marks
        ]
