"""A fault of ours: told once in a dialog with text to copy; the program goes on if it can."""

import logging
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType

import PySide6
from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication

import mmdesk
from mmdesk.core.paths import log_dir

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], object]


def report_text(error: BaseException) -> str:
    """What somebody who mends the fault has to know; it holds nothing of the person's samples."""
    import platform

    where = f"mmdesk {mmdesk.__version__}, Python {platform.python_version()}, PySide6 {PySide6.__version__}, {platform.platform()}"
    return where + "\n\n" + "".join(traceback.format_exception(error))


class CrashReporter(QObject):
    """Catches every exception that nobody caught, in any thread.

    `raised` is all that the hooks touch; the dialog opens in the GUI thread.
    """

    raised = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._told: set[str] = set()
        self._waiting: list[str] = []  # reports, the first of them on the screen
        self._earlier: tuple[Hook, Callable[[threading.ExceptHookArgs], object]] | None = None
        self.raised.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        self._earlier = sys.excepthook, threading.excepthook
        sys.excepthook = self._caught
        threading.excepthook = self._caught_in_thread

    def remove(self) -> None:
        if self._earlier:
            sys.excepthook, threading.excepthook = self._earlier
            self._earlier = None

    def _caught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._caught(args.exc_type, args.exc_value, args.exc_traceback)

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QGuiApplication.quit()
            return
        logging.getLogger("mmdesk").error("A fault of mmdesk", exc_info=(kind, error, trace))
        self.raised.emit(error)

    @Slot(object)
    def _tell(self, error: BaseException) -> None:
        text = report_text(error)
        if text in self._told:
            return
        self._told.add(text)
        self._waiting.append(text)
        if len(self._waiting) > 1:  # a dialog's event loop delivers the next fault: it waits its turn
            return
        while self._waiting:
            self._ask(self._waiting[0])
            del self._waiting[0]

    def _ask(self, text: str) -> None:
        from PySide6.QtWidgets import QApplication, QMessageBox

        # In the window it is styled as the window is.
        box = QMessageBox(QApplication.activeWindow())
        box.setObjectName("crash")
        box.setIcon(QMessageBox.Icon.Critical)
        box.setWindowTitle(self.tr("mmdesk"))
        box.setText(self.tr("Something went wrong inside mmdesk."))
        box.setInformativeText(
            self.tr("You can go on working; what you were doing just now may not be done. The log is in {folder}.").format(
                folder=log_dir()
            )
        )
        box.setDetailedText(text)
        copy = box.addButton(self.tr("Copy the report"), QMessageBox.ButtonRole.ActionRole)
        copy.clicked.disconnect()
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Close))
        close = box.addButton(self.tr("End mmdesk"), QMessageBox.ButtonRole.DestructiveRole)
        box.exec()
        if box.clickedButton() is close:
            del self._waiting[1:]
            QGuiApplication.quit()
