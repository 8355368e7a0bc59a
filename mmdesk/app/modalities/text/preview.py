"""The words of an example, to mend."""

from PySide6.QtCore import QEvent, QObject, QSignalBlocker
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QVBoxLayout

from mmdesk.app.modalities.preview import Preview
from mmdesk.app.system.theme import scaled_font

HEIGHT = 64
LARGE = 1.5
"""Times the usual letters, where an example is as large as the window."""


class WordsPreview(Preview):
    """Shows words, and tells when they were mended."""

    def __init__(self) -> None:
        super().__init__()
        self._cell, self._most = "", HEIGHT
        self.edit = QPlainTextEdit()
        self.edit.setFixedHeight(HEIGHT)  # which `enlarge` takes back for words that are there
        self.edit.setAccessibleName(self.tr("Words of the example"))
        self.edit.setPlaceholderText(self.tr("No words. Type some here."))
        self.edit.setTabChangesFocus(True)
        self.edit.installEventFilter(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.edit)

    def show_cell(self, cell: str) -> None:
        # An empty one has its place too: words can be typed there.
        self._cell = cell
        self.edit.setMaximumHeight(self._most if cell.strip() else HEIGHT)
        with QSignalBlocker(self.edit):
            self.edit.setPlainText(cell)

    def enlarge(self) -> None:
        self._most = self.maximumHeight()
        self.edit.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.edit.setFont(scaled_font(LARGE))
        # A picture beside them may have what they leave: only what is Expanding has a share of it.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.MinimumExpanding)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and watched is self.edit:
            self.keep()
        return super().eventFilter(watched, event)

    def keep(self) -> None:
        words = self.edit.toPlainText()
        if words != self._cell.replace("\r\n", "\n").replace("\r", "\n"):
            self._cell = words
            self.edited.emit(words)
