"""The dialog in which files are chosen, wherever that is."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from mmdesk.app.system.settings import Settings
from mmdesk.app.system.translation import translated
from mmdesk.core.errors import QT_TRANSLATE_NOOP


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
