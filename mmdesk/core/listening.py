"""Listening all the time: what a stream of sound is answered with, and where in it something happens."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

STEADY_FRAMES = 3
"""So many frames in a row must be loud before something has begun; a click is shorter."""
QUIETEST = -65.0
"""Nothing below this level is anything, in decibels of full scale."""
GAP_DECIBELS = 4.0
"""An event ends a little lower than it begins."""
TAIL_DECIBELS = 32.0
"""What is so far below an event's own peak is its echo, not the event."""
FLOOR_FALLS, FLOOR_RISES, FLOOR_RISES_LOUD = 0.3, 0.03, 0.001
"""How fast the noise floor follows the level, a frame: downwards, upwards in quiet, and upwards during an event."""


@dataclass(frozen=True, slots=True)
class ListenPlan:
    """How to listen.

    Attributes:
        hop_seconds: time between two answers
        threshold: an event with a lower score is nothing known
        margin: how far above the noise something must be, in decibels
        pause_seconds: silence after which an event is over
        shortest_seconds: shorter sounds are clicks
    """

    hop_seconds: float = 0.1
    threshold: float = 0.6
    margin: float = 10.0
    pause_seconds: float = 0.15
    shortest_seconds: float = 0.1


@dataclass(frozen=True, slots=True)
class Hop:
    """The answer to the last window of the stream.

    Attributes:
        time: end of the window, in seconds from the beginning
        level: the loudest of the hop, in decibels of full scale
        active: whether anything stands out from the noise
        label: the class of the highest score; empty where nothing stands out
        score: its probability
        scores: probability of every class
    """

    time: float
    level: float
    active: bool
    label: str
    score: float
    scores: Mapping[str, float]

    def to_json(self) -> dict[str, Any]:
        """The line that ``mmdesk listen --every-hop --json`` prints."""
        return {"hop": {**asdict(self), "scores": dict(self.scores)}}


@dataclass(frozen=True, slots=True)
class Event:
    """Something that was heard, from `start` to `end` in seconds from the beginning."""

    label: str
    start: float
    end: float
    score: float

    def to_json(self) -> dict[str, Any]:
        """The line that ``mmdesk listen --json`` prints."""
        return {"event": asdict(self)}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Frames of the stream that stand out from the noise, from `start` up to `end`."""

    start: int
    end: int


class Activity:
    """Finds stretches that stand out from the noise around them, frame by frame, by two thresholds (hysteresis)."""

    def __init__(self, plan: ListenPlan, frame_seconds: float, longest_frames: int) -> None:
        self._margin = plan.margin
        self._pause = max(1, round(plan.pause_seconds / frame_seconds))
        self._shortest = max(1, round(plan.shortest_seconds / frame_seconds))
        self._longest = longest_frames
        self._floor: float | None = None
        self._frame = 0
        self._loud_in_a_row = 0
        self._start: int | None = None
        self._last_loud = 0
        self._peak = -math.inf

    @property
    def active(self) -> bool:
        return self._start is not None

    def follow(self, levels: Sequence[float]) -> list[Stretch]:
        """Take the levels of the next frames, in decibels; gives the stretches that ended in them."""
        found = []
        for level in levels:
            stretch = self._begin(level) if self._start is None else self._go_on(level)
            self._frame += 1
            if stretch:
                found.append(stretch)
        return found

    def _begin(self, level: float) -> None:
        if self._floor is None:
            self._floor = level
        self._loud_in_a_row = self._loud_in_a_row + 1 if level > max(self._floor + self._margin, QUIETEST) else 0
        if self._loud_in_a_row < STEADY_FRAMES:
            rate = FLOOR_FALLS if level < self._floor else FLOOR_RISES if not self._loud_in_a_row else 0
            self._floor += rate * (level - self._floor)
            return
        self._start = self._frame - STEADY_FRAMES + 1
        self._last_loud, self._peak = self._frame, level

    def _go_on(self, level: float) -> Stretch | None:
        assert self._floor is not None  # noqa: S101 - an event begins after the first level
        assert self._start is not None  # noqa: S101 - that is where it began
        self._peak = max(self._peak, level)
        self._floor += (FLOOR_FALLS if level < self._floor else FLOOR_RISES_LOUD) * (level - self._floor)
        if level > max(self._floor + self._margin - GAP_DECIBELS, self._peak - TAIL_DECIBELS, QUIETEST):
            self._last_loud = self._frame
        over = self._frame - self._last_loud >= self._pause
        if not over and self._frame - self._start < self._longest:
            return None
        stretch = Stretch(self._start, self._last_loud + 1)
        # What goes on beyond the model's window is a stretch of its own.
        self._start = None if over else self._frame + 1
        self._loud_in_a_row, self._peak = 0, level
        return stretch if stretch.end - stretch.start >= self._shortest else None
