"""The question before the window is closed while a training runs."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget


class LeaveQuestion(QMessageBox):
    """Says what becomes of the training; to stay is the suggestion.

    Signals:
        confirmed: close nevertheless
    """

    confirmed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setIcon(QMessageBox.Icon.Question)
        self.setWindowTitle(self.tr("A training is running"))
        self.setText(self.tr("A training is running. Close nevertheless?"))
        self.setInformativeText(
            self.tr("It keeps the best so far and can go on later: choose it in the list of trainings and press “Go on”.")
        )
        self.leave = self.addButton(self.tr("Stop it and close"), QMessageBox.ButtonRole.DestructiveRole)
        self.stay = self.addButton(self.tr("Go on training"), QMessageBox.ButtonRole.RejectRole)
        self.setDefaultButton(self.stay)
        self.setEscapeButton(self.stay)
        self.leave.clicked.connect(self.confirmed)
