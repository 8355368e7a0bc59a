"""The question which fusion, asked where there are several modalities to be fused; a sentence says what the chosen one does."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from mmdesk.app.system.labels import fusion_title
from mmdesk.app.system.translation import translated
from mmdesk.app.tasks.registry import words_of
from mmdesk.core.numerals import filled
from mmdesk.core.tasks.task import TaskName
from mmdesk.core.training.fusions import FUSION_WORDS
from mmdesk.core.training.plan import FUSION_NAMES, TrainPlan, fusions_of

ENABLED = Qt.ItemDataRole.UserRole - 1
"""The role by which the items of a `QComboBox` are enabled or, with 0, not."""
ALL = "all"
"""Stands for every fusion, one after the other."""
USUAL = TrainPlan().fusion


class FusionQuestion(QWidget):
    """The box with all fusions, and below it what the chosen one does."""

    def __init__(self) -> None:
        super().__init__()
        self._suitable = FUSION_NAMES
        question = QLabel(self.tr("Which fusion?"))
        question.setProperty("kind", "soft")
        self.box = QComboBox()
        self.box.setAccessibleName(self.tr("Which fusion?"))
        self.box.addItem(self.tr("the usual one ({name})").format(name=fusion_title(USUAL)), USUAL)
        self.box.addItem(self.tr("try them all"), ALL)
        for name in FUSION_NAMES:
            self.box.addItem(fusion_title(name), name)
            self.box.setItemData(self.box.count() - 1, described(name), Qt.ItemDataRole.ToolTipRole)
        self.words = QLabel()
        self.words.setProperty("kind", "soft")
        self.words.setWordWrap(True)
        self.box.currentIndexChanged.connect(self._explain)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(question)
        layout.addWidget(self.box, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.words)
        self._explain()

    @property
    def fusions(self) -> tuple[str, ...]:
        """The chosen one; all that suit, where nothing is to be fused the usual one."""
        if self.isHidden():
            return (USUAL,)
        return self._suitable if self.box.currentData() == ALL else (self.box.currentData(),)

    def ask_for(self, task: TaskName) -> None:
        """Offer what such a model can have, and say why not the rest."""
        self._suitable = fusions_of(task)
        for number in range(self.box.count()):
            name = self.box.itemData(number)
            enabled = name == ALL or name in self._suitable
            tip = "" if name == ALL else described(name) if enabled else words_of(task).unused_fusion()
            self.box.setItemData(number, None if enabled else 0, ENABLED)
            self.box.setItemData(number, tip, Qt.ItemDataRole.ToolTipRole)
        if self.box.currentData() not in (ALL, *self._suitable):
            self.back_to_usual()
        self._explain()

    def back_to_usual(self) -> None:
        self.box.setCurrentIndex(0)

    @Slot()
    def _explain(self) -> None:
        chosen = self.box.currentData()
        text = self.tr("Trains {count:# model|# models}, one with each fusion, and compares them.")
        words = filled(text, count=len(self._suitable)) if chosen == ALL else described(chosen)
        self.words.setText(words)
        self.box.setAccessibleDescription(words)


def described(fusion: str) -> str:
    """What this fusion does."""
    return translated("fusions", FUSION_WORDS[fusion].sentence)
