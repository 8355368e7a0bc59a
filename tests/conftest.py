"""Guards around every test: the person's folders stay untouched, and what a test leaves behind fails it.

A test fails if it logs a warning, leaves a thread running, a timer ticking or a window open. Qt's own warnings fail it too
(`qt_log_level_fail` in pyproject.toml), and those of Python (`filterwarnings`). A test that expects a warning in the log
looks at it and then calls ``caplog.clear()``.
"""

import gc
import logging
import os
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from patience import SECONDS, until
from tqdm import tqdm

from mmdesk.bootstrap import collecting_by_hand

pytest_plugins = ["pytester", "small_disk", "steady", "virtual_sound"]

FOLDERS = {
    "HOME": ".",
    "XDG_CACHE_HOME": "cache",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_RUNTIME_DIR": "runtime",
    "XDG_STATE_HOME": "state",
}

tqdm.monitor_interval = 0  # its thread would never end


def pytest_configure(config: pytest.Config) -> None:
    """Give the tests, and every process that they start, a home of their own."""
    home = Path(tempfile.mkdtemp(prefix="mmdesk-tests-"))
    config.add_cleanup(lambda: shutil.rmtree(home, ignore_errors=True))
    if "XAUTHORITY" not in os.environ and (Path.home() / ".Xauthority").exists():
        os.environ["XAUTHORITY"] = str(Path.home() / ".Xauthority")  # the right to show windows on the screen
    for name, folder in FOLDERS.items():
        (home / folder).mkdir(mode=0o700, exist_ok=True)
        os.environ[name] = str(home / folder)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session", autouse=True)
def _collect() -> Iterator[Callable[[], None]]:
    """What tests leave of Qt in cycles ends in this thread, as in the program."""
    with collecting_by_hand() as collect:
        yield collect


@pytest.fixture(autouse=True)
def _collected(_collect: Callable[[], None]) -> Iterator[None]:
    yield
    _collect()


@pytest.fixture(autouse=True)
def _no_warning_in_the_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    yield
    records = [record for when in ("setup", "call") for record in caplog.get_records(when)]
    if unexpected := [record.getMessage() for record in records if record.levelno >= logging.WARNING]:
        pytest.fail(f"The test logged warnings: {unexpected}", pytrace=False)


@pytest.fixture(autouse=True)
def _no_thread_left() -> Iterator[None]:
    before = set(threading.enumerate())

    def left() -> list[str]:
        # Python has no end to tell of a thread that it did not start; threads of Qt are looked for below.
        return [t.name for t in set(threading.enumerate()) - before if not isinstance(t, threading._DummyThread)]

    yield
    with suppress(AssertionError):
        until(lambda: not left(), "every thread that was told to end has ended", SECONDS)
    if names := left():
        pytest.fail(f"The test left threads running: {names}", pytrace=False)


@pytest.fixture(autouse=True)
def _nothing_of_qt_left(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    if "qapp" not in request.fixturenames:
        return
    _say_what_is_left("windows open", _windows)
    _say_what_is_left("timers ticking", _timers)
    _say_what_is_left("threads of Qt running", _threads)


def _say_what_is_left(what: str, found: Callable[[], list[str]]) -> None:
    if found():
        gc.collect()  # what nobody holds any more is not left
    if names := found():
        pytest.fail(f"The test left {what}: {names}", pytrace=False)


def _windows() -> list[str]:
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtGui import QGuiApplication

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return [repr(window) for window in QGuiApplication.topLevelWindows() if window.isVisible()]


def _timers() -> list[str]:
    from PySide6.QtCore import QTimer

    return [f"{timer!r} of {timer.parent()!r}" for timer in _living(QTimer) if timer.isActive()]


def _threads() -> list[str]:
    from PySide6.QtCore import QThread

    # The thread of the program itself is one too, once somebody asked for it.
    return [repr(thread) for thread in _living(QThread) if thread.isRunning() and not thread.isCurrentThread()]


def _living(kind: type) -> list:
    from shiboken6 import getAllValidWrappers

    # Not the garbage collector's list: with PyTorch in the process that has half a million objects.
    return [thing for thing in getAllValidWrappers() if isinstance(thing, kind)]


@pytest.fixture
def nobody() -> Iterator[None]:
    """Root may read everything, so the test is somebody else meanwhile."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    yield
    if root:
        os.seteuid(0)


@pytest.fixture
def locked(nobody: None) -> Iterator[Path]:
    """A folder, with a table in it, that may not be listed or entered; ask for it after `tmp_path`, which is then out of reach."""
    with tempfile.TemporaryDirectory() as folder:
        locked = Path(folder) / "locked"
        locked.mkdir()
        (locked / "manifest.csv").write_text("text,label\nmeow,cat\n")
        locked.chmod(0)
        yield locked
        locked.chmod(0o700)
