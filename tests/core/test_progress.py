import threading

import pytest
from patience import SECONDS

from mmdesk.core.errors import Cancelled
from mmdesk.core.progress import CancelToken


class Clock:
    """Time as a test tells it."""

    def __init__(self):
        self.now = 100.0
        self.asked = threading.Event()

    def perf_counter(self):
        self.asked.set()
        return self.now


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr("mmdesk.core.progress.time", clock)
    return clock


def waiting(token):
    thread = threading.Thread(target=token.check)
    thread.start()
    return thread


def test_work_waits_where_it_checks_until_it_may_go_on(clock):
    token = CancelToken()
    before = token.clock()
    token.pause()
    clock.asked.clear()
    thread = waiting(token)
    assert clock.asked.wait(SECONDS), "it notes when it begins to wait"
    clock.now += 7
    assert thread.is_alive()
    token.go_on()
    thread.join(SECONDS)
    assert not thread.is_alive()
    assert token.clock() == before, "the pause counts"


def test_paused_work_can_be_stopped_and_stopped_work_not_paused():
    token = CancelToken()
    token.pause()
    token.cancel()
    assert not token.paused
    token.pause()
    with pytest.raises(Cancelled):
        token.check()
