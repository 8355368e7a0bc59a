"""The card of the sound."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Slot
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QStackedWidget

from mmdesk.app.pages.classify.input_card import InputCard, joined
from mmdesk.app.pages.classify.recorder_row import RecorderRow
from mmdesk.app.parts import Part
from mmdesk.app.session import Session
from mmdesk.app.theme import Theme
from mmdesk.app.widgets.waveform import Waveform
from mmdesk.core.sample import Sound

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LIVE_SECONDS = 4.0
"""How much of a running recording is seen."""


class SoundCard(InputCard):
    """A sound to drop, browse for or record, seen as a waveform, played and saved."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__("audio", session, theme)
        self.waveform = Waveform()
        self.waveform.setProperty("modality", "audio")
        self._live: NDArray[np.float32] | None = None
        self.recorder = RecorderRow(session, theme)
        self.play_button = QPushButton()
        self.play_button.clicked.connect(self._play_or_stop)
        self.save_button = self.icon_button("save", self.tr("Save…"), self.choose_place)
        self._time = QLabel()
        self._time.setProperty("kind", "soft")
        for place, widget in enumerate((self.play_button, self.save_button, self._time), 2):
            self.recorder.controls.insertWidget(place, widget)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.hint(self.tr("Drop a sound here, or a film with sound, or record one")))
        self._stack.addWidget(self.waveform)
        self.body.addWidget(self._stack)
        self.body.addWidget(self.recorder)
        session.player.played.connect(self._played)
        session.hearing.changed.connect(self._hearing_changed)
        session.hearing.heard.connect(self._heard)
        theme.changed.connect(self._show_playing)
        self._part_changed("audio")

    def show_content(self, part: Part) -> None:
        sound = part.content if isinstance(part.content, Sound) else None
        for widget in (self.play_button, self.save_button):
            widget.setVisible(sound is not None)
        if self.session.hearing.running:
            return
        self.waveform.set_samples(sound.samples if sound else None)
        if sound:
            name = self.tr("Waveform of {name}, {seconds} s").format(name=sound.name, seconds=seconds(sound.seconds))
            self.waveform.setAccessibleName(name)
        self._stack.setCurrentIndex(int(sound is not None))
        self._show_playing()

    def facts(self, part: Part) -> str:
        sound = part.content
        if not isinstance(sound, Sound):
            return ""
        return joined([sound.name, self.tr("{seconds} s").format(seconds=seconds(sound.seconds))])

    @Slot()
    def choose_place(self) -> None:
        """Let the person say where the sound is to be saved."""
        dialog = QFileDialog(self, self.tr("Save the sound"), self.session.settings.folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("WAV (*.wav)"), self.tr("FLAC (*.flac)")])
        dialog.setDefaultSuffix("wav")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._place_chosen)
        dialog.open()

    @Slot(str)
    def _place_chosen(self, name: str) -> None:
        self.session.settings.folder = str(Path(name).parent)
        self.session.save_sound(Path(name))

    @Slot()
    def _hearing_changed(self) -> None:
        running = self.session.hearing.running
        if running and self._live is None:
            self._begin_live()
        elif not running and self._live is not None:
            self._live = None
            self._time.clear()
            self.show_content(self.session.part("audio"))
        self.play_button.setEnabled(not running)
        self.save_button.setEnabled(not running)

    def _begin_live(self) -> None:
        import numpy as np

        self._live = np.zeros(round(LIVE_SECONDS * self.session.hearing.rate), dtype=np.float32)
        self.waveform.set_samples(None)
        self.waveform.setAccessibleName(self.tr("Waveform of what the microphone hears"))
        self._stack.setCurrentWidget(self.waveform)

    @Slot(object)
    def _heard(self, samples: NDArray[np.float32]) -> None:
        if self._live is None or not len(samples):
            return
        import numpy as np

        self._live = np.concatenate([self._live, samples])[-len(self._live) :]
        self.waveform.set_samples(self._live, full_scale=1.0)
        self._time.setText(self.tr("{seconds} s").format(seconds=seconds(self.session.hearing.seconds)))

    @Slot()
    def _play_or_stop(self) -> None:
        if self.session.player.playing:
            self.session.player.stop()
        else:
            self.session.play()
        self._show_playing()

    @Slot(float)
    def _played(self, position: float) -> None:
        sound = self.session.part("audio").content
        if isinstance(sound, Sound):
            self.waveform.set_position(position / sound.seconds)
        self._time.setText("" if position < 0 else self.tr("{seconds} s").format(seconds=seconds(position)))
        self._show_playing()

    @Slot()
    def _show_playing(self) -> None:
        playing = self.session.player.playing
        self.play_button.setText(self.tr("Stop") if playing else self.tr("Play"))
        self.play_button.setIcon(self.theme.icon("stop" if playing else "play"))


def seconds(value: float) -> str:
    return QLocale().toString(value, "f", 2 if value < 10 else 1)
