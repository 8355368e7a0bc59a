"""The guards themselves: each catches what it should, and nothing else."""

import os
from pathlib import Path

import pytest

GUARDS = Path(__file__).with_name("conftest.py")

LEAVERS = """
import logging, threading
import pytest
from PySide6.QtCore import QThread, QTimer
from PySide6.QtWidgets import QWidget

kept = []


def test_a_log_warning(): logging.getLogger("x").warning("careful")


def test_a_thread():
    thread = threading.Thread(target=threading.Event().wait, daemon=True)
    thread.start()


def test_a_window(qapp):
    kept.append(QWidget())
    kept[-1].show()


def test_a_timer(qapp):
    kept[-1].close()
    kept.append(QTimer(qapp))
    kept[-1].start(1000)


def test_a_thread_of_qt(qapp):
    kept[-1].stop()
    kept.append(QThread())
    kept[-1].start()


def test_the_thread_of_qt_ends(qapp):
    kept[-1].quit()
    assert kept[-1].wait(60_000)
"""

TIDY = """
import logging, threading
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget


def test_an_expected_warning(caplog):
    logging.getLogger("x").warning("careful")
    assert "careful" in caplog.text
    caplog.clear()


def test_an_information(): logging.getLogger("x").info("all is well")


def test_a_thread_that_ends(): threading.Thread(target=str).start()


def test_what_nobody_holds(qapp):
    timer = QTimer()
    timer.start(1000)
    QWidget().show()


def test_what_qtbot_closes(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
"""


@pytest.fixture
def guarded(pytester):
    """Run tests in a process of its own under these guards."""

    def run(source):
        pytester.makeini(f"[pytest]\npythonpath = {GUARDS.parent}")
        pytester.makeconftest(GUARDS.read_text(encoding="utf-8") + "\nSECONDS = 0.5  # a thread that ends does so at once here\n")
        pytester.makepyfile(source)
        return pytester.runpytest_subprocess("-p", "no:cacheprovider", "-v")

    return run


def test_what_is_left_fails_the_test_that_left_it(guarded):
    result = guarded(LEAVERS)
    result.assert_outcomes(passed=6, errors=5)
    result.stdout.fnmatch_lines_random(
        [
            "*test_a_log_warning ERROR*",
            "*test_a_thread ERROR*",
            "*test_a_window ERROR*",
            "*test_a_timer ERROR*",
            "*test_a_thread_of_qt ERROR*",
            "The test logged warnings: *careful*",
            "The test left threads running: *",
            "The test left windows open: *QWidget*",
            "The test left timers ticking: *QTimer*",
            "The test left threads of Qt running: *QThread*",
        ]
    )


def test_what_is_tidied_up_passes(guarded):
    guarded(TIDY).assert_outcomes(passed=5)


def test_the_home_is_not_the_persons():
    from mmdesk.core import paths

    assert Path.home().name.startswith("mmdesk-tests-")
    for folder in (paths.settings_dir(), paths.data_dir(), paths.cache_dir(), paths.log_dir()):
        assert folder.is_relative_to(Path.home())
    assert Path(os.environ["XDG_RUNTIME_DIR"]).stat().st_mode & 0o777 == 0o700
