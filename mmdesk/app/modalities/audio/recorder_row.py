"""The row of the sound card that records: button, level, microphone, and what is wrong while it records."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from mmdesk.app.audio.sound_desk import SoundDesk
from mmdesk.app.modalities.audio.microphone_menu import MicrophoneMenu
from mmdesk.app.system.settings import Settings
from mmdesk.app.system.theme import Theme, drawn_icon
from mmdesk.app.widgets.level_meter import LevelMeter
from mmdesk.app.widgets.problem_line import ProblemLine
from mmdesk.core.numerals import filled


class RecorderRow(QWidget):
    """Records into the sound of the sample."""

    def __init__(self, sound: SoundDesk, settings: Settings, theme: Theme) -> None:
        super().__init__()
        self._sound = sound
        self._hearing, self._recording, self._live = sound.hearing, sound.recording, sound.live
        self._theme = theme
        self.button = QPushButton()
        self.button.clicked.connect(self._record_or_stop)
        self.listen_button = QPushButton()
        self.listen_button.clicked.connect(self._listen_or_stop)
        self.discard_button = QPushButton(self.tr("Discard"))
        self.discard_button.setToolTip(self.tr("End the recording and forget it"))
        self.discard_button.clicked.connect(self._recording.discard)
        self.meter = LevelMeter()
        self.meter.setProperty("modality", "audio")
        self.meter.setAccessibleName(self.tr("Level of the microphone"))
        self.meter.setMaximumWidth(160)
        self.chooser = QToolButton()
        self.chooser.setProperty("kind", "icon")
        self.chooser.setAccessibleName(self.tr("Choose the microphone"))
        self.chooser.setToolTip(self.tr("Choose the microphone"))
        self.chooser.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = MicrophoneMenu(sound, settings, self)
        self.chooser.setMenu(self.menu)
        self.hint = ProblemLine()
        self._arrange()
        for part in (self._hearing, self._recording, self._live):
            part.changed.connect(self._changed)
        self._hearing.level.connect(self.meter.set_level)
        theme.changed.connect(self._changed)
        self._changed()

    def _arrange(self) -> None:
        self._controls = QHBoxLayout()
        self._controls.addWidget(self.button)
        self._controls.addWidget(self.listen_button)
        self._controls.addWidget(self.discard_button)
        self._controls.addStretch()
        self._controls.addWidget(self.meter, 1)
        self._controls.addWidget(self.chooser)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 4, 0)
        layout.addLayout(self._controls)
        layout.addWidget(self.hint)

    def add_control(self, widget: QWidget) -> None:
        """Put something of the card behind the buttons of the row."""
        self._controls.insertWidget(self._controls.indexOf(self.meter) - 1, widget)

    @Slot()
    def _record_or_stop(self) -> None:
        if self._recording.running:
            self._recording.stop()
        else:
            self._sound.record()

    @Slot()
    def _listen_or_stop(self) -> None:
        if self._live.running:
            self._live.stop()
        else:
            self._sound.listen()

    @Slot()
    def _changed(self) -> None:
        recording, live = self._recording.running, self._live.running
        self._dress(self.button, "record", recording, self.tr("Record"), self.tr("Record a sound"))
        self._dress(self.listen_button, "microphone", live, self.tr("Listen"), self.tr("Listen all the time"))
        self.chooser.setIcon(self._theme.icon("microphone"))
        self.chooser.setEnabled(not (recording or live))
        self.discard_button.setVisible(recording)
        self.meter.setVisible(self._hearing.running)
        if not self._hearing.running:
            self.meter.clear()
        self.hint.tell(self._hint())

    def _dress(self, button: QPushButton, icon: str, active: bool, text: str, name: str) -> None:
        button.setText(self.tr("Stop") if active else text)
        button.setAccessibleName(self.tr("Stop: {name}").format(name=name) if active else name)
        button.setIcon(drawn_icon("stop" if active else icon, self._theme.colours.problem))

    def _hint(self) -> str:
        if not self._hearing.running:
            return ""
        if self._hearing.quiet:
            return self.tr("Nothing is heard. See that the microphone is not muted, that it is the right one, and may be used.")
        if self._hearing.lost:
            return filled(self.tr("{count:# sample was|# samples were} lost: this computer is too busy."), count=self._hearing.lost)
        if self._hearing.clipped:
            return self.tr("Too loud: the peaks are cut off. Go back a little, or turn the microphone down.")
        return ""
