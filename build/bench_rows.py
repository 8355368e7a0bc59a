"""What the benchmark measures: rows with a floor and a goal, as a table or as JSON."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Settings:
    """How thoroughly to measure.

    Attributes:
        data: dataset to train on; None makes one
        starts: processes started for each figure of the start
        answers: predictions for each figure of them
        samples: training samples of the dataset that is made
        epochs: rounds of training that are timed, after one that is not
        seconds: how long each phase of the window is watched
        workers: numbers of loading processes that the plain loop tries
        rows: of the table that is looked through
        picture: width and height of the pictures of the dataset that is made
        words: dataset whose test sounds are spoken; None takes the program's samples
        spoken: most words that are spoken
        hushed: seconds of a quiet room, and of a noisy one
        listened: seconds of sound that are listened to faster than real time
        photographs: of each class that are collected first
        collected: numbers of examples that are learned from at once
        encoder: of each modality in trainings from the shell and in the window; without it, validation chooses
        bundle: folder of the standalone program
        matrix: side of the square matrices whose product is the ceiling of training
    """

    data: Path | None = None
    starts: int = 7
    answers: int = 200
    samples: int = 640
    epochs: int = 3
    seconds: float = 4.0
    workers: tuple[int, ...] = (0, 2)
    rows: int = 100_000
    picture: tuple[int, int] = (320, 240)
    matrix: int = 1536
    words: Path | None = None
    spoken: int = 300
    hushed: float = 60.0
    listened: int = 3600
    photographs: int = 10
    collected: tuple[int, ...] = (80, 500, 2000)
    encoder: tuple[str, ...] = ()
    bundle: Path = Path("dist", "mmdesk")

    @classmethod
    def quick(cls, data: Path | None, bundle: Path) -> "Settings":
        """Enough to see that everything is measured, not enough for a figure to mean anything."""
        return cls(
            data,
            starts=1,
            answers=5,
            samples=16,
            epochs=1,
            seconds=0.3,
            workers=(0,),
            rows=2000,
            picture=(40, 30),
            matrix=256,
            spoken=2,
            hushed=2,
            listened=30,
            collected=(16,),
            photographs=2,
            encoder=("image=fresh", "text=fresh", "audio=fresh"),
            bundle=bundle,
        )


@dataclass(frozen=True, slots=True)
class Row:
    """One figure.

    Attributes:
        key: its name in JSON
        name: what was measured
        unit: of all numbers
        values: of several runs
        floor: what the machine itself needs for the core of the task, measured in between; None if there is none
        floor_name: what that is
        goal: the median's bound, an upper one unless `at_least`
        goal_p95: upper bound of the 95th percentile
        at_least: whether more is better
        broken: why the goal is not met whatever the numbers say
    """

    key: str
    name: str
    unit: str
    values: Sequence[float]
    floor: Sequence[float] | None = None
    floor_name: str = ""
    goal: float | None = None
    goal_p95: float | None = None
    at_least: bool = False
    broken: str = ""

    @property
    def median(self) -> float:
        return statistics.median(self.values)

    @property
    def p95(self) -> float:
        """Of a figure of which more is better, the 5th percentile: the bad end in both cases."""
        return percentile(self.values, 0.05 if self.at_least else 0.95)

    @property
    def floor_median(self) -> float | None:
        return statistics.median(self.floor) if self.floor else None

    @property
    def met(self) -> bool | None:
        """Whether the goal was reached; None if there is none."""
        if self.goal is None:
            return None
        if self.broken:
            return False
        right = self.median >= self.goal if self.at_least else self.median <= self.goal
        return right and (self.goal_p95 is None or self.p95 <= self.goal_p95)

    def as_json(self) -> dict[str, Any]:
        ratio = self.median / self.floor_median if self.floor_median else None
        return {
            "key": self.key,
            "name": self.name,
            "unit": self.unit,
            "median": self.median,
            "p95": self.p95,
            "runs": len(self.values),
            "floor": self.floor_median,
            "floor_name": self.floor_name,
            "ratio": ratio,
            "goal": self.goal,
            "goal_p95": self.goal_p95,
            "at_least": self.at_least,
            "met": self.met,
            "broken": self.broken,
        }


HEADER = ("", "median", "p95", "unit", "goal", "met", "floor", "ratio", "what the floor is")
LEFT = (True, False, False, True, False, True, False, False, True)
"""Which columns are aligned on the left."""


def table(rows: Sequence[Row]) -> str:
    """Aligned columns, numbers on the right."""
    cells = [HEADER, *map(_cells, rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return "\n".join(" ".join(map(_aligned, line, widths, LEFT)).rstrip() for line in cells)


def _aligned(cell: str, width: int, left: bool) -> str:
    return f"{cell:<{width + 1}}" if left else f"{cell:>{width}}"


def _cells(row: Row) -> tuple[str, ...]:
    sign = ">=" if row.at_least else "<="
    goal = "" if row.goal is None else f"{sign} {shown(row.goal)}" + (f", p95 {shown(row.goal_p95)}" if row.goal_p95 else "")
    met = {None: "", True: "yes", False: f"NO {row.broken}".rstrip()}[row.met]
    floor = row.floor_median
    ratio = f"{row.median / floor:.2f}" if floor else ""
    numbers = shown(row.median), shown(row.p95) if len(row.values) > 1 else ""
    return row.name, *numbers, row.unit, goal, met, "" if floor is None else shown(floor), ratio, row.floor_name


def shown(number: float) -> str:
    """Three digits that count."""
    return f"{number:,.0f}" if abs(number) >= 100 else f"{number:.3g}"


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that `share` of them do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, -(-int(share * 1000) * len(ordered) // 1000) - 1))]
