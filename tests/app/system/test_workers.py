"""Newest wins, errors arrive as sentences, nothing outlives its worker."""

import sys
import threading

import pytest
from patience import SECONDS
from PySide6.QtCore import QObject
from shiboken6 import isValid

from mmdesk.app.system.workers import Worker
from mmdesk.core.errors import InputError


@pytest.fixture
def worker(qapp):
    worker = Worker("test")
    yield worker
    assert worker.close(SECONDS)
    worker.deleteLater()


def test_the_result_arrives_in_the_gui_thread(worker, qtbot):
    lane = worker.lane()
    seen = []
    lane.succeeded.connect(lambda value: seen.append((value, threading.current_thread())))
    with qtbot.waitSignal(lane.succeeded):
        lane.start(lambda token: threading.current_thread().name)
    assert seen == [("test", threading.main_thread())]


def test_only_the_newest_counts(worker, qtbot):
    lane = worker.lane()
    may_go = threading.Event()
    results = []
    lane.succeeded.connect(results.append)

    def slow(token):
        may_go.wait(SECONDS)
        return "old"

    lane.start(slow)
    for number in range(50):
        lane.start(lambda token, number=number: number)
    may_go.set()
    qtbot.waitUntil(lambda: not lane.busy)
    assert results == [49]


def test_newer_work_cancels_the_token_of_older_work(worker, qtbot):
    lane = worker.lane()
    started, stopped = threading.Event(), threading.Event()

    def until_cancelled(token):
        started.set()
        while not token.cancelled:
            stopped.wait(0.001)
        stopped.set()
        token.check()

    lane.start(until_cancelled)
    assert started.wait(SECONDS)
    with qtbot.waitSignal(lane.succeeded) as answer:
        lane.start(lambda token: "new")
    assert answer.args == ["new"]
    assert stopped.is_set()


def test_lanes_do_not_cancel_each_other(worker, qtbot):
    first, second = worker.lane(), worker.lane()
    with qtbot.waitSignals([first.succeeded, second.succeeded]):
        first.start(lambda token: 1)
        second.start(lambda token: 2)


def test_a_generator_reports_on_its_way(worker, qtbot):
    lane = worker.lane()
    reports = []
    lane.reported.connect(reports.append)

    def work(token):
        yield 1
        yield 2
        return 3

    with qtbot.waitSignal(lane.succeeded) as end:
        lane.start(work)
    assert reports == [1, 2]
    assert end.args == [3]


def test_wrong_input_is_told(worker, qtbot):
    lane = worker.lane()

    def fail(token):
        raise InputError("{name} is empty.", name="a.png")

    with qtbot.waitSignal(lane.failed) as failure:
        lane.start(fail)
    assert str(failure.args[0]) == "a.png is empty."
    assert not lane.busy


def test_a_fault_reaches_the_hook_in_the_gui_thread(worker, qtbot, monkeypatch):
    lane = worker.lane()
    caught = []
    monkeypatch.setattr(sys, "excepthook", lambda *args: caught.append((args[0], threading.current_thread())))
    lane.start(lambda token: 1 / 0)
    qtbot.waitUntil(lambda: bool(caught))
    assert caught == [(ZeroDivisionError, threading.main_thread())]
    with qtbot.waitSignal(lane.succeeded):
        lane.start(lambda token: "it goes on")


def test_cancelled_work_says_nothing(worker, qtbot):
    lane, other = worker.lane(), worker.lane()
    results = []
    lane.succeeded.connect(results.append)
    lane.start(lambda token: 1)
    lane.cancel()
    assert not lane.busy
    with qtbot.waitSignal(other.succeeded):
        other.start(lambda token: 2)
    assert results == []


def test_busy_is_told_once_each_way(worker, qtbot):
    lane = worker.lane()
    changes = []
    lane.busy_changed.connect(changes.append)
    for _ in range(3):
        lane.start(lambda token: 1)
    qtbot.waitUntil(lambda: not lane.busy)
    assert changes == [True, False]


def test_closing_waits_at_most_so_long(qapp):
    worker = Worker("hanging")
    may_go, started = threading.Event(), threading.Event()

    def hang(token):
        started.set()
        may_go.wait(SECONDS)

    worker.lane().start(hang)
    assert started.wait(SECONDS)
    assert not worker.close(0.05)
    may_go.set()
    assert worker.close(SECONDS)
    worker.deleteLater()


def test_nothing_starts_after_closing(qapp):
    worker = Worker("closed")
    lane = worker.lane()
    assert worker.close(SECONDS)
    ran = []
    lane.start(lambda token: ran.append(1))
    assert ran == []
    assert "closed" not in {thread.name for thread in threading.enumerate()}
    worker.deleteLater()


def test_a_worker_goes_with_its_user_and_nobody_waits_for_the_thread(qapp, qtbot):
    parent, user = QObject(), QObject()
    worker = Worker("serving", parent)
    worker.end_with(user)
    lane = worker.lane()
    started, cancelled, may_go = threading.Event(), threading.Event(), threading.Event()

    def work(token):
        started.set()
        while not token.cancelled:
            may_go.wait(0.001)
        cancelled.set()
        may_go.wait(SECONDS)

    lane.start(work)
    assert started.wait(SECONDS)
    user.deleteLater()
    qtbot.waitUntil(cancelled.is_set)
    assert isValid(worker), "its thread still needs it"
    may_go.set()
    qtbot.waitUntil(lambda: not isValid(worker))
    assert "serving" not in {thread.name for thread in threading.enumerate()}
    parent.deleteLater()


def test_a_worker_without_a_thread_goes_with_its_user(qapp, qtbot):
    user = QObject()
    worker = Worker("idle")
    worker.end_with(user)
    user.deleteLater()
    qtbot.waitUntil(lambda: not isValid(worker))


def test_a_worker_that_has_nothing_to_do_has_no_thread(qapp):
    worker = Worker("idle")
    assert "idle" not in {thread.name for thread in threading.enumerate()}
    assert worker.close(SECONDS)
    worker.lane().start(lambda token: None)
    assert "idle" not in {thread.name for thread in threading.enumerate()}
    worker.deleteLater()
