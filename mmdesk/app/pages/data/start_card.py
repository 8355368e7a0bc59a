"""What the place Data says while no project is open."""

from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from mmdesk.app.pages.data.project_actions import ProjectActions
from mmdesk.app.services.projects.collection import Collection
from mmdesk.app.services.projects.imports import Incoming
from mmdesk.app.system.settings import Settings
from mmdesk.app.system.theme import mark, scaled_font
from mmdesk.app.widgets.card import Card
from mmdesk.app.widgets.dataset_questions import EncodingChoice
from mmdesk.core.modalities.text.encodings import CODECS, OTHERS

MAX_RECENT = 5
WIDTH = 560


class StartCard(Card):
    """Begin, open or drop."""

    def __init__(self, collection: Collection, incoming: Incoming, settings: Settings, actions: ProjectActions) -> None:
        super().__init__()
        self._collection = collection
        self._incoming = incoming
        self._settings = settings
        self.setAccessibleName(self.tr("Begin"))
        self.setMinimumWidth(WIDTH)
        heading = QLabel(self.tr("Gather examples to learn from"))
        heading.setFont(scaled_font(1.4, bold=True))
        self.new = self._button(self.tr("New project…"), actions.choose_new)
        self.folder = self._button(self.tr("Open a folder…"), actions.choose_folder)
        self.table = self._button(self.tr("Open a table…"), actions.choose_table)
        buttons = QHBoxLayout()
        for button in (self.new, self.folder, self.table):
            buttons.addWidget(button)
        buttons.addStretch()
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.encoding = EncodingChoice((*CODECS, *OTHERS))
        self.encoding.chosen.connect(lambda name: collection.decide(encoding=name))
        self._recent = QVBoxLayout()
        self._recent.setSpacing(4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(14)
        layout.addWidget(heading)
        layout.addWidget(self._what())
        layout.addLayout(buttons)
        layout.addWidget(self.told)
        layout.addWidget(self.encoding)
        layout.addLayout(self._recent)
        collection.recent_changed.connect(self._fill)
        collection.changed.connect(self._changed)
        incoming.changed.connect(self._changed)
        self._fill()
        self._changed()

    def _what(self) -> QLabel:
        what = QLabel(
            self.tr(
                "Drop a folder or a table (CSV, Excel, ODS) here, or a ZIP archive: a folder for each class, a manifest.csv, "
                "or arrays. "
                "Or drop loose pictures, texts and sounds, and label them here. "
                "Or begin with nothing, and keep examples one by one on Classify."
            )
        )
        what.setWordWrap(True)
        what.setProperty("kind", "soft")
        return what

    def _button(self, text: str, slot: object) -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(slot)
        return button

    @Slot()
    def _fill(self) -> None:
        while item := self._recent.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        recent = self._settings.recent_projects[:MAX_RECENT]
        if recent:
            caption = QLabel(self.tr("Opened before"))
            caption.setProperty("kind", "soft")
            self._recent.addWidget(caption)
        for path in recent:
            button = self._button(path.name.replace("&", "&&"), partial(self._collection.open, path))
            button.setToolTip(str(path))
            button.setAccessibleName(self.tr("Open {name}").format(name=path.name))
            self._recent.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def say(self, words: str) -> None:
        """Tell this below the buttons."""
        self._tell(words, "soft")

    def _tell(self, words: str, kind: str) -> None:
        self.told.setText(words)
        mark(self.told, "kind", kind)

    @Slot()
    def _changed(self) -> None:
        collection, incoming = self._collection, self._incoming
        if collection.opening or incoming.busy:
            self.say(self.tr("Opening…"))
        else:
            self._tell(incoming.problem or collection.problem, "problem")
        self.encoding.ask(collection.foreign)
