"""The row that begins a project: under which name, and where."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from mmdesk.app.services.projects.collection import Collection
from mmdesk.app.system.translation import sentence
from mmdesk.app.widgets.elided_label import ElidedLabel
from mmdesk.app.widgets.problem_line import ProblemLine
from mmdesk.core.errors import InputError


class BeginRow(QWidget):
    """A name that can be changed, the folder in which it will lie, and a button.

    Signals:
        begun: a project of that name is asked for
    """

    begun = Signal()

    def __init__(self, collection: Collection) -> None:
        super().__init__()
        self._collection = collection
        hint = QLabel(self.tr("Samples that you label here teach a model. Begin a project for them, or open one on Data."))
        hint.setProperty("kind", "soft")
        hint.setWordWrap(True)
        self.name = QLineEdit()
        self.name.setAccessibleName(self.tr("Name of the project"))
        self.name.returnPressed.connect(self.start)
        self.button = QPushButton(self.tr("Begin a project"))
        self.button.clicked.connect(self.start)
        self.place = ElidedLabel()
        self.place.setProperty("kind", "soft")
        self.problem = ProblemLine()
        self.name.textChanged.connect(self.problem.hide)
        row = QHBoxLayout()
        row.addWidget(self.name, 1)
        row.addWidget(self.button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(hint)
        rows.addLayout(row)
        rows.addWidget(self.place)
        rows.addWidget(self.problem)
        collection.changed.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Propose a name that is not taken, unless the person wrote one."""
        self.button.setEnabled(not self._collection.opening)
        if self._collection.view is None and not self.name.isModified():
            folder = self._collection.free_folder()
            self.name.setText(folder.name)
            self.place.set_words(self.tr("in the folder {folder}").format(folder=folder.parent))

    @Slot()
    def start(self) -> None:
        """Begin a project of the name that is written, or say why none can be called so."""
        from mmdesk.core.projects.folders import place_for

        try:
            place = place_for(self._collection.free_folder().parent, self.name.text())
        except InputError as error:
            self.problem.tell(sentence(error))
        else:
            self.name.setModified(False)
            self.begun.emit()
            self._collection.new(place)
