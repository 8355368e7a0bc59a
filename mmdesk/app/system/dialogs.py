"""Dialogs, wherever they are: how large they are at first, and the one in which files are chosen."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from mmdesk.app.system.settings import Settings
from mmdesk.app.system.translation import translated
from mmdesk.core.errors import QT_TRANSLATE_NOOP

FRAME = QSize(8, 40)
"""What the desktop draws around a window, before it is known."""


def size_at_first(window: QWidget, wide: int, high: int) -> None:
    """Have a window begin as large as this, or as the screen if that is smaller."""
    window.resize(QSize(wide, high).boundedTo(window.screen().availableSize() - FRAME))


def file_dialog(parent: QWidget, title: str, settings: Settings) -> QFileDialog:
    """A dialog that begins in the folder of the last choice and remembers the next one; it is told by signals, and goes."""

    def remember(names: list[str]) -> None:
        settings.folder = str(Path(names[0]).parent)

    dialog = QFileDialog(parent, title, settings.folder)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.filesSelected.connect(remember)
    return dialog


def accept_models(dialog: QFileDialog) -> None:
    """Have this dialog choose one model file that is there."""
    filters = QT_TRANSLATE_NOOP("dialogs", "Model files (*.safetensors)"), QT_TRANSLATE_NOOP("dialogs", "All files (*)")
    dialog.setWindowTitle(translated("dialogs", QT_TRANSLATE_NOOP("dialogs", "Choose a model file")))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters([translated("dialogs", words) for words in filters])
