"""What shows one part of an example among its details."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mmdesk.core.modalities.column import Content


class Preview(QWidget):
    """One part, without any until `show_cell`.

    Signals:
        edited: what the cell of the row says now
    """

    edited = Signal(str)

    def show_cell(self, cell: str) -> None:
        """Another row: this is what its cell says; what a file holds comes later, by `show_content`."""
        self.setVisible(bool(cell))

    def show_content(self, content: Content | None) -> None:
        """The decoded content; None if it cannot be read, or there is none."""

    def enlarge(self) -> None:
        """Take all the room there is, if more of it can be seen then."""

    def keep(self) -> None:
        """Write what was typed into the row, before it is another."""

    def play(self) -> None:
        """Play or stop it, if it is of a kind that is played; as soon as it is read."""
