"""Words in place about what went wrong."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel


class ProblemLine(QLabel):
    """Hidden as long as there is nothing to tell; what is told can be marked and copied."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "problem")
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.hide()

    def tell(self, words: str) -> None:
        """Say this, and nothing else any more."""
        self.setText(words)
        self.setVisible(bool(words))
