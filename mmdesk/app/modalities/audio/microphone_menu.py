"""The menu that chooses the microphone, with the level of each, and says whether to count down."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QWidget

from mmdesk.app.audio.sound_desk import SoundDesk
from mmdesk.app.system.settings import Settings
from mmdesk.app.widgets.level_meter import LevelMenu

if TYPE_CHECKING:
    from mmdesk.core.devices.microphone import Microphone


class MicrophoneMenu(LevelMenu):
    """Looks for microphones whenever it is opened; their levels are seen until it closes."""

    def __init__(self, sound: SoundDesk, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "levels")
        self._hearing, self._levels = sound.hearing, sound.levels
        self._choices: dict[str, QAction] = {}
        self._group = QActionGroup(self)
        self._end = self.addSeparator()
        self._add_choice(self.tr("The system's own choice"), None)
        self.count_down = QAction(self.tr("Count down before recording"), self)
        self.count_down.setCheckable(True)
        self.count_down.setChecked(settings.count_down)
        self.count_down.toggled.connect(functools.partial(setattr, settings, "count_down"))
        self.count_down.toggled.connect(functools.partial(setattr, sound.recording, "count_down"))
        self.addAction(self.count_down)
        sound.recording.count_down = self.count_down.isChecked()
        self._open = False
        self.aboutToShow.connect(self._opened)
        self.aboutToHide.connect(self._closed)
        self._hearing.listed.connect(self._listed)
        self._levels.changed.connect(self._show_levels)

    @Slot()
    def _opened(self) -> None:
        self._open = True
        self._hearing.refresh()

    @Slot()
    def _closed(self) -> None:
        self._open = False
        self._levels.stop()

    @Slot(object)
    def _listed(self, microphones: tuple[Microphone, ...]) -> None:
        self.forget_levels()
        for action in self._choices.values():
            self.removeAction(action)
            action.deleteLater()
        self._choices = {microphone.name: self._add_choice(microphone.name, microphone.name) for microphone in microphones}
        if self._open and not self._hearing.running:
            self._fit()
            self._levels.start(list(self._choices))

    def _fit(self) -> None:
        """Grow with the choices, without leaving the screen."""
        self.adjustSize()
        lowest = self.screen().availableGeometry().bottom() - self.height()
        if self.isVisible() and self.y() > lowest:
            self.move(self.x(), lowest)

    def _add_choice(self, text: str, name: str | None) -> QAction:
        action = QAction(text.replace("&", "&&"), self)
        self._group.addAction(action)
        action.setCheckable(True)
        action.setChecked(name == self._hearing.microphone)
        action.triggered.connect(functools.partial(setattr, self._hearing, "microphone", name))
        self.insertAction(self._end, action)
        return action

    @Slot(object)
    def _show_levels(self, levels: Mapping[str, float]) -> None:
        for name, peak in levels.items():
            if name in self._choices:
                self.set_level(self._choices[name], peak)
