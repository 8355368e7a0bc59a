"""The question what to do for rare classes, asked where there are some."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QVBoxLayout, QWidget

from mmdesk.core.datasets.imbalance import Uneven
from mmdesk.core.numerals import filled

REMEDY = "logit-adjustment"


class RareQuestion(QWidget):
    """Says how rare the rarest class is, and offers the best remedy, which is one of the names in `remedies`."""

    def __init__(self, remedies: QComboBox) -> None:
        super().__init__()
        self._remedies = remedies
        self.words = QLabel()
        self.words.setProperty("kind", "soft")
        self.words.setWordWrap(True)
        self.remedy = QCheckBox(self.tr("Make up for rare classes"))
        self.remedy.setToolTip(self.tr("Trains with {remedy}; the others are under “All other choices”.").format(remedy=REMEDY))
        self.remedy.clicked.connect(self._choose)
        remedies.currentTextChanged.connect(self._chosen)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.words)
        layout.addWidget(self.remedy)

    def ask(self, uneven: Uneven | None) -> None:
        """Show these classes; hide the question where none is rare."""
        self.setVisible(uneven is not None)
        if uneven:
            text = self.tr("“{rarest}” has only {fewest:# sample|# samples} for training, “{commonest}” has {most:#}.")
            self.words.setText(filled(text, **uneven._asdict()))

    @Slot(bool)
    def _choose(self, wanted: bool) -> None:
        self._remedies.setCurrentText(REMEDY if wanted else "none")

    @Slot(str)
    def _chosen(self, name: str) -> None:
        self.remedy.setChecked(name == REMEDY)
