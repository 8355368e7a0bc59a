"""Worker threads: the tasks of one piece of work at the same time, each on one core.

PyTorch's own (intra-op) threads meet at a barrier in every operation, and where another program has one of the cores, all
wait there, hundreds of times a step. Workers meet once for each list of tasks; who gets less of the processor does fewer.
"""

import contextlib
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self, TypeVar

import torch

Item = TypeVar("Item")
Result = TypeVar("Result")


class Workers:
    """The calling thread and `count - 1` more, until the context is left; one worker is the calling thread alone.

    What a task computes may depend on its item alone, never on the others or their order. PyTorch keeps gradients, autocast
    and its number of threads for each thread, so a task asks for them itself.

    Attributes:
        waited: seconds in which the calling thread had nothing to do
    """

    def __init__(self, count: int) -> None:
        self._count = count
        self._pool = ThreadPoolExecutor(count - 1, "worker", torch.set_num_threads, (1,)) if count > 1 else None
        self.waited = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def map(self, task: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
        """The task's results for all items, in their order; whoever is free takes the next one.

        An error of a task is raised once the tasks that had begun are over.
        """
        results: dict[int, Result] = {}
        numbers = iter(range(len(items)))  # its `next` is atomic

        def work() -> None:
            for number in numbers:
                results[number] = task(items[number])

        others = [self._pool.submit(work) for _ in range(min(self._count, len(items)) - 1)] if self._pool else []
        try:
            work()
        finally:
            for _ in numbers:  # after an error nobody begins another one
                pass
            # A thread that the system has not let begin is not waited for.
            begun = [other for other in others if not other.cancel()]
            errors = [self._error(other) for other in begun]
        for error in filter(None, errors):
            raise error
        return [results[number] for number in range(len(items))]

    def start(self, task: Callable[[Item], Result], item: Item) -> Callable[[], Result]:
        """Do the task meanwhile; the function that is returned waits for its result."""
        if self._pool is None:
            result = task(item)
            return lambda: result
        future = self._pool.submit(task, item)
        return lambda: self._result(future)

    def _error(self, future: "Future[None]") -> BaseException | None:
        with self._waiting():
            return future.exception()

    def _result(self, future: "Future[Result]") -> Result:
        with self._waiting():
            return future.result()

    @contextlib.contextmanager
    def _waiting(self) -> Iterator[None]:
        start = time.perf_counter()
        try:
            yield
        finally:
            self.waited += time.perf_counter() - start
