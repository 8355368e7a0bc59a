"""Which encoder serves each part: the best, one of ours, or one of `timm` or `transformers` that lies in a folder."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QComboBox, QFileDialog, QVBoxLayout

from mmdesk.app.pages.train.choice import Choice
from mmdesk.app.system.dialogs import file_dialog
from mmdesk.app.system.labels import name_of
from mmdesk.app.system.settings import Settings
from mmdesk.app.system.translation import sentence, translated
from mmdesk.app.widgets.problem_line import ProblemLine
from mmdesk.core.errors import QT_TRANSLATE_NOOP, InputError
from mmdesk.core.modalities.registry import Modality
from mmdesk.core.models.backbone_folder import found_in
from mmdesk.core.models.encoders import ENCODERS, described, has_choice
from mmdesk.core.models.other_backbones import check_library

LETTERS, ROOM = 24, 30
"""How many letters of a name are seen at least, and what is around names in a list, in pixels."""


class EncoderChoice(Choice):
    """A list for each part, whose last entry asks for a folder. One that holds no encoder is told below, and not taken.

    Attributes:
        boxes: the lists, whose data are choices such as "image=lite0"
        problem: why the folder that was chosen last was not taken
    """

    def __init__(self, settings: Settings) -> None:
        self.boxes: dict[Modality, QComboBox] = {modality: QComboBox() for modality in ENCODERS if has_choice(modality)}
        super().__init__([*self.boxes.values()], self._chosen, QVBoxLayout)
        self.problem = ProblemLine()
        self._settings = settings
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)  # noqa: S101 - as above
        layout.insertWidget(layout.count() - 1, self.problem)  # the last is what stretches
        self._before = dict.fromkeys(self.boxes, 0)
        self._asking: Modality = ""
        for modality, box in self.boxes.items():
            box.addItem(translated("plan", QT_TRANSLATE_NOOP("plan", "{part}: the best")).format(part=name_of(modality)))
            for name in ENCODERS[modality]:
                box.addItem(_entry(modality, sentence(described(name))), f"{modality}={name}")
            box.addItem(_entry(modality, self.tr("another… (folder)")))
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(LETTERS)
            box.view().setMinimumWidth(box.view().sizeHintForColumn(0) + ROOM)  # the list shows them whole
            box.activated.connect(self._activated)

    def take(self, modality: Modality, folder: Path) -> None:
        """Have the encoder in this folder serve, or say why not."""
        box = self.boxes[modality]
        try:
            backbone = found_in(folder, modality).backbone
            check_library(backbone.library, backbone.title)
        except InputError as error:
            self.problem.tell(sentence(error))
            return
        self.problem.tell("")
        choice = f"{modality}={folder}"
        if box.findData(choice) < 0:
            box.insertItem(box.count() - 1, _entry(modality, backbone.title), choice)
            box.setItemData(box.count() - 2, str(folder), Qt.ItemDataRole.ToolTipRole)
        box.setCurrentIndex(box.findData(choice))
        self._before[modality] = box.currentIndex()

    def show_parts(self, parts: Sequence[Modality]) -> None:
        """Ask only for the encoders of these parts; of all, as long as none is known."""
        for modality, box in self.boxes.items():
            box.setVisible(modality in parts or not parts)

    def _chosen(self) -> tuple[str, ...]:
        return tuple(box.currentData() for box in self.boxes.values() if box.currentData() and not box.isHidden())

    @Slot(int)
    def _activated(self, row: int) -> None:
        self.problem.tell("")
        modality, box = next((modality, box) for modality, box in self.boxes.items() if box is self.sender())
        if row == box.count() - 1:
            box.setCurrentIndex(self._before[modality])  # which stays if no folder is chosen
            self._ask(modality)
        else:
            self._before[modality] = row

    def _ask(self, modality: Modality) -> None:
        self._asking = modality
        dialog = file_dialog(self, self.tr("Choose a folder with an encoder"), self._settings)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._folder_chosen)
        dialog.open()

    @Slot(str)
    def _folder_chosen(self, name: str) -> None:
        self.take(self._asking, Path(name))


def _entry(modality: Modality, words: str) -> str:
    return f"{name_of(modality)}: {words}"
