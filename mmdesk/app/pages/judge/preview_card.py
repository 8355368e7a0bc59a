"""The card that shows the chosen sample as it is: its picture and its words, and its sound to play."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLabel

from mmdesk.app.modalities.preview import Preview
from mmdesk.app.modalities.registry import DESK
from mmdesk.app.services.session import Session
from mmdesk.app.system.theme import Theme
from mmdesk.app.system.translation import sentence
from mmdesk.app.widgets.card import Card, heading_label
from mmdesk.app.widgets.problem_line import ProblemLine
from mmdesk.core.errors import InputError
from mmdesk.core.modalities.column import Content
from mmdesk.core.modalities.registry import MODALITIES, Modality
from mmdesk.core.progress import CancelToken

if TYPE_CHECKING:  # the window is up before numpy is needed
    from mmdesk.core.datasets.example import Example

SIDE = 512
"""Pixels of the longer side of a picture, as it is read."""


class PreviewCard(Card):
    """Hidden as long as no sample is chosen."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._example: Example | None = None
        self.setAccessibleName(self.tr("Preview"))
        self.heading = heading_label()
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.previews: dict[Modality, Preview] = {
            name: DESK[name].preview(session.sound, theme) for name, column in MODALITIES.items() if not column.inline
        }
        self.problem = ProblemLine()
        layout = self.column()
        layout.setSpacing(8)
        for widget in (self.heading, *self.previews.values(), self.words, self.problem):
            layout.addWidget(widget)
        self._reading = session.judging.worker("preview", self).lane()
        self._reading.succeeded.connect(self._read)
        self.hide()

    @Slot(object)
    def show_example(self, example: Example | None) -> None:
        """Show this sample; None is nothing."""
        if example is self._example:
            return
        self._example = example
        self.setVisible(example is not None)
        self._reading.cancel()
        if example is None:
            return
        self.heading.setText(self.tr("Preview: {label}").format(label=example.label))
        told = [part for name, part in example.parts.items() if MODALITIES[name].inline and isinstance(part, str)]
        self.words.setText("\n".join(told))
        self.words.setVisible(bool(told))
        self.problem.hide()
        for name, preview in self.previews.items():
            preview.show_cell(name if name in example.items else "")
        if example.items:
            self._reading.start(functools.partial(_contents, example))

    @Slot(object)
    def _read(self, read: tuple[Mapping[Modality, Content], tuple[InputError, ...]]) -> None:
        contents, problems = read
        for name, preview in self.previews.items():
            preview.show_content(contents.get(name))
        self.problem.tell(" ".join(map(sentence, problems)))


def _contents(example: Example, token: CancelToken) -> tuple[Mapping[Modality, Content], tuple[InputError, ...]]:
    """The decoded parts of a sample, and why others cannot be."""
    from mmdesk.core.datasets.read import read_part

    contents, problems = {}, []
    for name, item in example.items.items():
        token.check()
        try:
            contents[name] = read_part(name, item, SIDE)
        except InputError as error:
            problems.append(error)
    return contents, tuple(problems)
