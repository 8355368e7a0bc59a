"""The sound of an example, to play."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from mmdesk.app.audio.sound_desk import SoundDesk
from mmdesk.app.modalities.preview import Preview
from mmdesk.app.system.theme import Theme
from mmdesk.app.widgets.waveform import Waveform
from mmdesk.core.modalities.audio.sound import Sound, Spectrogram

HEIGHT, LARGE_HEIGHT = 44, 96


class SoundPreview(Preview):
    """Shows a sound, and plays it."""

    def __init__(self, sound: SoundDesk, theme: Theme) -> None:
        super().__init__()
        self._player, self._theme = sound.player, theme
        self.sound: Sound | None = None
        self._reading = self._play_when_read = False
        self.waveform = Waveform()
        self.waveform.setProperty("modality", "audio")
        self.waveform.setFixedHeight(HEIGHT)
        self.play_button = QPushButton()
        self.play_button.clicked.connect(self.play)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.play_button)
        layout.addWidget(self.waveform, 1)
        self._player.played.connect(self._played)
        theme.changed.connect(self._draw_button)
        self._draw_button()

    def show_cell(self, cell: str) -> None:
        super().show_cell(cell)
        self.sound, self._play_when_read, self._reading = None, False, bool(cell)
        self.waveform.set_samples(None)

    def enlarge(self) -> None:
        self.waveform.setFixedHeight(LARGE_HEIGHT)

    def show_content(self, content: Sound | Spectrogram | None) -> None:
        self._reading = False
        self.sound = content if isinstance(content, Sound) else None
        self.waveform.set_samples(self.sound.samples if self.sound else None)
        self.play_button.setEnabled(self.sound is not None)
        if self._play_when_read and self.sound:
            self.play()

    @Slot()
    def play(self) -> None:
        if self._player.playing:
            self._player.stop()
        elif self.sound:
            self._player.play(self.sound)
        else:
            self._play_when_read = self._reading
        self._draw_button()

    @Slot(float)
    def _played(self, position: float) -> None:
        if self.sound:
            self.waveform.set_position(position / self.sound.seconds)
        self._draw_button()

    @Slot()
    def _draw_button(self) -> None:
        playing = self._player.playing
        self.play_button.setText(self.tr("Stop") if playing else self.tr("Play"))
        self.play_button.setIcon(self._theme.icon("stop" if playing else "play"))
