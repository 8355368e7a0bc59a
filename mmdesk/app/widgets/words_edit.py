"""A field for words, which leaves everything but words to the window."""

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

LINES = 3
"""Height that it likes to have."""


class WordsEdit(QPlainTextEdit):
    """Plain text. Tab leaves it; files and pictures pasted into it are handed on.

    Signals:
        other_pasted: what was pasted and is no text, as QMimeData
    """

    other_pasted = Signal(QMimeData)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(2)

    def sizeHint(self) -> QSize:
        return QSize(240, self.fontMetrics().lineSpacing() * LINES + 12)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.fontMetrics().lineSpacing() * 2 + 12)

    def set_words(self, words: str) -> None:
        """Replace all words, in one step that undo takes back."""
        if words == self.toPlainText():
            return
        cursor = self.textCursor()
        cursor.select(cursor.SelectionType.Document)
        cursor.insertText(words)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return is_words(source) or source.hasUrls() or source.hasImage()

    def insertFromMimeData(self, source: QMimeData) -> None:
        if is_words(source):
            self.insertPlainText(source.text())
        else:
            self.other_pasted.emit(source)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            # The window's own shortcuts may want it.
            event.ignore()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if is_words(event.mimeData()):
            super().dragEnterEvent(event)
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if is_words(event.mimeData()):
            super().dragMoveEvent(event)
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        if is_words(event.mimeData()):
            super().dropEvent(event)
        else:
            event.ignore()


def is_words(source: QMimeData) -> bool:
    """Whether this is text, rather than files or a picture whose address comes along as text."""
    return source.hasText() and not source.hasUrls() and not source.hasImage()
