"""The panels that every place is made of."""

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

MARGINS = 14, 10, 14, 12


class Card(QFrame):
    """A panel with a hairline and round corners, drawn by the style sheet.

    One that decides by itself whether it is seen is given its parent at once: it would be a window until it has its place.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")

    def column(self) -> QVBoxLayout:
        """Its layout, with the usual margins."""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*MARGINS)
        return layout


def heading_label(text: str = "") -> QLabel:
    """What a card is about, above the rest of it."""
    label = QLabel(text)
    label.setProperty("kind", "heading")
    return label
