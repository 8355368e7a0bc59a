"""Work in other threads: in each lane only the newest counts; results come back into the GUI thread.

Work is a plain function ``(token) -> result``, or a generator that yields reports and returns the result.
"""

import sys
import threading
from collections.abc import Callable, Generator
from dataclasses import dataclass
from types import GeneratorType
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from mmdesk.core.errors import Cancelled, InputError
from mmdesk.core.progress import CancelToken

Work = Callable[[CancelToken], object]


@dataclass(frozen=True, slots=True)
class Arrival:
    """What the thread sends back: a report, a result or an error of the work with this number."""

    number: int
    value: object
    last: bool


@dataclass(frozen=True, slots=True)
class Order:
    """Work that waits or runs."""

    lane: "Lane"
    number: int
    work: Work
    token: CancelToken


class Worker(QObject):
    """One thread, begun by its first work, and its lanes. Lives in the GUI thread and sees to the thread's end."""

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: dict[Lane, Order] = {}
        self._running: Order | None = None
        self._closed = False
        self._unwanted = False
        self._changed = threading.Condition()
        # A daemon, so that a driver that hangs in it cannot keep the process alive.
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def lane(self) -> "Lane":
        return Lane(self)

    def put(self, order: Order) -> None:
        """Let this be the next work of its lane, instead of what waits or runs there."""
        with self._changed:
            self._drop(order.lane)
            if self._closed:
                return
            self._waiting[order.lane] = order
            self._changed.notify_all()
        if not self._thread.is_alive():
            self._thread.start()

    def drop(self, lane: "Lane") -> None:
        """Cancel what waits or runs in this lane."""
        with self._changed:
            self._drop(lane)

    def end_with(self, user: QObject) -> None:
        """Be there for `user` alone: when that goes, cancel everything and go too, once the thread has ended."""
        user.destroyed.connect(self._user_gone)

    @Slot()
    def _user_gone(self) -> None:
        self._unwanted = True
        self._cancel_all()
        if not self._thread.is_alive():
            self.deleteLater()

    def close(self, seconds: float) -> bool:
        """Cancel everything and wait for the thread, at most `seconds`; says whether it ended."""
        self._cancel_all()
        if self._thread.is_alive():
            self._thread.join(seconds)
        return not self._thread.is_alive()

    def _cancel_all(self) -> None:
        with self._changed:
            self._closed = True
            for lane in [*self._waiting, *([self._running.lane] if self._running else [])]:
                self._drop(lane)
            self._changed.notify_all()

    def _drop(self, lane: "Lane") -> None:
        self._waiting.pop(lane, None)
        if self._running and self._running.lane is lane:
            self._running.token.cancel()

    def _run(self) -> None:
        while order := self._next():
            order.lane.run(order)
        if self._unwanted:
            self.deleteLater()  # one of the few things that Qt allows in any thread

    def _next(self) -> Order | None:
        with self._changed:
            self._running = None
            self._changed.wait_for(lambda: self._closed or self._waiting)
            if not self._closed:
                self._running = self._waiting.pop(next(iter(self._waiting)))
            return self._running


class Lane(QObject):
    """One kind of work of which only the newest counts.

    Signals:
        reported: what a generator yielded
        succeeded: the result
        failed: the `InputError`
        busy_changed: whether newer work than the last result waits or runs
    """

    reported = Signal(object)
    succeeded = Signal(object)
    failed = Signal(object)
    busy_changed = Signal(bool)
    _arrived = Signal(object)

    def __init__(self, worker: Worker) -> None:
        super().__init__(worker)
        self._worker = worker
        self._number = 0
        self._busy = False
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        return self._busy

    def start(self, work: Work) -> None:
        """Do this instead of what waits or runs in the lane."""
        self._number += 1
        self._worker.put(Order(self, self._number, work, CancelToken()))
        self._set_busy(True)

    def cancel(self) -> None:
        """Do nothing; what still arrives is dropped."""
        self._number += 1
        self._worker.drop(self)
        self._set_busy(False)

    def run(self, order: Order) -> None:
        """In the worker's thread: do the work and send back what comes of it."""
        try:
            order.token.check()
            value = order.work(order.token)
            if isinstance(value, GeneratorType):
                value = self._exhaust(value, order)
        except Cancelled:
            return
        except Exception as error:  # noqa: BLE001 - raised again in the GUI thread
            value = error
        self._arrived.emit(Arrival(order.number, value, last=True))

    def _exhaust(self, reports: Generator[Any, None, Any], order: Order) -> object:
        while True:
            try:
                report = next(reports)
            except StopIteration as end:
                return end.value
            self._arrived.emit(Arrival(order.number, report, last=False))

    @Slot(object)
    def _deliver(self, arrival: Arrival) -> None:
        if arrival.number != self._number:
            return
        if not arrival.last:
            self.reported.emit(arrival.value)
            return
        self._set_busy(False)
        if isinstance(arrival.value, InputError):
            self.failed.emit(arrival.value)
        elif isinstance(arrival.value, Exception):
            sys.excepthook(type(arrival.value), arrival.value, arrival.value.__traceback__)
        else:
            self.succeeded.emit(arrival.value)

    def _set_busy(self, busy: bool) -> None:
        if busy != self._busy:
            self._busy = busy
            self.busy_changed.emit(busy)
