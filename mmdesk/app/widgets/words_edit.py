"""A field for words, which leaves everything but words to the window."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

STRONGEST_MARK = 0.55
"""Words are read on the strongest mark too, light or dark."""
WEAKEST_WAVE = 0.4
"""Opacity of a wave under what hardly counts."""
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

    def set_marks(self, marks: Sequence[tuple[int, int, float]], colour: str) -> None:
        """Mark stretches of the words, from one character to another, in a colour #rrggbb as strong as their shares from 0 to 1;
        those of shares below 0, down to -1, are underlined in waves instead."""
        words = self.toPlainText()
        selections = []
        for start, end, share in marks:
            shade = QColor(colour)
            selection = QTextEdit.ExtraSelection()
            if share < 0:
                shade.setAlphaF(min(WEAKEST_WAVE - share, 1.0))
                selection.format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
                selection.format.setUnderlineColor(shade)
            else:
                shade.setAlphaF(min(share, 1.0) * STRONGEST_MARK)
                selection.format.setBackground(shade)
            cursor = self.textCursor()
            # Qt counts units of UTF-16.
            cursor.setPosition(units(words[:start]))
            cursor.setPosition(units(words[:end]), cursor.MoveMode.KeepAnchor)
            selection.cursor = cursor
            selections.append(selection)
        self.setExtraSelections(selections)

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


def units(words: str) -> int:
    """Length in units of UTF-16."""
    return len(words.encode("utf-16-le", "surrogatepass")) // 2


def is_words(source: QMimeData) -> bool:
    """Whether this is text, rather than files or a picture whose address comes along as text."""
    return source.hasText() and not source.hasUrls() and (not source.hasImage() or is_cells(source))


def is_cells(source: QMimeData) -> bool:
    """Whether this comes from a spreadsheet, which gives a picture of its cells along."""
    return source.hasText() and ("\t" in source.text() or "<table" in source.html().lower())
