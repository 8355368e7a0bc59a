"""A fault is told once, with text to copy, and the program goes on."""

import sys
import threading

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

import mmdesk
from mmdesk.app.system.crash import CrashReporter, report_text

# The reporter catches them here, not the plugin.
pytestmark = pytest.mark.qt_no_exception_capture


@pytest.fixture
def reporter(qapp):
    reporter = CrashReporter(qapp)
    before = sys.excepthook, threading.excepthook
    reporter.install()
    yield reporter
    reporter.remove()
    assert (sys.excepthook, threading.excepthook) == before
    reporter.deleteLater()


@pytest.fixture
def dialogs(qapp):
    """Closes every crash dialog at once, and keeps what it said."""
    seen = []

    def look():
        for box in QApplication.topLevelWidgets():
            if isinstance(box, QMessageBox) and box.isVisible():
                seen.append((box.text(), box.detailedText()))
                copy = next(button for button in box.buttons() if "Copy" in button.text())
                copy.click()
                box.button(QMessageBox.StandardButton.Close).click()

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(10)
    yield seen
    timer.stop()


def fault():
    raise ZeroDivisionError("of ours")


def test_a_fault_opens_one_dialog_with_text_to_copy(reporter, dialogs, qtbot, caplog, qapp):
    QTimer.singleShot(0, fault)
    qtbot.waitUntil(lambda: bool(dialogs))
    text, details = dialogs[0]
    assert "inside mmdesk" in text
    assert "ZeroDivisionError: of ours" in details
    assert mmdesk.__version__ in details
    assert qapp.clipboard().text() == details
    assert "A fault of mmdesk" in caplog.text
    caplog.clear()


def test_the_same_fault_is_told_once(reporter, dialogs, qtbot, caplog):
    error = ValueError("again")
    for _ in range(3):
        sys.excepthook(ValueError, error, None)
    sys.excepthook(KeyError, KeyError("another"), None)
    qtbot.waitUntil(lambda: len(dialogs) > 1)
    assert ["again" in details for _, details in dialogs] == [True, False]
    caplog.clear()


def test_a_fault_in_a_thread_is_told_too(reporter, dialogs, qtbot, caplog):
    thread = threading.Thread(target=fault)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(dialogs))
    assert "of ours" in dialogs[0][1]
    caplog.clear()


def test_the_report_holds_the_traceback():
    try:
        fault()
    except ZeroDivisionError as error:
        text = report_text(error)
    assert "in fault" in text
    assert "PySide6" in text
