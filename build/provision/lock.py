"""A lock for set-ups of one folder, which also the pip of a killed one still holds."""

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Wait until no other process sets up `folder`; then none else does, until this one and what it started have ended.

    Two of them would install into each other's files. Windows, where a folder cannot be locked, has to do without.
    """
    if sys.platform == "win32":
        yield
        return
    import fcntl

    held = os.open(folder, os.O_RDONLY)
    os.set_inheritable(held, True)
    try:
        with contextlib.suppress(OSError):  # some network file systems know no locks
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                print("dev.py: another start of dev.py is setting up. Waiting for it…", file=sys.stderr)
                fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)
