"""A word about the parts of a ready sample that went, with an undo."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from mmdesk.app.services.ready_parts import ReadyParts
from mmdesk.app.system.labels import name_of
from mmdesk.app.system.translation import listed


class ReadyRow(QWidget):
    """Shown as long as they can be taken back."""

    def __init__(self, ready: ReadyParts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ready = ready
        self.words = QLabel()
        self.words.setProperty("kind", "soft")
        self.words.setWordWrap(True)
        self.undo = QPushButton(self.tr("Undo"))
        self.undo.setAccessibleName(self.tr("Take the parts of the sample back"))
        self.undo.clicked.connect(ready.take_back)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.words, 1)
        row.addWidget(self.undo)
        ready.changed.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        gone = self._ready.gone
        words = self.tr("This is your own: what belonged to the sample to try went with it ({parts}).")
        self.words.setText(words.format(parts=listed(map(name_of, gone))) if gone else "")
        self.setVisible(bool(gone))
