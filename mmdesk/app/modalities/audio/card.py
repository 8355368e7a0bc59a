"""The card of the sound."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Slot
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QStackedWidget

from mmdesk.app.modalities.audio.recorder_row import RecorderRow
from mmdesk.app.modalities.audio.view import SoundView
from mmdesk.app.modalities.input_card import InputCard, joined
from mmdesk.app.services.parts import Part
from mmdesk.app.services.session import Session
from mmdesk.app.system.dialogs import file_dialog
from mmdesk.app.system.theme import Theme, scaled_font
from mmdesk.core.modalities.audio.sound import Sound

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class SoundCard(InputCard):
    """A sound to drop, browse for or record; seen, played, cut and saved."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__("audio", session, theme)
        self._desk = session.sound
        self._played_from = 0.0
        self._drawing: NDArray[np.uint8] | None = None
        self._drawn_of: Sound | None = None
        self.view = SoundView()
        self.view.waveform.selected.connect(self._selected)
        self.count = QLabel()
        self.count.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.count.setFont(scaled_font(3.0, bold=True))
        self.recorder = RecorderRow(session.sound, session.settings, theme)
        self.play_button = QPushButton()
        self.play_button.clicked.connect(self._play_or_stop)
        self.trim_button = QPushButton(self.tr("Trim"))
        self.trim_button.setAccessibleName(self.tr("Trim to the selection"))
        self.trim_button.setToolTip(self.tr("Keep only what is selected"))
        self.trim_button.clicked.connect(self._trim)
        self.save_button = self.icon_button("save", self.tr("Save…"), self.choose_place)
        self._time = QLabel()
        self._time.setProperty("kind", "soft")
        for widget in (self.play_button, self.trim_button, self.save_button, self._time):
            self.recorder.add_control(widget)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.hint(self.tr("Drop a sound here, or a film with sound, or record one")))
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.count)
        self.body.addWidget(self._stack)
        self.body.addWidget(self.recorder)
        self._desk.player.played.connect(self._played)
        self._desk.hearing.changed.connect(self._hearing_changed)
        self._desk.hearing.heard.connect(self._heard)
        self._desk.recording.changed.connect(self._hearing_changed)
        self._desk.drawn.connect(self._drawn)
        theme.changed.connect(self._show_playing)
        session.why.changed.connect(self._show_why)
        self._part_changed("audio")

    @property
    def _sound(self) -> Sound | None:
        content = self.session.part("audio").content
        return content if isinstance(content, Sound) else None

    def show_content(self, part: Part) -> None:
        if self._desk.hearing.running:
            return
        sound = self._sound
        self.view.show_sound(sound, "" if sound is None else self._length(sound.seconds))
        if sound is not self._drawn_of:
            self._drawn_of, self._drawing = sound, None
        self.view.spectrogram.set_drawing(self._drawing)
        self._stack.setCurrentIndex(int(sound is not None))
        self._show_why()
        self._selected()
        self._show_playing()

    def facts(self, part: Part) -> str:
        sound = self._sound
        return joined([sound.name, self._length(sound.seconds)]) if sound else ""

    @Slot()
    def choose_place(self) -> None:
        """Let the person say where the sound is to be saved."""
        dialog = file_dialog(self, self.tr("Save the sound"), self.session.settings)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("WAV (*.wav)"), self.tr("FLAC (*.flac)")])
        dialog.setDefaultSuffix("wav")
        dialog.fileSelected.connect(self._place_chosen)
        dialog.open()

    @Slot(str)
    def _place_chosen(self, name: str) -> None:
        self._desk.save(Path(name))

    # While something is heard

    @Slot()
    def _hearing_changed(self) -> None:
        running, count = self._desk.hearing.running, self._desk.recording.count
        if running and not self.view.rolling:
            self.view.begin_rolling(self._desk.hearing.rate)
        elif not running and self.view.rolling:
            self._time.clear()
            if self._sound:
                self.show_content(self.session.part("audio"))
            else:
                self.view.stop_rolling()  # what was heard last stays to be seen
        if running:
            self._stack.setCurrentWidget(self.count if count else self.view)
        self.count.setText(str(count) if count else "")
        self.count.setAccessibleName(self.tr("Recording begins in {count}").format(count=count) if count else "")
        self._show_buttons()

    @Slot(object)
    def _heard(self, samples: NDArray[np.float32]) -> None:
        if self.view.rolling and len(samples):
            self.view.roll(samples)
            recording = self._desk.recording
            self._time.setText(self._length(recording.seconds if recording.running else self._desk.hearing.seconds))

    # The sound that is there

    @Slot(object)
    def _drawn(self, drawing: NDArray[np.uint8]) -> None:
        self._drawing = drawing
        if not self.view.rolling:
            self.view.spectrogram.set_drawing(drawing)

    @Slot()
    def _show_why(self) -> None:
        if not self.view.rolling:
            explanation = self.session.why.explanation
            self.view.show_why(explanation[self.modality], explanation.scale(self.modality))

    @property
    def _selection(self) -> tuple[float, float]:
        """What is selected, or else everything, in seconds."""
        seconds_ = self._sound.seconds if self._sound else 0.0
        start, end = self.view.waveform.selection or (0.0, 1.0)
        return start * seconds_, end * seconds_

    @Slot()
    def _selected(self) -> None:
        start, end = self._selection
        text = self.tr("Selected: {start} s to {end} s").format(start=seconds(start), end=seconds(end))
        self.view.waveform.setAccessibleDescription(text if self.view.waveform.selection else "")
        if not self._desk.hearing.running and not self._desk.player.playing:
            self._time.setText(f"{seconds(start)} – {self._length(end)}" if self.view.waveform.selection else "")
        self._show_buttons()

    @Slot()
    def _trim(self) -> None:
        self._desk.trim(*self._selection)

    @Slot()
    def _play_or_stop(self) -> None:
        if self._desk.player.playing:
            self._desk.player.stop()
        else:
            self._played_from = self._selection[0]
            self._desk.play(*self._selection)
        self._show_playing()

    @Slot(float)
    def _played(self, position: float) -> None:
        if self._sound and not self.view.rolling:
            here = self._played_from + position if position >= 0 else -1.0
            self.view.waveform.set_position(here / self._sound.seconds)
            self._time.setText("" if here < 0 else self._length(here))
        self._show_playing()

    @Slot()
    def _show_playing(self) -> None:
        playing = self._desk.player.playing
        self.play_button.setText(self.tr("Stop") if playing else self.tr("Play"))
        self.play_button.setAccessibleName(self.tr("Stop playing") if playing else self.tr("Play the sound"))
        self.play_button.setIcon(self.theme.icon("stop" if playing else "play"))

    def _show_buttons(self) -> None:
        there, running = self._sound is not None, self._desk.hearing.running
        self.play_button.setVisible(there and not running)
        self.save_button.setVisible(there and not running)
        self.trim_button.setVisible(there and not running and self.view.waveform.selection is not None)

    def _length(self, value: float) -> str:
        return self.tr("{seconds} s").format(seconds=seconds(value))


def seconds(value: float) -> str:
    return QLocale().toString(value, "f", 2 if value < 10 else 1)
