"""What is done with projects in a thread of their own: opened, left, edited."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile

from mmdesk.app.services.projects.lock import opened
from mmdesk.core.datasets.example import Decisions
from mmdesk.core.errors import InputError
from mmdesk.core.progress import CancelToken

if TYPE_CHECKING:  # the window is up before numpy is needed
    from mmdesk.core.projects.project import Project
    from mmdesk.core.projects.view import View

Command = Callable[["Project"], None]


@dataclass(frozen=True, slots=True)
class Opened:
    """A project, if any, its lock, and why not all edits of the one before are in its table."""

    project: Project | None
    lock: QLockFile | None
    problem: InputError | None


def open_project(
    path: Path,
    new: bool,
    decisions: Decisions,
    before: Project | None,
    lock: QLockFile | None,
    waiting: deque[Command],
    _token: CancelToken,
) -> Opened:
    """Leave the project before, then open another; raises `InputError`."""
    problem = leave(before, waiting) if before else None
    project, taken = opened(path, new, before.view.path if before else None, lock, decisions)
    return Opened(project, taken, problem)


def handed_over(
    act: Callable[[], Path | None], before: Project, lock: QLockFile | None, waiting: deque[Command], _token: CancelToken
) -> Opened:
    """Leave the project, then open what `act` gives, or nothing; raises `InputError`."""
    problem = leave(before, waiting)
    path = act()
    if path is None:
        if lock:
            lock.unlock()
        return Opened(None, None, problem)
    project, taken = opened(path, False, before.view.path, lock)
    return Opened(project, taken, problem)


def leave(project: Project, waiting: deque[Command]) -> InputError | None:
    """Do what waits, save and close; gives the last of what could not be. The journal keeps edits that the table lacks."""
    problem: InputError | None = None
    while waiting:
        try:
            waiting.popleft()(project)
        except InputError as error:
            problem = error
    try:
        project.close()
    except InputError as error:
        problem = error
    return problem


def work_off(project: Project, waiting: deque[Command], _token: CancelToken) -> Iterator[View]:
    """Do what waits, in its order, whatever happens to who asked for it."""
    while waiting:
        command = waiting.popleft()
        command(project)
        yield project.view
