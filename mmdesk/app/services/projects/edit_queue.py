"""What is asked of the open project is done in its thread, in the order in which it was asked, and saved a moment later."""

from __future__ import annotations

import functools
from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from mmdesk.app.services.projects.work import Command, work_off
from mmdesk.app.system.workers import Worker

if TYPE_CHECKING:  # the window is up before numpy is needed
    from mmdesk.core.errors import InputError
    from mmdesk.core.projects.project import Project
    from mmdesk.core.projects.view import View

SAVE_MILLISECONDS = 1000
"""After an edit, the table itself is written so much later; the journal has the edit at once."""


class EditQueue(QObject):
    """Commands to one project at a time.

    Attributes:
        project: the one that they are for; None while none is open
        waiting: those that are still to be done; whoever leaves the project, in its thread, does them first

    Signals:
        edited: one was done, with the project as it is now, a `View`
        refused: one could not be done, with the `InputError`
        worked_off: all that waited was done
    """

    edited = Signal(object)
    refused = Signal(object)
    worked_off = Signal()

    def __init__(self, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.project: Project | None = None
        self.waiting: deque[Command] = deque()
        self._held = False
        self._lane = worker.lane()
        self._lane.reported.connect(self._edited)
        self._lane.succeeded.connect(self._worked_off)
        self._lane.failed.connect(self._refused)
        self._saving = QTimer(self, singleShot=True, interval=SAVE_MILLISECONDS)
        self._saving.timeout.connect(self._save)

    @property
    def busy(self) -> bool:
        """Whether anything that was asked for is still to be done."""
        return bool(self.waiting) or self._lane.busy

    def put(self, command: Command) -> None:
        """Have this done after what was asked for before."""
        self.waiting.append(command)
        self._next()

    @Slot(bool)
    def hold(self, held: bool) -> None:
        """Begin nothing, as the project is being left, which saves it; or go on."""
        self._held = held
        if held:
            self._saving.stop()

    def _next(self) -> None:
        if self.project and self.waiting and not self._lane.busy and not self._held:
            self._lane.start(functools.partial(work_off, self.project, self.waiting))

    @Slot()
    def _save(self) -> None:
        self.put(lambda project: project.save())

    @Slot(object)
    def _edited(self, view: View) -> None:
        if not view.saved and not self._held:
            self._saving.start()  # even if what was asked for next fails
        self.edited.emit(view)

    @Slot(object)
    def _worked_off(self, _: object) -> None:
        self._next()
        if not self.busy:  # more may have been asked for since the last one was done
            self.worked_off.emit()

    @Slot(object)
    def _refused(self, error: InputError) -> None:
        self._next()
        self.refused.emit(error)
