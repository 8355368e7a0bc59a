"""The line that tells where a report was saved, and offers to see it."""

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from mmdesk.app.system.desktop import open_file, show_in_folder
from mmdesk.app.widgets.elided_label import ElidedLabel


class SavedRow(QWidget):
    """Hidden until something was saved."""

    def __init__(self) -> None:
        super().__init__()
        self._path = Path()
        self.words = ElidedLabel()
        self.words.setProperty("kind", "soft")
        self.open = QPushButton(self.tr("Open"))
        self.open.setToolTip(self.tr("Open the report"))
        self.open.clicked.connect(self._open)
        self.show_it = QPushButton(self.tr("Show in folder"))
        self.show_it.clicked.connect(self._show)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.open)
        layout.addWidget(self.show_it)
        self.hide()

    def tell(self, path: Path) -> None:
        """Say that this was written."""
        self._path = path
        self.words.set_words(self.tr("Saved as {name}.").format(name=path))
        self.show()

    @Slot()
    def _open(self) -> None:
        open_file(self._path)

    @Slot()
    def _show(self) -> None:
        show_in_folder(self._path)
