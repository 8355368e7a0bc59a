"""One problem of a dataset in the card of problems: its words, and buttons that show or remedy it."""

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from mmdesk.app.system.theme import mark

IN_A_LINE = 2
"""So many buttons fit beside each other."""
TICK = "✓ "

Choice = tuple[str, Callable[[], None]]


class ProblemEntry(QWidget):
    """Stays where it is; once it is remedied it is ticked off."""

    def __init__(self, words: str, show: Iterable[Choice], remedies: Iterable[Choice]) -> None:
        super().__init__()
        self._words = words
        self.ticked = False
        self.label = QLabel(words)
        self.label.setWordWrap(True)
        self.shows = [self._button(*choice) for choice in show]
        self.remedies = [self._button(*choice) for choice in remedies]
        buttons = QGridLayout()
        buttons.setSpacing(8)
        buttons.setColumnStretch(IN_A_LINE, 1)
        for place, button in enumerate(self.buttons):
            buttons.addWidget(button, *divmod(place, IN_A_LINE))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        rows.addWidget(self.label)
        rows.addLayout(buttons)

    @property
    def buttons(self) -> list[QPushButton]:
        return [*self.shows, *self.remedies]

    @property
    def has_keyboard(self) -> bool:
        return any(button.hasFocus() for button in self.buttons)

    def tick_off(self) -> None:
        """Say that it was remedied; nothing can be pressed any more."""
        self.ticked = True
        self.label.setText(TICK + self._words)
        mark(self.label, "kind", "soft")
        for button in self.buttons:
            button.setEnabled(False)

    def _button(self, text: str, slot: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.setAccessibleName(f"{text}: {self._words}")
        button.clicked.connect(slot)
        return button
