"""The question where a ZIP archive that was dropped is to be unpacked."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget


class UnpackQuestion(QMessageBox):
    """Proposes a new folder beside the archive; if there is one of that name, that can be opened instead.

    Signals:
        agreed: unpack it beside the archive
        open_wanted: open the folder that is there
        elsewhere: another place is to be chosen
    """

    agreed = Signal()
    open_wanted = Signal(object)
    elsewhere = Signal()

    def __init__(self, archive: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setIcon(QMessageBox.Icon.Question)
        self.setWindowTitle(self.tr("Unpack {name}").format(name=archive.name))
        self.setTextFormat(Qt.TextFormat.PlainText)
        folder = archive.parent / archive.stem
        if folder.exists():
            self.setText(self.tr("Beside {name} there is a folder of its name. Open it?").format(name=archive.name))
            self.first = self.addButton(self.tr("Open it"), QMessageBox.ButtonRole.AcceptRole)
            self.first.clicked.connect(lambda: self.open_wanted.emit(folder))
            other = self.tr("Unpack elsewhere…")
        else:
            self.setText(self.tr("{name} is an archive. Unpack it into a new folder beside it?").format(name=archive.name))
            self.first = self.addButton(self.tr("Unpack"), QMessageBox.ButtonRole.AcceptRole)
            self.first.clicked.connect(self.agreed)
            other = self.tr("Another place…")
        self.setInformativeText(str(folder))
        self.other = self.addButton(other, QMessageBox.ButtonRole.ActionRole)
        self.other.clicked.connect(self.elsewhere)
        self.setEscapeButton(self.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole))
        self.setDefaultButton(self.first)
