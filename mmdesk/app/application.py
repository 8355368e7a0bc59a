"""Start and end of the window's program, in their order."""

import logging
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

import mmdesk
from mmdesk.app.services.open_model import EngineFactory
from mmdesk.app.services.session import Session
from mmdesk.app.system.crash import CrashReporter
from mmdesk.app.system.garbage import Collector
from mmdesk.app.system.settings import Settings
from mmdesk.app.system.theme import Theme, program_icon
from mmdesk.app.system.translation import Language
from mmdesk.app.window import MainWindow

WAIT_SECONDS = 10.0
"""How long the end of the program waits for its threads."""
SIGNAL_MILLISECONDS = 200
"""How often Python is given the chance to hear of Ctrl-C in the terminal."""


class Application(QApplication):
    """Hears of files that the person opens with the running program, as macOS tells it.

    Signals:
        file_opened: the path of a file
    """

    file_opened = Signal(str)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent):
            self.file_opened.emit(event.file())
            return True
        return super().event(event)


def run(engine_factory: EngineFactory, files: Sequence[Path], model: Path | None) -> int:
    """Open the window with these files dropped into it; returns the exit code when it is closed."""
    app = Application([*sys.argv[:1], "-style=fusion"])
    app.setApplicationName("mmdesk")
    app.setApplicationVersion(mmdesk.__version__)
    app.setDesktopFileName("mmdesk")
    app.setWindowIcon(program_icon())
    crash = CrashReporter(app)
    crash.install()
    collector = Collector(app)
    settings = Settings()
    language = Language(app, settings.language)
    theme = Theme(app, settings.appearance)
    theme.set_text_size(settings.text_size)
    session = Session(engine_factory, settings)
    shown = ShownWindow(session, theme, language)
    shown.open()
    app.file_opened.connect(lambda name: session.drop([Path(name)]))
    app.processEvents()
    # The window is drawn: from here on other threads import PyTorch, and what the history needs.
    session.open_model(model or settings.model)
    session.earlier.read()
    session.collection.reopen()
    if files:
        session.drop(files)
    else:
        session.earlier.restore_desk()
    let_ctrl_c_through(app)
    code = app.exec()
    settings.sync()
    ended = session.close(WAIT_SECONDS)
    collector.stop()
    crash.remove()
    if not ended:
        logging.getLogger("mmdesk").error("A thread did not end in %s s; leaving it behind", WAIT_SECONDS)
        logging.shutdown()
        os._exit(code)
    return code


class ShownWindow(QObject):
    """The window; made anew when another language or size of text is chosen, while the session and all that it holds go on."""

    def __init__(self, session: Session, theme: Theme, language: Language) -> None:
        super().__init__(session)
        self._session, self._theme, self._language = session, theme, language

    def open(self) -> None:
        """Show a new window."""
        self.window = MainWindow(self._session, self._theme)
        # Queued: the menu in which the language was chosen goes with its window.
        self.window.actions_.language_chosen.connect(self.open_again, Qt.ConnectionType.QueuedConnection)
        self.window.text_size.chosen.connect(self.open_again, Qt.ConnectionType.QueuedConnection)
        self.window.show()

    @Slot()
    def open_again(self) -> None:
        """Put a new window, in the language of the settings, in the place of the one that is shown."""
        from mmdesk.app.carry_over import carry

        before = self.window
        self._language.set(self._session.settings.language)
        self._session.judging.tell_anew()
        before.keep_place()
        self.open()
        for number, place in before.places.built():
            carry(place, self.window.places.build(number))
        if not before.isMaximized():
            self.window.setGeometry(before.geometry())  # as large as it is, though that may be more than the screen
        before.close_at_once()
        before.deleteLater()


def close_at_once(app: QApplication) -> None:
    """Close all windows without a question."""
    for window in app.topLevelWidgets():
        if isinstance(window, MainWindow):
            window.asks_before_closing = False
    app.closeAllWindows()


def let_ctrl_c_through(app: QApplication) -> None:
    """Close the window on Ctrl-C in the terminal, which Qt's event loop would not hear."""
    # Later, because Python may hear of it in the middle of a painting.
    signal.signal(signal.SIGINT, lambda *_: QTimer.singleShot(0, lambda: close_at_once(app)))
    timer = QTimer(app)
    timer.timeout.connect(lambda: None)
    timer.start(SIGNAL_MILLISECONDS)
