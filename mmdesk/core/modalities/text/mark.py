"""What mattered in words: stretches of them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text, from character `start` up to but not `end`, and how much it mattered, 0 to 1."""

    start: int
    end: int
    share: float
