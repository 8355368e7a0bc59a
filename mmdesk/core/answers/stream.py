"""Listening all the time: what a stream of sound is answered with, and where in it something happens."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from mmdesk.core.datasets.formulas import EXCEL, sheet
from mmdesk.core.errors import QT_TRANSLATE_NOOP, Option, OptionError

NOTHING_HEARD = 1e-3
"""Magnitude below which nothing can be heard: -60 dB of the loudest."""
NOTHING_HEARD_SECONDS = 1.5
"""When nothing was heard for so long, it is told."""
CLIPPED = 0.999
"""Magnitude from which a sample counts as cut off."""
STEADY_FRAMES = 3
"""So many frames in a row must be loud before something has begun; a click is shorter."""
QUIETEST = -75.0
"""Nothing below this level is anything, in decibels of full scale."""
GAP_DECIBELS = 2.0
"""An event ends a little lower than it begins."""
TAIL_DECIBELS = 34.0
"""What is so far below an event's own peak is its echo, not the event."""
ECHO_FALLS = 0.6
"""How fast a room's echo dies away at least, in decibels a frame; what stays below that begins no new event."""
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
        shortest_seconds: what is loud for a shorter time in all is nothing but clicks

    Raises:
        OptionError: on creation, if a value is not allowed
    """

    hop_seconds: float = 0.1
    threshold: float = 0.6
    margin: float = 8.0
    pause_seconds: float = 0.16
    shortest_seconds: float = 0.1

    def __post_init__(self) -> None:
        self._within("hop_seconds", 0.01, 10)
        self._within("threshold", 0, 1)
        self._within("margin", 1, 100)
        self._within("pause_seconds", 0.01, 10)
        self._within("shortest_seconds", 0, 10)

    def _within(self, name: str, low: float, high: float) -> None:
        value = getattr(self, name)
        if not low <= value <= high:
            sentence = QT_TRANSLATE_NOOP("errors", "{value} is out of range for {option}. Give a number from {low} to {high}.")
            raise OptionError(sentence, value=value, option=Option(name), low=low, high=high)


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
        conflict: whether what is heard contradicts what is shown beside it
        unknown: whether it is none of the classes, see `mmdesk.core.answers.prediction.Prediction`; such a stretch is no event
    """

    time: float
    level: float
    active: bool
    label: str
    score: float
    scores: Mapping[str, float]
    conflict: bool = False
    unknown: bool = False

    def to_json(self) -> dict[str, Any]:
        """The line that ``mmdesk listen --every-hop --json`` prints."""
        return {"hop": {**asdict(self), "scores": dict(self.scores)}}


@dataclass(frozen=True, slots=True)
class Event:
    """Something that was heard, from `start` to `end` in seconds from the beginning; `conflict` as in `Hop`."""

    label: str
    start: float
    end: float
    score: float
    conflict: bool = False

    def to_json(self) -> dict[str, Any]:
        """The line that ``mmdesk listen --json`` prints."""
        return {"event": asdict(self)}


def save_events(path: Path, events: Sequence[Event]) -> None:
    """Write events as a table with the columns label, start, end and score; times in seconds.

    Raises:
        InputError: if the place cannot be written
    """
    with sheet(path, EXCEL) as table:
        table.write(("label", "start", "end", "score"))
        table.write_all([(e.label, f"{e.start:.2f}", f"{e.end:.2f}", f"{e.score:.4f}") for e in events])


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
        self._loud = 0
        self._peak = -math.inf
        self._echo = -math.inf

    @property
    def active(self) -> bool:
        return self._start is not None

    def follow(self, levels: Sequence[float]) -> list[Stretch]:
        """Take the levels of the next frames, in decibels; gives the stretches that ended in them."""
        found = []
        for level in levels:
            if self._start is None:
                self._begin(level)
            elif stretch := self._go_on(level):
                found.append(stretch)
            self._frame += 1
        return found

    def end(self) -> Stretch | None:
        """The stretch that is going on when the stream ends."""
        if self._start is None or self._loud < self._shortest:
            return None
        return Stretch(self._start, self._last_loud + 1)

    def _begin(self, level: float) -> None:
        if self._floor is None:
            self._floor = level
        self._echo -= ECHO_FALLS
        loud = level > max(self._floor + self._margin, self._echo, QUIETEST)
        self._loud_in_a_row = self._loud_in_a_row + 1 if loud else 0
        if self._loud_in_a_row < STEADY_FRAMES:
            rate = FLOOR_FALLS if level < self._floor else FLOOR_RISES if not self._loud_in_a_row else 0
            self._floor += rate * (level - self._floor)
            return
        self._start = self._frame - STEADY_FRAMES + 1
        self._last_loud, self._loud, self._peak = self._frame, STEADY_FRAMES, level

    def _go_on(self, level: float) -> Stretch | None:
        assert self._floor is not None  # noqa: S101 - an event begins after the first level
        assert self._start is not None  # noqa: S101 - that is where it began
        self._peak = max(self._peak, level)
        self._floor += (FLOOR_FALLS if level < self._floor else FLOOR_RISES_LOUD) * (level - self._floor)
        if level > max(self._floor + self._margin - GAP_DECIBELS, self._peak - TAIL_DECIBELS, QUIETEST):
            self._last_loud = self._frame
            self._loud += 1
        over = self._frame - self._last_loud >= self._pause
        if not over and self._frame - self._start < self._longest:
            return None
        stretch = Stretch(self._start, self._last_loud + 1)
        # What goes on beyond the model's window is a stretch of its own.
        self._start = None if over else self._frame + 1
        self._echo = self._peak - TAIL_DECIBELS
        loud, self._loud = self._loud, 0
        self._loud_in_a_row, self._peak = 0, level
        return stretch if loud >= self._shortest else None
