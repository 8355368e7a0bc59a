"""One example, as large as the window."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from mmdesk.app.pages.data.details_card import DetailsCard
from mmdesk.app.widgets.page_area import PageArea

SIDE = 2048
"""A picture is read so large, in pixels."""
SHARE = 0.92
"""Of the window below it."""


class LargeDialog(QDialog):
    """Details of the current example with room for them, and ways to the ones before and after it.

    Signals:
        step: go so many examples on
    """

    step = Signal(int)

    def __init__(self, details: DetailsCard, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Example"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.details = details
        self.before = self._button(self.tr("Previous"), -1, QKeySequence(Qt.Key.Key_PageUp))
        self.after = self._button(self.tr("Next"), 1, QKeySequence(Qt.Key.Key_PageDown))
        self.close_button = QPushButton(self.tr("Close"))
        self.close_button.clicked.connect(self.accept)
        area = PageArea()
        area.setWidget(details)
        row = QHBoxLayout()
        row.addWidget(self.before)
        row.addWidget(self.after)
        row.addStretch()
        row.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.addWidget(area, 1)
        column.addLayout(row)
        self.resize(parent.window().size() * SHARE)

    def _button(self, text: str, step: int, key: QKeySequence) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.setToolTip(key.toString(QKeySequence.SequenceFormat.NativeText))
        button.clicked.connect(lambda: self.step.emit(step))
        QShortcut(key, self, lambda: self.step.emit(step))
        return button
