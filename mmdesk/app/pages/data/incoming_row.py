"""The line that tells how far the files are that were dropped, as long as they are on their way."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from mmdesk.app.services.projects.imports import Incoming
from mmdesk.core.numerals import whole


class IncomingRow(QWidget):
    """Words, a bar and a button that calls it off."""

    def __init__(self, incoming: Incoming) -> None:
        super().__init__()
        self._incoming = incoming
        self.words = QLabel()
        self.words.setProperty("kind", "soft")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.cancel = QPushButton(self.tr("Cancel"))
        self.cancel.setToolTip(self.tr("Take none of the files that were dropped"))
        self.cancel.clicked.connect(incoming.cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.words)
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel)
        incoming.changed.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        stage = self._incoming.stage
        self.setVisible(self._incoming.busy)
        self.bar.setRange(0, stage.total if stage else 0)
        self.bar.setValue(stage.done if stage else 0)
        told = self.tr("takes the files in: {done} of {total}")
        self.words.setText(
            told.format(done=whole(stage.done), total=whole(stage.total)) if stage else self.tr("looks at the files…")
        )
