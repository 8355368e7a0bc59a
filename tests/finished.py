"""Work that is a generator, run to its end."""

from collections.abc import Generator
from typing import TypeVar

Report = TypeVar("Report")
Result = TypeVar("Result")


def finished(work: Generator[Report, None, Result]) -> tuple[list[Report], Result]:
    """What work tells on its way, and what it returns at its end."""
    reports = []
    while True:
        try:
            reports.append(next(work))
        except StopIteration as end:
            return reports, end.value
