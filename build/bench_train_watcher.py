"""Trains on the place Train from inside mmdesk's GUI thread, and measures the pauses of that thread meanwhile."""

import time
from collections.abc import Callable
from pathlib import Path

from bench_watcher import PERIOD, main_window
from PySide6.QtCore import QObject, Qt, QTimer, Slot

from mmdesk.core.training.plan import TrainPlan


class Trainer(QObject):
    """Trains so many epochs as soon as the model is open; tells of speed and pauses, then closes the window."""

    def __init__(self, dataset: Path, encoder: tuple[str, ...], epochs: int, tell: Callable[[dict[str, object]], None]) -> None:
        self.window = main_window()
        super().__init__(self.window)
        self._tell = tell
        self._plan = TrainPlan(epochs=epochs, device="cpu", encoder=encoder)
        self._number: int | None = None
        self._ticks: list[float] = []
        self._last = time.perf_counter()
        self._training = self.window.session.training
        self._training.data.choose(dataset)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._training.changed.connect(self._changed)
        self.window.session.model_changed.connect(self._begin)

    @Slot()
    def _begin(self) -> None:
        if self.window.session.model and self._number is None:
            self._number = max(self._training.list.runs, default=0) + 1
            self.window.session.place_wanted.emit("train")
            self._training.start([self._plan])

    @Slot()
    def _tick(self) -> None:
        now = time.perf_counter()
        self._ticks.append((now - self._last) * 1000)
        self._last = now

    @Slot()
    def _changed(self) -> None:
        run = self._training.list.runs.get(self._number or 0)
        if run is None:
            return
        if run.epochs and not self._timer.isActive():
            # Before it the files are read, which is another row's business.
            self._last = time.perf_counter()
            self._timer.start(PERIOD)
        if run.state in ("done", "failed"):
            self._timer.stop()
            rates = [epoch.samples_per_second for epoch in run.epochs[1:]]
            self._tell({"rates": rates, "pause": max(self._ticks, default=0.0), "note": run.note})
            self.window.close()
