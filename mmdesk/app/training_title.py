"""How far the trainings are, in the window's title: it is read in the taskbar while another window is in front."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QMainWindow

from mmdesk.app.services.training import Training

SEPARATOR = " · "


class TrainingTitle(QObject):
    """Puts the share that is over before whatever title the window has."""

    def __init__(self, window: QMainWindow, training: Training) -> None:
        super().__init__(window)
        self._window, self._training = window, training
        self._before = ""
        training.changed.connect(self.refresh)
        window.windowTitleChanged.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        title = self._window.windowTitle().removeprefix(self._before)
        self._before = self._words()
        self._window.setWindowTitle(self._before + title)

    def _words(self) -> str:
        training = self._training
        if not training.under_way:
            return ""
        return self.tr("{share} % trained").format(share=round(100 * training.share)) + SEPARATOR
