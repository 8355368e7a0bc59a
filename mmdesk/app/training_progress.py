"""How far the trainings are, in the window's title and at the program's icon: it is seen while another window is in front."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QMainWindow

from mmdesk.app.services.training import Training
from mmdesk.app.system.taskbar import TaskbarProgress

SEPARATOR = " · "


class TrainingProgress(QObject):
    """Puts the share that is over before whatever title the window has, and tells it to the desktop."""

    def __init__(self, window: QMainWindow, training: Training, taskbar: TaskbarProgress) -> None:
        super().__init__(window)
        self._window, self._training, self._taskbar = window, training, taskbar
        self._before = ""
        training.changed.connect(self.refresh)
        window.windowTitleChanged.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        training = self._training
        title = self._window.windowTitle().removeprefix(self._before)
        self._before = self._words()
        self._window.setWindowTitle(self._before + title)
        self._taskbar.show(training.share if training.under_way else None)

    def _words(self) -> str:
        training = self._training
        if not training.under_way:
            return ""
        return self.tr("{share} % trained").format(share=round(100 * training.share)) + SEPARATOR
