"""A project is opened for one window at a time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile

from mmdesk.core.datasets.example import UNDECIDED, Decisions
from mmdesk.core.errors import QT_TRANSLATE_NOOP, DatasetError
from mmdesk.core.files import shown
from mmdesk.core.paths import cache_dir

if TYPE_CHECKING:  # the window is up before numpy is needed
    from mmdesk.core.projects.project import Project

MANIFEST = "manifest.csv"


def named(path: Path) -> Path:
    """One name for a dataset, whether its folder or the table in it was given."""
    path = path.absolute()
    return path.parent if path.name == MANIFEST else path


def opened(
    path: Path, new: bool, before: Path | None, lock: QLockFile | None, decisions: Decisions = UNDECIDED
) -> tuple[Project, QLockFile]:
    """Open a project, and let the one before go, which `lock` keeps; raises `InputError`."""
    from mmdesk.core.projects.project import Project

    taken = lock if lock and before == path else _taken(path)
    try:
        project = Project.new(path) if new else Project.open(path, decisions)
    except BaseException:
        if taken is not lock:
            taken.unlock()
        raise
    if lock and taken is not lock:
        lock.unlock()
    return project, taken


def _taken(path: Path) -> QLockFile:
    """Keep other windows away from this dataset; raises `DatasetError` if one has it."""
    import hashlib

    name = hashlib.blake2b(str(path).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    lock = QLockFile(str(cache_dir() / f"{name}.lock"))
    lock.setStaleLockTime(0)
    if not lock.tryLock(0) and lock.error() == QLockFile.LockError.LockFailedError:
        sentence = QT_TRANSLATE_NOOP("errors", "{name} is open in another window of mmdesk. Close it there first.")
        raise DatasetError(sentence, name=shown(path))
    return lock
