"""Trainings that were begun, as they are remembered from one start to the next."""

import dataclasses
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Self

from mmdesk.core.datasets.example import Skipped
from mmdesk.core.errors import InputError
from mmdesk.core.paths import written_safely
from mmdesk.core.training.plan import TrainPlan
from mmdesk.core.training.reports import EpochReport, TrainResult

State = Literal["waiting", "running", "interrupted", "stopped", "done", "failed"]
LATELY = 3
"""Epochs by which the rest is estimated."""
ALONE = 0.75
"""Share of the processor below which others use it: measured 0.85 to 0.98 alone, 0.56 to 0.67 beside two programs on two cores."""
UNDER_WAY: tuple[State, ...] = ("waiting", "running")


@dataclass(frozen=True, slots=True)
class TrainRun:
    """One training.

    Attributes:
        number: counted from 1
        dataset: what it learns from, as `mmdesk.core.datasets.read.read_dataset` takes it
        state: "interrupted" ended with the program, "stopped" by the person, "failed" by what `note` tells
        note: what was told about it, a sentence a line; of one that stopped or failed, why
        epochs: what was reported, one for each epoch
        result: how it ended, with the best model so far
        name: what the person calls it; empty unless they renamed it
        began: when it was begun last, in ISO 8601; empty where that is not known
    """

    number: int
    dataset: Path
    plan: TrainPlan
    state: State = "waiting"
    note: str = ""
    epochs: tuple[EpochReport, ...] = ()
    result: TrainResult | None = None
    name: str = ""
    began: str = ""

    @property
    def can_go_on(self) -> bool:
        """Whether it can be taken up; one that failed before its first round would fail again."""
        return self.state in ("interrupted", "stopped") or (self.state == "failed" and bool(self.epochs))

    @property
    def share(self) -> float:
        """How much of it is over, 0 to 1."""
        if self.state not in UNDER_WAY:
            return 1.0
        return self.epochs[-1].epoch / self.epochs[-1].epochs if self.epochs and self.state == "running" else 0.0

    @property
    def seconds_left(self) -> float | None:
        """About how long it still takes, by its last epochs; None before the first one is over."""
        last = self.epochs[-LATELY:]
        return (last[-1].epochs - last[-1].epoch) * sum(epoch.seconds for epoch in last) / len(last) if last else None

    @property
    def slowed(self) -> bool:
        """Whether other programs took a good part of the processor during its last epochs."""
        last = self.epochs[-LATELY:]
        return bool(last) and sum(epoch.processor_share for epoch in last) / len(last) < ALONE

    def after(self, report: EpochReport) -> Self:
        """With one more epoch; a training that goes on may repeat the last ones."""
        before = tuple(epoch for epoch in self.epochs if epoch.epoch < report.epoch)
        return dataclasses.replace(self, epochs=(*before, report))

    def to_json(self) -> str:
        return json.dumps(dataclasses.asdict(self), default=str)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Raises `ValueError`, `TypeError`, `KeyError` or `InputError` if the text is no such run."""
        data: dict[str, Any] = json.loads(text)
        result = data["result"]
        return cls(
            number=data["number"],
            dataset=Path(data["dataset"]),
            plan=plan_of(data["plan"]),
            state=data["state"],
            note=data["note"],
            epochs=tuple(EpochReport(**{**epoch, "judged": tuple(epoch.get("judged", ()))}) for epoch in data["epochs"]),
            result=result and _result(result),
            name=data.get("name", ""),
            began=data.get("began", ""),
        )


class RunStore:
    """Keeps each run in a file of its own, so that none can harm another."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self) -> tuple[TrainRun, ...]:
        """All runs in their order. What was running when the program ended was interrupted; files that cannot be read are none."""
        found = []
        with suppress(OSError):
            for path in self._folder.glob("*.json"):
                with suppress(OSError, ValueError, TypeError, KeyError, InputError):
                    found.append(TrainRun.from_json(path.read_text(encoding="utf-8")))
        ended = [run if run.state != "running" else dataclasses.replace(run, state="interrupted") for run in found]
        return tuple(sorted((run for run in ended if run.state != "waiting"), key=lambda run: run.number))

    def write(self, run: TrainRun) -> None:
        """Keep a run instead of what was known of it.

        Raises:
            InputError: if it cannot be written
        """
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
        with written_safely(self._file(run.number)) as temporary:
            temporary.write_text(run.to_json(), encoding="utf-8")

    def holds(self, number: int) -> bool:
        """Whether a run with this number is kept."""
        return os.path.exists(self._file(number))

    def forget(self, run: TrainRun) -> None:
        with suppress(OSError):
            self._file(run.number).unlink(missing_ok=True)

    def _file(self, number: int) -> Path:
        return self._folder / f"{number}.json"


def plan_of(data: Mapping[str, Any]) -> TrainPlan:
    """A plan that was written as JSON."""
    paths = {name: Path(data[name]) for name in ("out", "start_from", "tensorboard") if data.get(name) is not None}
    lists = {name: tuple(value) for name, value in data.items() if isinstance(value, list)}
    return TrainPlan(**{**data, **paths, **lists})


def _result(data: Mapping[str, Any]) -> TrainResult:
    interval = data.get("val_mae_interval")
    read = {
        "model": Path(data["model"]),
        "skipped": _skipped(data["skipped"]),
        "judged": tuple(data.get("judged", ())),
        "val_mae_interval": interval and (interval[0], interval[1]),
    }
    return TrainResult(**{**data, **read})


def _skipped(rows: list[Mapping[str, Any]]) -> tuple[Skipped, ...]:
    return tuple(Skipped(**row) for row in rows)
