"""The menu that chooses the microphone, with the level of each, and says whether to count down."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction, QActionGroup

from mmdesk.app.session import Session
from mmdesk.app.widgets.level_meter import LevelMenu

if TYPE_CHECKING:
    from mmdesk.core.microphone import Microphone


class MicrophoneMenu(LevelMenu):
    """Looks for microphones whenever it is opened; their levels are seen until it closes."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("kind", "levels")
        self._hearing, self._levels = session.sound.hearing, session.sound.levels
        self._choices: dict[str, QAction] = {}
        self._group: QActionGroup | None = None
        self.count_down = QAction(self.tr("Count down before recording"), self)
        self.count_down.setCheckable(True)
        self.count_down.setChecked(session.settings.count_down)
        self.count_down.toggled.connect(functools.partial(setattr, session.settings, "count_down"))
        self.count_down.toggled.connect(functools.partial(setattr, session.sound.recording, "count_down"))
        session.sound.recording.count_down = self.count_down.isChecked()
        self._open = False
        self.aboutToShow.connect(self._opened)
        self.aboutToHide.connect(self._closed)
        self._hearing.listed.connect(self._listed)
        self._levels.changed.connect(self._show_levels)
        self._listed(())

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
        for action in self.actions():
            self.removeAction(action)
        if self._group:
            self._group.deleteLater()
        self._group = QActionGroup(self)
        self._add_choice(self.tr("The system's own choice"), None)
        self._choices = {microphone.name: self._add_choice(microphone.name, microphone.name) for microphone in microphones}
        self.addSeparator()
        self.addAction(self.count_down)
        if self._open and not self._hearing.running:
            self._levels.start(list(self._choices))

    def _add_choice(self, text: str, name: str | None) -> QAction:
        action = QAction(text.replace("&", "&&"), self._group)
        action.setCheckable(True)
        action.setChecked(name == self._hearing.microphone)
        action.triggered.connect(functools.partial(setattr, self._hearing, "microphone", name))
        self.addAction(action)
        return action

    @Slot(object)
    def _show_levels(self, levels: Mapping[str, float]) -> None:
        for name, peak in levels.items():
            if name in self._choices:
                self.set_level(self._choices[name], peak)
