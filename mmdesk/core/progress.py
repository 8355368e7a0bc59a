"""Progress and cancellation of work in another thread: notes on the way, and the token that stops it."""

import threading
import time
from dataclasses import dataclass

from mmdesk.core.errors import Cancelled


@dataclass(frozen=True, slots=True)
class Note:
    """Something the person should hear while work goes on, as a sentence; or progress of a stage.

    Attributes:
        words: the sentence, or the name of the stage
        done, total: how far the stage is; 0 of 0 for a plain sentence
    """

    words: str
    done: int = 0
    total: int = 0


class CancelToken:
    """Lets one thread ask work in another thread to stop, or to pause."""

    def __init__(self) -> None:
        self._cancelled = threading.Event()
        self._may_go = threading.Event()
        self._may_go.set()
        self._paused_seconds = 0.0

    def cancel(self) -> None:
        self._cancelled.set()
        self._may_go.set()

    def pause(self) -> None:
        """Let the work wait where it checks next, until `go_on` or `cancel`."""
        if not self.cancelled:
            self._may_go.clear()

    def go_on(self) -> None:
        self._may_go.set()

    @property
    def cancelled(self) -> bool:
        return self._cancelled.is_set()

    @property
    def paused(self) -> bool:
        return not self._may_go.is_set()

    def clock(self) -> float:
        """Seconds from some moment on, without those in which the work was paused."""
        return time.perf_counter() - self._paused_seconds

    def check(self) -> None:
        """Wait while the work is paused; raise `Cancelled` if it should stop."""
        if self.paused:
            start = time.perf_counter()
            self._may_go.wait()
            self._paused_seconds += time.perf_counter() - start
        if self.cancelled:
            raise Cancelled
