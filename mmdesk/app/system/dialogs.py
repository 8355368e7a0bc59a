"""The dialog in which files are chosen, wherever that is."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from mmdesk.app.system.settings import Settings


def file_dialog(parent: QWidget, title: str, settings: Settings) -> QFileDialog:
    """A dialog that begins in the folder of the last choice and remembers the next one; it is told by signals, and goes."""

    def remember(names: list[str]) -> None:
        settings.folder = str(Path(names[0]).parent)

    dialog = QFileDialog(parent, title, settings.folder)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.filesSelected.connect(remember)
    return dialog
