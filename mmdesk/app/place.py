"""What the window asks of each of its places."""

from typing import Protocol

from PySide6.QtCore import QMimeData


class Place(Protocol):
    """A page of the window, reached by the rail; it is a QWidget too.

    Attributes:
        title: its name, translated
        icon: its drawing in `resources/icons`
    """

    title: str
    icon: str

    def begin(self) -> None:
        """Give the keyboard to what a person would use first."""

    def set_dropping(self, dropping: bool) -> None:
        """Show where something that is dragged over the window would go, or no longer."""

    def offer(self, mime: QMimeData) -> None:
        """Take what was dropped or pasted while this place was shown."""
