"""The card of the examples without a label: how many there are, and the way to label one after the other."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from mmdesk.app.services.projects.collection import Collection
from mmdesk.app.services.worth_labelling import WorthLabelling
from mmdesk.app.widgets.card import Card, heading_label
from mmdesk.core.numerals import filled


class UnlabelledCard(Card):
    """Seen as long as there are any.

    Signals:
        begun: the person wants to label them
    """

    begun = Signal()

    def __init__(self, collection: Collection, worth: WorthLabelling, parent: QWidget) -> None:
        super().__init__(parent)
        self._worth = worth
        self.setAccessibleName(self.tr("Without a label"))
        self.label = QPushButton(self.tr("Label, next…"))
        self.label.setToolTip(self.tr("One example after the other, as large as the window; a key gives its label"))
        self.label.clicked.connect(self.begun)
        self.words = QLabel()
        self.words.setProperty("kind", "soft")
        self.words.setWordWrap(True)
        head = QHBoxLayout()
        head.addWidget(heading_label(self.tr("Without a label")), 1)
        head.addWidget(self.label)
        layout = self.column()
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.words)
        collection.changed.connect(self._changed)
        self._changed()

    @Slot()
    def _changed(self) -> None:
        count = self._worth.unlabelled
        text = self.tr("{count:# example has|# examples have} no label. Begin with those from which the program learns the most.")
        self.words.setText(filled(text, count=count))
        self.setVisible(count > 0)
