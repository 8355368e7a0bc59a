"""The menu Help: the first steps, the keys, and what this model and this program are."""

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from mmdesk.app.services.session import Session


class HelpMenu(QMenu):
    """Its entries, and the dialogs that they open beside the window."""

    def __init__(self, session: Session, open_log: QAction, window: QMainWindow, build_next: Callable[[], bool]) -> None:
        """`build_next` builds one more place of the window, and says whether there was one."""
        super().__init__(window.menuBar())
        self.setTitle(self.tr("&Help"))
        self._session = session
        self._window = window
        self._build_next = build_next
        self.addAction(self.tr("&First steps…"), QKeySequence.StandardKey.HelpContents, self.show_help)
        self.addAction(self.tr("&Keys…"), "Ctrl+?", self.show_keys)
        self.addSeparator()
        self.about_model = self.addAction(self.tr("About this &model…"), self.show_about_model)
        self.addAction(open_log)
        self.addAction(self.tr("&About mmdesk…"), self.show_about)
        session.model_changed.connect(self._model_changed)
        self._model_changed()

    @Slot()
    def _model_changed(self) -> None:
        self.about_model.setEnabled(self._session.model is not None)

    @Slot()
    def show_help(self) -> None:
        """The first steps."""
        from mmdesk.app.help import shown_help

        shown_help(self._window, self._build_next).show_steps()

    @Slot()
    def show_keys(self) -> None:
        """What each key does."""
        from mmdesk.app.help import shown_help

        shown_help(self._window, self._build_next).show_keys()

    @Slot()
    def show_about(self) -> None:
        from mmdesk.app.about import AboutProgram

        AboutProgram(self._window).open()

    @Slot()
    def show_about_model(self) -> None:
        from mmdesk.app.about import about_model

        if self._session.model:
            about_model(self._window, self._session.model).open()
