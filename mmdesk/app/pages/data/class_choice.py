"""Which class an example is: a button for each with a key of its own, and a field for any other."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from mmdesk.app.system.theme import mark
from mmdesk.core.training.worth_labelling import GUESSED

COLUMNS = 5
LETTERS = 24
"""So many of a class's name are written on its button; the rest is told by its tip."""
DIGITS = "0123456789"


class ClassChoice(QWidget):
    """Has the keyboard itself, so that a number key chooses a class and a letter begins to write one.

    Signals:
        chosen: the label
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Label of the example"))
        self.buttons: dict[str, QPushButton] = {}
        self._every: tuple[str, ...] = ()
        self._guess = ""
        self.edit = LabelField()
        self.edit.setAccessibleName(self.tr("Label of the example, in letters"))
        self.edit.setPlaceholderText(self.tr("another label, or the first letters of one"))
        self.edit.returnPressed.connect(self._written)
        self.give = QPushButton(self.tr("Label it so"))
        self.give.setAutoDefault(False)
        self.give.clicked.connect(self._written)
        self._grid = QGridLayout()
        self._grid.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.edit, 1)
        row.addWidget(self.give)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addLayout(self._grid)
        rows.addLayout(row)

    def offer(self, every: tuple[str, ...], shown: Sequence[str], guess: str) -> None:
        """Offer all these classes by their letters, and some by a button; one of them is marked as what the program guesses."""
        if every != self._every:
            self._every = every
            completer = QCompleter(list(every), self.edit)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            self.edit.setCompleter(completer)
        if tuple(shown) != tuple(self.buttons):
            self._build(shown)
        self._guess = guess
        for label, button in self.buttons.items():
            mark(button, "kind", "guess" if label == guess else None)
            text = self.tr("{label}, the program's guess") if label == guess else "{label}"
            button.setAccessibleName(text.format(label=label))

    def _build(self, shown: Sequence[str]) -> None:
        for button in self.buttons.values():
            self._grid.removeWidget(button)
            button.hide()
            button.deleteLater()
        keys = keys_of(shown)
        self.buttons = {label: self._button(label, key) for label, key in zip(shown, keys, strict=True)}
        for place, button in enumerate(self.buttons.values()):
            self._grid.addWidget(button, place // COLUMNS, place % COLUMNS)

    def _button(self, label: str, key: str) -> QPushButton:
        short = label if len(label) <= LETTERS else f"{label[: LETTERS - 1]}…"
        button = QPushButton((short if key == label else f"{key}   {short}").replace("&", "&&"))
        button.setAutoDefault(False)
        button.setToolTip(self.tr("{label} (key {key})").format(label=label, key=key))
        button.clicked.connect(partial(self.chosen.emit, label))
        return button

    def press(self, key: str) -> bool:
        """A key with this character; says whether it means anything: a class's number, or the beginning of a label."""
        by_key = dict(zip(keys_of(tuple(self.buttons)), self.buttons, strict=True))
        if key in by_key:
            self.chosen.emit(by_key[key])
        elif key.isprintable() and not key.isspace() and key not in ("", *DIGITS):
            self.edit.setFocus()
            self.edit.insert(key)
        else:
            return False
        return True

    def take_guess(self) -> None:
        """It is what the program guesses, if it does."""
        if self._guess:
            self.chosen.emit(self._guess)

    def begin(self) -> None:
        """Take the keyboard; without buttons a label is written."""
        self.edit.clear()
        (self if self.buttons else self.edit).setFocus()

    @Slot()
    def _written(self) -> None:
        if label := self.edit.text().strip():
            same = next((known for known in self._every if known.casefold() == label.casefold()), label)
            self.chosen.emit(same)


class LabelField(QLineEdit):
    """Keeps Enter to itself, which would mean something else to the window around it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()


def keys_of(shown: Sequence[str]) -> tuple[str, ...]:
    """The number key of each class: its own where all classes are single digits, else one after the other."""
    if shown and all(label in DIGITS for label in shown):
        return tuple(shown)
    return tuple(str(number) for number in range(1, len(shown) + 1))


def shown_of(every: Sequence[str], likely: Sequence[str]) -> tuple[str, ...]:
    """The classes that have a button: all of few, always in the same place; of many the likeliest, or else the first ones."""
    if len(every) <= GUESSED or (len(every) <= len(DIGITS) and all(label in DIGITS for label in every)):
        return tuple(every)
    return tuple(dict.fromkeys((*likely, *every)))[:GUESSED]
