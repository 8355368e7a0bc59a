"""The row of the sound card that records: button, level, microphone, and what is wrong while it records."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from mmdesk.app.session import Session
from mmdesk.app.theme import Theme, drawn_icon
from mmdesk.app.widgets.level_meter import LevelMeter

if TYPE_CHECKING:
    from mmdesk.core.microphone import Microphone


class RecorderRow(QWidget):
    """Records into the session's sound.

    Attributes:
        controls: the row itself, to which the card adds its own buttons
    """

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self._hearing, self._recording, self._live = session.hearing, session.recording, session.live
        self._theme = theme
        self.button = QPushButton()
        self.button.clicked.connect(self._record_or_stop)
        self.listen_button = QPushButton()
        self.listen_button.clicked.connect(self._listen_or_stop)
        self.meter = LevelMeter()
        self.meter.setProperty("modality", "audio")
        self.meter.setAccessibleName(self.tr("Level of the microphone"))
        self.meter.setMaximumWidth(160)
        self.chooser = QToolButton()
        self.chooser.setProperty("kind", "icon")
        self.chooser.setAccessibleName(self.tr("Choose the microphone"))
        self.chooser.setToolTip(self.tr("Choose the microphone"))
        self.chooser.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self)
        self.menu.aboutToShow.connect(self._hearing.refresh)
        self.chooser.setMenu(self.menu)
        self.hint = QLabel()
        self.hint.setProperty("kind", "problem")
        self.hint.setWordWrap(True)
        self.hint.hide()
        self.controls = QHBoxLayout()
        self.controls.addWidget(self.button)
        self.controls.addWidget(self.listen_button)
        self.controls.addStretch()
        self.controls.addWidget(self.meter, 1)
        self.controls.addWidget(self.chooser)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 4, 0)
        layout.addLayout(self.controls)
        layout.addWidget(self.hint)
        for part in (self._hearing, self._recording, self._live):
            part.changed.connect(self._changed)
        self._hearing.level.connect(self.meter.set_level)
        self._hearing.listed.connect(self._listed)
        theme.changed.connect(self._changed)
        self._listed(())
        self._changed()

    @Slot()
    def _record_or_stop(self) -> None:
        if self._recording.running:
            self._recording.stop()
        else:
            self._session.record()

    @Slot()
    def _listen_or_stop(self) -> None:
        if self._live.running:
            self._live.stop()
        else:
            self._session.listen()

    @Slot()
    def _changed(self) -> None:
        recording, live = self._recording.running, self._live.running
        self._dress(self.button, "record", recording, self.tr("Record"), self.tr("Record a sound"))
        self._dress(self.listen_button, "microphone", live, self.tr("Listen"), self.tr("Listen all the time"))
        self.chooser.setIcon(self._theme.icon("microphone"))
        self.chooser.setEnabled(not (recording or live))
        self.meter.setVisible(self._hearing.running)
        if not self._hearing.running:
            self.meter.clear()
        self.hint.setText(self._hint())
        self.hint.setVisible(bool(self.hint.text()))

    def _dress(self, button: QPushButton, icon: str, active: bool, text: str, name: str) -> None:
        button.setText(self.tr("Stop") if active else text)
        button.setAccessibleName(self.tr("Stop: {name}").format(name=name) if active else name)
        button.setIcon(drawn_icon("stop" if active else icon, self._theme.colours.problem))

    def _hint(self) -> str:
        if not self._hearing.running:
            return ""
        if self._hearing.quiet:
            return self.tr("Nothing is heard. See that the microphone is not muted, that it is the right one, and may be used.")
        if self._hearing.clipped:
            return self.tr("Too loud: the peaks are cut off. Go back a little, or turn the microphone down.")
        return ""

    @Slot(object)
    def _listed(self, microphones: tuple[Microphone, ...]) -> None:
        self.menu.clear()
        group = QActionGroup(self.menu)
        self._add_choice(group, self.tr("The system's own choice"), None)
        for microphone in microphones:
            self._add_choice(group, microphone.name, microphone.name)
        self.menu.addActions(group.actions())

    def _add_choice(self, group: QActionGroup, text: str, name: str | None) -> None:
        action = QAction(text.replace("&", "&&"), group)
        action.setCheckable(True)
        action.setChecked(name == self._hearing.microphone)
        action.triggered.connect(functools.partial(setattr, self._hearing, "microphone", name))
