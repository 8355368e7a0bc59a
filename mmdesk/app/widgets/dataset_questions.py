"""How a dataset is to be read: where its labels are and in which encoding its texts, asked where that could be several."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

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


class EncodingChoice(QWidget):
    """A button for the likely encoding, and a menu of others; what there is to read is said beside it.

    Signals:
        chosen: the person wants the texts to be read in this encoding
    """

    chosen = Signal(str)

    def __init__(self, encodings: Sequence[str]) -> None:
        super().__init__()
        self._likely = ""
        self.button = QPushButton()
        self.button.clicked.connect(self._take_likely)
        self.others = QToolButton()
        self.others.setProperty("kind", "button")
        self.others.setText(self.tr("Another one"))
        self.others.setAccessibleName(self.tr("Read in another encoding"))
        self.others.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.others)
        for encoding in encodings:
            menu.addAction(encoding, partial(self.chosen.emit, encoding))
        self.others.setMenu(menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(QLabel(self.tr("Encoding")))
        row.addWidget(self.button)
        row.addWidget(self.others)
        row.addStretch()
        self.hide()

    def ask(self, likely: str) -> None:
        """Offer this encoding; hide where nothing is to be decided."""
        self._likely = likely
        self.button.setText(self.tr("Read as {encoding}").format(encoding=likely))
        self.setVisible(bool(likely))

    @Slot()
    def _take_likely(self) -> None:
        self.chosen.emit(self._likely)
