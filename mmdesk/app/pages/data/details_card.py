"""The card of one example: its picture, its words to mend, its sound to play."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton

from mmdesk.app.services.session import Session
from mmdesk.app.system.images import image_of
from mmdesk.app.system.labels import split_name
from mmdesk.app.system.theme import Theme
from mmdesk.app.system.translation import sentence
from mmdesk.app.widgets.card import Card, heading_label
from mmdesk.app.widgets.elided_label import ElidedLabel
from mmdesk.app.widgets.picture_view import PictureView
from mmdesk.app.widgets.waveform import Waveform
from mmdesk.core.errors import InputError
from mmdesk.core.modalities.audio.sound import Sound
from mmdesk.core.modalities.image.picture import Picture
from mmdesk.core.progress import CancelToken

if TYPE_CHECKING:  # the window is up before numpy is needed
    from pathlib import Path

    from mmdesk.core.projects.rows import Row

SIDE = 512
PICTURE_HEIGHT, WORDS_HEIGHT, SOUND_HEIGHT = 150, 64, 44


@dataclass(frozen=True, slots=True)
class Parts:
    """The decoded parts of a row, and why others cannot be."""

    image: Picture | None
    audio: Sound | None
    problems: tuple[InputError, ...]


class DetailsCard(Card):
    """Shows the row with the keyboard."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self._theme = theme
        self._row: Row | None = None
        self._sound: Sound | None = None
        self._play_when_read = False
        self.setAccessibleName(self.tr("Example"))
        self.heading = heading_label()
        self.facts = ElidedLabel()
        self.facts.setProperty("kind", "soft")
        self.picture = PictureView()
        self.picture.setFixedHeight(PICTURE_HEIGHT)
        self.picture.setAccessibleName(self.tr("Picture of the example"))
        self.words = QPlainTextEdit()
        self.words.setFixedHeight(WORDS_HEIGHT)
        self.words.setAccessibleName(self.tr("Words of the example"))
        self.words.setPlaceholderText(self.tr("No words. Type some here."))
        self.words.setTabChangesFocus(True)
        self.words.installEventFilter(self)
        self.waveform = Waveform()
        self.waveform.setProperty("modality", "audio")
        self.waveform.setFixedHeight(SOUND_HEIGHT)
        self.play_button = QPushButton()
        self.play_button.clicked.connect(self.play)
        self.problem = QLabel()
        self.problem.setProperty("kind", "problem")
        self.problem.setWordWrap(True)
        self._arrange()
        self._reading = session.collection.worker("details", self).lane()
        self._reading.succeeded.connect(self._read)
        session.collection.leaving.connect(self._keep_words)
        session.collection.opened.connect(self._forget)
        session.sound.player.played.connect(self._played)
        theme.changed.connect(self._draw_button)
        self._draw_button()
        self.show_row(None)

    def _arrange(self) -> None:
        sound = QHBoxLayout()
        sound.addWidget(self.play_button)
        sound.addWidget(self.waveform, 1)
        layout = self.column()
        layout.setSpacing(8)
        for widget in (self.heading, self.facts, self.picture, self.words):
            layout.addWidget(widget)
        layout.addLayout(sound)
        layout.addWidget(self.problem)

    @Slot(object)
    def show_row(self, row: Row | None) -> None:
        """Show this row; None is nothing."""
        self._keep_words()
        if row == self._row and row is not None:
            return
        before, self._row = self._row, row
        self.setVisible(row is not None)
        if row is None:
            self._reading.cancel()
            return
        self.heading.setText(row.label or self.tr("(no label)"))
        files = " · ".join(file for file in (row.cell("image"), row.cell("audio")) if file)
        self.facts.set_words(
            " · ".join(fact for fact in (f"{row.key + 1}", split_name(row.split) if row.split else "", files) if fact)
        )
        with QSignalBlocker(self.words):
            self.words.setPlainText(row.cell("text"))
        if before is None or (row.key, _files(row)) != (before.key, _files(before)):
            self._begin(row)

    @Slot()
    def _forget(self) -> None:
        """A row of another project may have the same key and names of files."""
        self._row = None

    def _begin(self, row: Row) -> None:
        self._sound, self._play_when_read = None, False
        self.picture.setVisible(bool(row.cell("image")))
        self.picture.set_image(None)
        for widget in (self.play_button, self.waveform):
            widget.setVisible(bool(row.cell("audio")))
        self.waveform.set_samples(None)
        self.problem.hide()
        folder = self._session.collection.folder
        if folder:
            self._reading.start(functools.partial(_parts, folder, row))

    @Slot()
    def play(self) -> None:
        """Play the sound, or stop it; if it is still being read, as soon as it is there."""
        if self._session.sound.player.playing:
            self._session.sound.player.stop()
        elif self._sound:
            self._session.sound.player.play(self._sound)
        else:
            self._play_when_read = self._reading.busy
        self._draw_button()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and watched is self.words:
            self._keep_words()
        return super().eventFilter(watched, event)

    @Slot()
    def _keep_words(self) -> None:
        """Write what was typed into the row."""
        text = self.words.toPlainText()
        if self._row is not None and text != self._row.cell("text").replace("\r\n", "\n").replace("\r", "\n"):
            self._session.collection.reword(self._row.key, text)
            self._row = self._row.with_cell("text", text)

    @Slot(object)
    def _read(self, parts: Parts) -> None:
        self.picture.set_image(image_of(parts.image) if parts.image else None)
        self._sound = parts.audio
        self.waveform.set_samples(parts.audio.samples if parts.audio else None)
        self.play_button.setEnabled(parts.audio is not None)
        self.problem.setText(" ".join(map(sentence, parts.problems)))
        self.problem.setVisible(bool(parts.problems))
        if self._play_when_read and self._sound:
            self.play()

    @Slot(float)
    def _played(self, position: float) -> None:
        if self._sound:
            self.waveform.set_position(position / self._sound.seconds)
        self._draw_button()

    @Slot()
    def _draw_button(self) -> None:
        playing = self._session.sound.player.playing
        self.play_button.setText(self.tr("Stop") if playing else self.tr("Play"))
        self.play_button.setIcon(self._theme.icon("stop" if playing else "play"))


def _files(row: Row) -> tuple[str, str]:
    return row.cell("image"), row.cell("audio")


def _parts(folder: Path, row: Row, token: CancelToken) -> Parts:
    from mmdesk.core.datasets.folder import Folder
    from mmdesk.core.datasets.read import read_part

    files, problems = Folder(folder), []
    contents = {}
    for modality in ("image", "audio"):
        token.check()
        try:
            if cell := row.cell(modality):
                contents[modality] = read_part(modality, files.item(cell), SIDE)
        except InputError as error:
            problems.append(error)
    sound = contents.get("audio")
    return Parts(contents.get("image"), sound if isinstance(sound, Sound) else None, tuple(problems))
