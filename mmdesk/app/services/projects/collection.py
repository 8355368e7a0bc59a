"""The open project, seen from the GUI thread: opened, edited and saved in a thread of its own."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, QStandardPaths, Signal, Slot

from mmdesk.app.services.projects.edit_queue import EditQueue
from mmdesk.app.services.projects.edits import ProjectEdits
from mmdesk.app.services.projects.lock import named
from mmdesk.app.services.projects.work import Command, Opened, handed_over, leave, open_project
from mmdesk.app.system.settings import Settings
from mmdesk.app.system.translation import sentence
from mmdesk.app.system.workers import Worker
from mmdesk.core.datasets.example import UNDECIDED, Decisions
from mmdesk.core.errors import QT_TRANSLATE_NOOP, EncodingError, InputError
from mmdesk.core.files import shown
from mmdesk.core.progress import CancelToken

if TYPE_CHECKING:  # the window is up before numpy is needed
    from mmdesk.core.projects.view import View


class Collection(QObject):
    """The dataset that the person works on.

    Attributes:
        view: the project as it is now; None while none is open
        edits: what can be done to its rows and classes
        problem: a sentence about what was asked last and could not be done
        note: what the person should know about how the project was opened

    Signals:
        changed: anything of it is another
        leaving: another project is about to be opened; what is half written in this one should be asked for now
        opened: another project is open, or none any more
        recent_changed: the recent projects are others
    """

    changed = Signal()
    leaving = Signal()
    opened = Signal()
    recent_changed = Signal()

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.view: View | None = None
        self.problem = ""
        self.note = ""
        self._settings = settings
        self._lock: QLockFile | None = None
        self._wanted: tuple[Path, bool, Decisions] | None = None
        self._asked: tuple[Path, Decisions, str] | None = None
        self._worker = Worker("collection", self)
        self._opening = self._worker.lane()
        self._opening.succeeded.connect(self._opened)
        self._opening.failed.connect(self._failed)
        self._queue = EditQueue(self._worker, self)
        self._queue.edited.connect(self._edited)
        self._queue.worked_off.connect(self.changed)
        self._queue.refused.connect(self._not_edited)
        self._opening.busy_changed.connect(self._queue.hold)
        self.edits = ProjectEdits(self._ask, self)

    @property
    def folder(self) -> Path | None:
        """The project's folder; None while no project is open."""
        return self.view.folder if self.view else None

    @property
    def dataset(self) -> Path | None:
        """What `mmdesk.core.datasets.read.read_dataset` takes: the folder, or a table in it; it has all edits when `saved`."""
        return self.view.path if self.view else None

    @property
    def labels(self) -> tuple[str, ...]:
        """All classes, in the person's order."""
        return self.view.labels if self.view else ()

    @property
    def foreign(self) -> str:
        """The likely encoding of what was opened last, if that has to be decided; empty if not."""
        return self._asked[2] if self._asked else self.view.origin.foreign if self.view else ""

    @property
    def opening(self) -> bool:
        return self._opening.busy

    @property
    def saved(self) -> bool:
        """Whether nothing waits and the dataset on the disk is as it is shown."""
        return not self.busy and (self.view is None or self.view.saved)

    @property
    def busy(self) -> bool:
        """Whether anything that was asked for is still to be done; `changed` tells when it is."""
        return self._queue.busy

    def holds(self, dataset: Path) -> bool:
        """Whether this dataset is the open project."""
        return self.dataset == named(dataset)

    def worker(self, name: str, user: QObject) -> Worker:
        """One more thread for someone who looks at the project; it ends with them, or with the collection if that goes first."""
        worker = Worker(name, self)
        worker.end_with(user)
        return worker

    def close(self, seconds: float) -> bool:
        """Do what was asked for, save, and end the threads; says whether they ended."""
        self._queue.hold(True)
        ended = {worker: worker.close(seconds) for worker in self.findChildren(Worker)}
        project, waiting = self._queue.project, self._queue.waiting
        if ended[self._worker] and project and (problem := leave(project, waiting)):
            self.problem = sentence(problem)
        if self._lock:
            self._lock.unlock()
        return all(ended.values())

    # Opening

    def open(self, path: Path, decisions: Decisions = UNDECIDED) -> None:
        """Open a dataset: a folder or a table. The one before stays if that fails."""
        self._open(path, new=False, decisions=decisions)

    def decide(self, **decision: str) -> None:
        """Read what was opened last again, with one decision more."""
        if self._asked:
            path, decisions, _ = self._asked
            self.open(path, replace(decisions, **decision))
        elif self.view:
            self.open(self.view.path, replace(self.view.origin.decisions, **decision))

    def new(self, folder: Path) -> None:
        """Begin an empty project in a folder that is empty or not there yet."""
        self._open(folder, new=True, decisions=UNDECIDED)

    def reopen(self) -> None:
        """Open the project that was open when the program ended, if it is there still."""
        path = self._settings.project
        if path and os.path.exists(path):
            self.open(path)
        elif path:
            self._settings.project = None
            text = QT_TRANSLATE_NOOP("errors", "The project {name} is not where it was: {folder}. Open it where it is now.")
            self.problem = sentence(InputError(text, name=shown(path), folder=str(path.parent)))
            self.changed.emit()

    def hand_over(self, act: Callable[[], Path | None]) -> None:
        """Leave the project, call `act` in its thread, and open what that gives, if anything.

        The project stays if `act` raises `InputError`.
        """
        if self._queue.project and not self.opening:
            self._begin(functools.partial(handed_over, act, self._queue.project, self._lock, self._queue.waiting))

    def offer_again(self, path: Path) -> None:
        """Have a project that is not open among the recent ones."""
        self._settings.remember_project(path)
        if self.view:
            self._settings.remember_project(self.view.path)
        self.recent_changed.emit()

    def free_folder(self) -> Path:
        """Where a new project may be made: a name that is not taken among the person's documents."""
        documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        folder, number = documents / self.tr("My examples"), 2
        while os.path.exists(folder):
            folder = documents / self.tr("My examples {number}").format(number=number)
            number += 1
        return folder

    def _open(self, path: Path, new: bool, decisions: Decisions) -> None:
        if self.opening:
            self._wanted = path, new, decisions
            return
        self._asked = path, decisions, ""
        before = self._queue.project, self._lock, self._queue.waiting
        self._begin(functools.partial(open_project, named(path), new, decisions, *before))

    def _begin(self, work: Callable[[CancelToken], Opened]) -> None:
        self.leaving.emit()
        self.problem = ""
        self._opening.start(work)
        self.changed.emit()

    @Slot(object)
    def _opened(self, there: Opened) -> None:
        before, self._asked = self.dataset, None
        self._queue.project, self._lock = there.project, there.lock
        self.view, self.note = (there.project.view, there.project.note) if there.project else (None, "")
        if there.problem and self.dataset != before:
            self.problem = sentence(there.problem)
        self._settings.project = self.dataset
        if self.dataset:
            self._settings.remember_project(self.dataset)
        self.recent_changed.emit()
        self.opened.emit()
        self._open_next()

    @Slot(object)
    def _failed(self, error: InputError) -> None:
        if self._queue.project:
            self.view = self._queue.project.view  # it was saved
        self.problem = sentence(error)
        self._asked = (*self._asked[:2], error.encoding) if self._asked and isinstance(error, EncodingError) else None
        self._open_next()

    def _open_next(self) -> None:
        """Open what was wanted meanwhile."""
        wanted, self._wanted = self._wanted, None
        if wanted:
            self._open(*wanted)
        self.changed.emit()

    # Editing

    @Slot()
    def save(self) -> None:
        """Have the dataset on the disk be as it is shown; `changed` tells when `saved`."""
        if not self.opening:  # which saves
            self._ask(lambda project: project.save())

    def _ask(self, command: Command) -> None:
        if self.opening:  # what is asked of rows that are seen is not meant for those that will be
            self.problem = self.tr("Another project is being opened. Do that again when it is there.")
            self.changed.emit()
        elif self._queue.project:
            self.problem = ""
            self._queue.put(command)

    @Slot(object)
    def _edited(self, view: View) -> None:
        self.view = view
        self.changed.emit()

    @Slot(object)
    def _not_edited(self, error: InputError) -> None:
        self.problem = sentence(error)
        self.changed.emit()
