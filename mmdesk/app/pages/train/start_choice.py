"""With which model a training begins (transfer learning): none, a ready one, one of the person's own, or any file."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QPushButton, QVBoxLayout

from mmdesk.app.pages.train.choice import Choice
from mmdesk.app.pages.train.run_words import run_title
from mmdesk.app.system.dialogs import accept_models, file_dialog
from mmdesk.app.system.settings import Settings
from mmdesk.app.system.translation import sentence, translated
from mmdesk.app.widgets.problem_line import ProblemLine
from mmdesk.core.errors import InputError, ModelFileError, OptionError
from mmdesk.core.models.header import read_spec
from mmdesk.core.models.ready import READY
from mmdesk.core.training.runs import TrainRun
from mmdesk.core.training.start import check_beginning

LETTERS = 24
"""So many the box shows at least; longer names are cut there."""


class StartChoice(Choice):
    """A list of models, and a button for files that are not on it. A file that is no model is told below, and not taken.

    Attributes:
        box: the list, whose data are the files
        file: the button
        problem: why the file that was chosen last was not taken

    Signals:
        taken: a file was, which stands on the list from now on
    """

    taken = Signal(object)

    def __init__(self, settings: Settings) -> None:
        box, file = QComboBox(), QPushButton()
        super().__init__([box, file], box.currentData, QVBoxLayout)
        self.box, self.file, self.problem = box, file, ProblemLine()
        self._settings = settings
        self._own: list[tuple[str, Path]] = []
        self._files: list[Path] = []
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(LETTERS)
        box.activated.connect(self._activated)
        file.setText(self.tr("Choose a model file…"))
        file.clicked.connect(self.choose_file)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)  # noqa: S101 - as above
        layout.setAlignment(file, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.problem)
        self._ready = [*ready_beginnings()]
        self._fill()

    def show_models(self, runs: Iterable[TrainRun], files: Iterable[Path]) -> None:
        """Offer the models of these trainings, the newest first, and these files."""
        ended = sorted((run for run in runs if run.result), key=lambda run: -run.number)
        text = self.tr("No. {number}: {name}, {data}")
        own = [(text.format(number=run.number, name=run_title(run), data=run.dataset.name), run.plan.out) for run in ended]
        if (own, [*files]) != (self._own, self._files):
            self._own, self._files = own, [*files]
            self._fill()

    def take(self, path: Path) -> None:
        """Begin with this file, or say why not."""
        try:
            check_beginning(read_spec(path), path)
        except InputError as error:
            self.problem.tell(sentence(error))
            return
        self.problem.tell("")
        if self.box.findData(path) < 0:
            self._files.append(path)
            self._fill()
            self.taken.emit(path)
        self.box.setCurrentIndex(self.box.findData(path))

    @Slot()
    def choose_file(self) -> None:
        dialog = file_dialog(self, "", self._settings)
        accept_models(dialog)
        dialog.fileSelected.connect(self._file_chosen)
        dialog.open()

    @Slot(str)
    def _file_chosen(self, name: str) -> None:
        self.take(Path(name))

    @Slot()
    def _activated(self) -> None:
        self.problem.tell("")

    def _fill(self) -> None:
        """The list anew; what was chosen stays so."""
        before = self.box.currentData()
        self.box.clear()
        self.box.addItem(self.tr("no other model"), None)
        for words, path in (*self._ready, *self._own, *((path.stem, path) for path in self._files)):
            if self.box.findData(path) < 0:
                self.box.addItem(words, path)
                self.box.setItemData(self.box.count() - 1, str(path), Qt.ItemDataRole.ToolTipRole)
        self.box.setCurrentIndex(max(self.box.findData(before), 0))


def ready_beginnings() -> Iterator[tuple[str, Path]]:
    """Name and file of the ready models with which a training can begin."""
    for ready in READY.values():
        with suppress(ModelFileError, OptionError):
            check_beginning(read_spec(ready.path), ready.path)
            yield translated("ready", ready.title), ready.path
