"""The question where the labels of a dataset are, asked where a table and folders could both tell them."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

SHOWN = 4
"""More buttons than these do not fit beside each other."""


class LabelsQuestion(QWidget):
    """Words, and a button for each place where the labels could be.

    Signals:
        chosen: the person wants the labels from here, one of the choices
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[str, QPushButton] = {}
        words = QLabel(self.tr("Where are the labels? More than one thing there could tell them."))
        words.setWordWrap(True)
        self._row = QHBoxLayout()
        self._row.setSpacing(8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(words)
        layout.addLayout(self._row)
        self.hide()

    def ask(self, choices: Sequence[str], folders: str) -> None:
        """Offer these choices, of which `folders` means the names of folders; hide where there is no choice."""
        shown = tuple(choices[: SHOWN - 1]) + tuple(choice for choice in choices[SHOWN - 1 :] if choice == folders)
        if shown != tuple(self.buttons):
            while item := self._row.takeAt(0):
                if widget := item.widget():
                    widget.deleteLater()
            self.buttons = {}
            for choice in shown:
                button = QPushButton(
                    self.tr("In the names of the folders") if choice == folders else self.tr("In {table}").format(table=choice)
                )
                button.clicked.connect(partial(self.chosen.emit, choice))
                self.buttons[choice] = button
                self._row.addWidget(button)
            self._row.addStretch()
        self.setVisible(bool(choices))
