"""The card of the sound."""

from PySide6.QtCore import QLocale, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from mmdesk.app.pages.classify.input_card import InputCard, joined
from mmdesk.app.session import Part, Session
from mmdesk.app.theme import Theme
from mmdesk.app.widgets.waveform import Waveform
from mmdesk.core.sample import Sound


class SoundCard(InputCard):
    """A sound to drop or browse for, seen as a waveform, and played."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__("audio", session, theme)
        self.waveform = Waveform()
        self.waveform.setProperty("modality", "audio")
        self.play_button = QPushButton(self.tr("Play"))
        self.play_button.clicked.connect(self._play_or_stop)
        self._time = QLabel()
        self._time.setProperty("kind", "soft")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.hint(self.tr("Drop a sound here, or a film with sound")))
        self._stack.addWidget(self._player())
        self.body.addWidget(self._stack)
        session.played.connect(self._played)
        theme.changed.connect(self._show_playing)
        self._part_changed("audio")

    def _player(self) -> QWidget:
        box = QWidget()
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 4, 0)
        layout.addWidget(self.waveform, 1)
        row = QHBoxLayout()
        row.addWidget(self.play_button)
        row.addWidget(self._time)
        row.addStretch()
        layout.addLayout(row)
        return box

    def show_content(self, part: Part) -> None:
        sound = part.content
        there = isinstance(sound, Sound)
        self.waveform.set_samples(sound.samples if isinstance(sound, Sound) else None)
        if isinstance(sound, Sound):
            name = self.tr("Waveform of {name}, {seconds} s").format(name=sound.name, seconds=seconds(sound.seconds))
            self.waveform.setAccessibleName(name)
        self._stack.setCurrentIndex(int(there))
        self._show_playing()

    def facts(self, part: Part) -> str:
        sound = part.content
        if not isinstance(sound, Sound):
            return ""
        return joined([sound.name, self.tr("{seconds} s").format(seconds=seconds(sound.seconds))])

    @Slot()
    def _play_or_stop(self) -> None:
        if self.session.playing:
            self.session.stop_playing()
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
        playing = self.session.playing
        self.play_button.setText(self.tr("Stop") if playing else self.tr("Play"))
        self.play_button.setIcon(self.theme.icon("stop" if playing else "play"))


def seconds(value: float) -> str:
    return QLocale().toString(value, "f", 2 if value < 10 else 1)
