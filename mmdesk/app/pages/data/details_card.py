"""The card of one example: its parts to see, to mend and to play."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy

from mmdesk.app.audio.sound_desk import SoundDesk
from mmdesk.app.modalities.preview import Preview
from mmdesk.app.modalities.registry import DESK
from mmdesk.app.services.projects.collection import Collection
from mmdesk.app.system.labels import split_name
from mmdesk.app.system.theme import Theme
from mmdesk.app.system.translation import sentence
from mmdesk.app.widgets.card import Card
from mmdesk.app.widgets.elided_label import ElidedLabel
from mmdesk.app.widgets.problem_line import ProblemLine
from mmdesk.core.errors import InputError
from mmdesk.core.modalities.column import Content
from mmdesk.core.modalities.registry import MODALITIES, Modality
from mmdesk.core.progress import CancelToken

if TYPE_CHECKING:  # the window is up before numpy is needed
    from pathlib import Path

    from mmdesk.core.projects.rows import Row

SIDE = 512


@dataclass(frozen=True, slots=True)
class Parts:
    """The decoded parts of a row, and why others cannot be."""

    contents: Mapping[Modality, Content]
    problems: tuple[InputError, ...]


class DetailsCard(Card):
    """Shows the row with the keyboard.

    Signals:
        wants_large: show it as large as can be
    """

    wants_large = Signal()

    def __init__(self, collection: Collection, sound: SoundDesk, theme: Theme, side: int = SIDE) -> None:
        """`side` is how large a picture is read, in pixels."""
        super().__init__()
        self._side = side
        self._collection = collection
        self._row: Row | None = None
        self.setAccessibleName(self.tr("Example"))
        self.heading = ElidedLabel()
        self.heading.setProperty("kind", "heading")
        self.large = QPushButton(self.tr("Large…"))
        self.large.setToolTip(self.tr("Show it as large as the window (Enter in the table)"))
        self.large.clicked.connect(self.wants_large)
        self.facts = ElidedLabel()
        self.facts.setProperty("kind", "soft")
        self.previews: dict[Modality, Preview] = {modality: DESK[modality].preview(sound, theme) for modality in MODALITIES}
        for modality, preview in self.previews.items():
            preview.edited.connect(functools.partial(self._edited, modality))
        self.remark = QLabel()
        self.remark.setProperty("kind", "soft")
        self.remark.setWordWrap(True)
        self.problem = ProblemLine()
        self._rows = layout = self.column()
        layout.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.large)
        layout.addLayout(head)
        for widget in (self.facts, *self.previews.values(), self.remark, self.problem):
            layout.addWidget(widget)
        self._reading = collection.worker("details", self).lane()
        self._reading.succeeded.connect(self._read)
        collection.leaving.connect(self._keep)
        collection.opened.connect(self._forget)
        self.show_row(None)

    def enlarge(self) -> None:
        """Give the parts all the room there is."""
        self.large.hide()
        for preview in self.previews.values():
            preview.enlarge()
            if preview.sizePolicy().verticalPolicy() == QSizePolicy.Policy.Expanding:
                self._rows.setStretchFactor(preview, 1)

    @Slot(object)
    def show_row(self, row: Row | None) -> None:
        """Show this row; None is nothing."""
        self._keep()
        if row == self._row and row is not None:
            return
        before, self._row = self._row, row
        self.setVisible(row is not None)
        if row is None:
            self._reading.cancel()
            return
        self.heading.set_words(row.label or self.tr("(no label)"))
        facts = (f"{row.key + 1}", split_name(row.split) if row.split else "", *_files(row).values())
        self.facts.set_words(" · ".join(fact for fact in facts if fact))
        read = before is not None and (row.key, _files(row)) == (before.key, _files(before))
        for modality, preview in self.previews.items():
            if MODALITIES[modality].inline or not read:
                preview.show_cell(row.cell(modality))
        if not read:
            self._begin(row)

    @Slot()
    def _forget(self) -> None:
        """A row of another project may have the same key and names of files."""
        self._row = None

    def _begin(self, row: Row) -> None:
        self.remark.hide()
        self.problem.hide()
        folder = self._collection.folder
        if folder:
            self._reading.start(functools.partial(_parts, folder, row, self._side))

    @Slot()
    def play(self) -> None:
        """Play what can be played, or stop it; if it is still being read, as soon as it is there."""
        for preview in self.previews.values():
            preview.play()

    @Slot()
    def _keep(self) -> None:
        """Write what was typed into the row."""
        if self._row is not None:
            for preview in self.previews.values():
                preview.keep()

    def _edited(self, modality: Modality, cell: str) -> None:
        if self._row is not None:
            self._collection.edits.reword(self._row.key, modality, cell)
            self._row = self._row.with_cell(modality, cell)

    @Slot(object)
    def _read(self, parts: Parts) -> None:
        for modality, preview in self.previews.items():
            if not MODALITIES[modality].inline:
                preview.show_content(parts.contents.get(modality))
        remarks = [sentence(told) for m, content in parts.contents.items() if (told := MODALITIES[m].remark(content))]
        self.remark.setText(" · ".join(remarks))
        self.remark.setVisible(bool(remarks))
        self.problem.tell(" ".join(map(sentence, parts.problems)))


def _files(row: Row) -> dict[Modality, str]:
    """The cells that name files."""
    return {modality: cell for modality, cell in row.contents.items() if not MODALITIES[modality].inline}


def _parts(folder: Path, row: Row, side: int, token: CancelToken) -> Parts:
    from mmdesk.core.datasets.folder import Folder
    from mmdesk.core.datasets.read import read_part

    files, problems = Folder(folder), []
    contents = {}
    for modality, cell in _files(row).items():
        token.check()
        try:
            contents[modality] = read_part(modality, files.item(cell), side)
        except InputError as error:
            problems.append(error)
    return Parts(contents, tuple(problems))
