"""Waiting in tests: for what happens, never for a time, and so long that only a fault reaches the limit."""

import time
from collections.abc import Callable
from typing import TypeVar

SECONDS = 60.0
"""How long anything may take that takes a moment on a machine that does nothing else."""
MINUTES = 240.0
"""How long a work may take that takes some seconds there, such as a training."""

T = TypeVar("T")


def until(condition: Callable[[], T], what: str, seconds: float = SECONDS) -> T:
    """Wait until `condition` gives something true, and return that; `what` says what did not happen otherwise."""
    begin = time.monotonic()
    looking = begin
    while not (value := condition()):
        now = time.monotonic()
        waited = now - begin
        if waited > seconds:
            raise AssertionError(f"This did not happen within {seconds} s: {what}. Last seen: {value!r}")
        # To look takes the other's time too: half of it at most, and a long work is looked at less often.
        time.sleep(min(max(0.01, waited / 10, now - looking), 1.0))
        looking = time.monotonic()
    return value
