"""Worker threads: every task once, results in order, errors told, one thread within each operation."""

import threading

import pytest
import torch

from mmdesk.engine.workers import Workers


@pytest.fixture(params=[1, 2, 4])
def workers(request):
    with Workers(request.param) as workers:
        yield workers


def test_results_come_in_the_order_of_the_items(workers):
    assert workers.map(lambda number: number * number, range(50)) == [number * number for number in range(50)]
    assert workers.map(str, []) == []


def test_tasks_run_at_the_same_time():
    meeting = threading.Barrier(3, timeout=60)
    with Workers(3) as workers:
        assert sorted(workers.map(lambda _: meeting.wait(), range(3))) == [0, 1, 2]


def test_one_worker_is_the_calling_thread_alone():
    with Workers(1) as workers:
        assert set(workers.map(lambda _: threading.current_thread(), range(3))) == {threading.current_thread()}


def test_operations_of_the_others_use_one_thread():
    meeting = threading.Barrier(2, timeout=60)

    def threads(_):
        meeting.wait()
        return threading.current_thread() is caller or torch.get_num_threads() == 1

    caller = threading.current_thread()
    with Workers(2) as workers:
        assert all(workers.map(threads, range(2)))


def test_an_error_is_raised_and_no_other_task_begins(workers):
    begun = []

    def task(number):
        begun.append(number)
        raise KeyError(number)

    with pytest.raises(KeyError):
        workers.map(task, range(100))
    assert len(begun) <= 4
    assert workers.map(abs, [-1]) == [1]


def test_an_error_of_another_thread_is_raised():
    caller, meeting = threading.current_thread(), threading.Barrier(2, timeout=60)

    def task(_):
        meeting.wait()
        if threading.current_thread() is not caller:
            raise KeyError

    with Workers(2) as workers, pytest.raises(KeyError):
        workers.map(task, range(2))


def test_what_was_started_is_there_when_it_is_asked_for(workers):
    ready = [workers.start(abs, -number) for number in range(5)]
    assert [result() for result in ready] == list(range(5))


def test_only_waiting_for_others_counts_as_waiting():
    may_go = threading.Event()
    with Workers(2) as workers:
        workers.map(abs, [-1])
        assert workers.waited == 0
        ready = workers.start(lambda _: may_go.wait(60), None)
        threading.Timer(0.05, may_go.set).start()
        assert ready()
        assert workers.waited > 0


def test_the_threads_end_with_the_context():
    before = threading.active_count()
    with Workers(4) as workers:
        workers.map(abs, range(-100, 0))
    assert threading.active_count() == before
