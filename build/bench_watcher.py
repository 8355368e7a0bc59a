"""Watches mmdesk's window from inside its GUI thread, by its public signals."""

import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from mmdesk.app.system.workers import Worker
from mmdesk.app.window import MainWindow
from mmdesk.core.progress import CancelToken
from mmdesk.core.training.plan import TrainPlan
from mmdesk.main import make_engine

PERIOD = 5
"""Of the timer that measures pauses, in milliseconds."""
TYPING = 15
"""How often the words change while it answers without end, in milliseconds."""
PATIENCE = 60_000
"""After which a window that does not answer is closed, in milliseconds."""

Pause = tuple[float, int]
"""The longest time between two ticks in milliseconds, and how many were longer than 50."""


class Bridge(QObject):
    """Made in another thread, calls a function in the GUI thread once, as soon as that can."""

    _crossed = Signal()

    def __init__(self, function: Callable[[], None]) -> None:
        super().__init__()
        self.called = threading.Event()
        self._function = function
        self._crossed.connect(self._call, Qt.ConnectionType.QueuedConnection)
        self.moveToThread(QCoreApplication.instance().thread())
        self._crossed.emit()

    @Slot()
    def _call(self) -> None:
        self._function()
        self.called.set()


def main_window() -> MainWindow:
    return next(window for window in QApplication.topLevelWidgets() if isinstance(window, MainWindow))


def answer_seen(modalities: int, seen: Callable[[str], None]) -> None:
    """Call `seen` with the label when the answer to a sample of so many modalities is drawn; then close the window."""
    window = main_window()

    def changed() -> None:
        prediction = window.session.prediction
        if prediction and len(prediction.modalities) == modalities:
            QTimer.singleShot(0, window, lambda: (seen(prediction.label), window.close()))

    def opened() -> None:
        if problem := window.session.model_problem:
            print(problem, file=sys.stderr)
            window.close()

    window.session.answer_changed.connect(changed)
    window.session.model_changed.connect(opened)
    QTimer.singleShot(PATIENCE, window, window.close)


class Pauses(QObject):
    """Measures the longest time between two ticks of a timer, in phases; then tells of them and closes the window."""

    def __init__(self, dataset: Path, encoder: tuple[str, ...], seconds: float, tell: Callable[[dict[str, Pause]], None]) -> None:
        self.window = main_window()
        super().__init__(self.window)
        self._tell = tell
        out = Path(tempfile.mkdtemp()) / "model.safetensors"
        self._plan = TrainPlan(out=out, epochs=10_000, device="cpu", encoder=encoder)
        self._dataset = dataset
        self._milliseconds = round(seconds * 1000)
        self._ticks: dict[str, list[float]] = {}
        self._last = time.perf_counter()
        self._training: Worker | None = None
        self._typed = 0
        self._timer = self._every(PERIOD, self._tick)
        self._typing = self._every(TYPING, self._type)
        self._typing.stop()
        self.window.session.answer_changed.connect(self._answered)
        self._begin("opening")

    def _every(self, milliseconds: int, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.timeout.connect(slot)
        timer.start(milliseconds)
        return timer

    def _begin(self, phase: str) -> None:
        self._ticks[phase] = []
        self._phase = phase
        self._last = time.perf_counter()

    @Slot()
    def _tick(self) -> None:
        now = time.perf_counter()
        self._ticks[self._phase].append((now - self._last) * 1000)
        self._last = now

    @Slot()
    def _type(self) -> None:
        """Another sentence; the session cancels what waits, so that the engine always has work."""
        self._typed += 1
        self.window.session.write("text", f"number {self._typed} of many")

    @Slot()
    def _answered(self) -> None:
        if self._phase == "opening" and self.window.session.prediction:
            self._begin("idle")
            QTimer.singleShot(self._milliseconds, self, self._answer)

    @Slot()
    def _answer(self) -> None:
        self._begin("answering")
        self._typing.start()
        QTimer.singleShot(self._milliseconds, self, self._train)

    @Slot()
    def _train(self) -> None:
        self._begin("training")
        self._training = Worker("training", self)
        self._lane = self._training.lane()
        self._lane.reported.connect(self._trained)
        self._lane.start(self._work)
        QTimer.singleShot(PATIENCE, self, self._end)

    def _work(self, token: CancelToken) -> object:
        """In the training's own thread, as a generator of reports."""
        return make_engine("cpu").train(self._dataset, self._plan, token)

    @Slot(object)
    def _trained(self, report: object) -> None:
        """The time is counted from the first epoch on; before it the dataset is read, which also counts as a pause."""
        if type(report).__name__ == "EpochReport" and not getattr(self, "_ending", False):
            self._ending = True
            QTimer.singleShot(self._milliseconds, self, self._end)

    @Slot()
    def _end(self) -> None:
        self._timer.stop()
        self._typing.stop()
        self._tell({phase: (max(ticks, default=0.0), sum(tick > 50 for tick in ticks)) for phase, ticks in self._ticks.items()})
        if self._training:
            self._training.close(seconds=30)
        self.window.close()
