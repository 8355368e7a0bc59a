"""The open project, seen from the GUI thread: it is read, edited and saved in a thread of its own."""

from __future__ import annotations

import functools
import os
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLockFile, QObject, QStandardPaths, QTimer, Signal, Slot

from mmdesk.app.services.projects.lock import named
from mmdesk.app.services.projects.work import Command, Opened, handed_over, leave, open_project, work_off
from mmdesk.app.system.settings import Settings
from mmdesk.app.system.translation import sentence
from mmdesk.app.system.workers import Worker
from mmdesk.core.errors import QT_TRANSLATE_NOOP, InputError
from mmdesk.core.files import shown
from mmdesk.core.modalities.registry import Modality
from mmdesk.core.modalities.sample import Sample
from mmdesk.core.numerals import filled
from mmdesk.core.progress import CancelToken

if TYPE_CHECKING:  # the window is up before numpy is needed
    from mmdesk.core.datasets.example import Example
    from mmdesk.core.projects.edits import Edits
    from mmdesk.core.projects.project import Project
    from mmdesk.core.projects.view import View

SAVE_MILLISECONDS = 1000
"""After an edit, the table itself is written so much later; the journal has the edit at once."""


class Collection(QObject):
    """The dataset that the person works on.

    Attributes:
        view: the project as it is now; None while none is open
        problem: a sentence about what was asked last and could not be done
        note: what the person should know about how the project was opened

    Signals:
        changed: anything of it is another
        leaving: another project is about to be opened; what is half written in this one should be asked for now
        opened: another project is open, or none any more
        added: the sample of an `add` has become an example
        recent_changed: the recent projects are others
    """

    changed = Signal()
    leaving = Signal()
    opened = Signal()
    added = Signal(object)
    recent_changed = Signal()

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.view: View | None = None
        self.problem = ""
        self.note = ""
        self._settings = settings
        self._project: Project | None = None
        self._lock: QLockFile | None = None
        self._waiting: deque[Command] = deque()
        self._wanted: tuple[Path, bool, str] | None = None
        self._worker = Worker("collection", self)
        self._opening = self._worker.lane()
        self._opening.succeeded.connect(self._opened)
        self._opening.failed.connect(self._failed)
        self._editing = self._worker.lane()
        self._editing.reported.connect(self._edited)
        self._editing.succeeded.connect(self._all_edited)
        self._editing.failed.connect(self._not_edited)
        self._saving = QTimer(self)
        self._saving.setSingleShot(True)
        self._saving.setInterval(SAVE_MILLISECONDS)
        self._saving.timeout.connect(self.save)

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
    def opening(self) -> bool:
        return self._opening.busy

    @property
    def saved(self) -> bool:
        """Whether nothing waits and the dataset on the disk is as it is shown."""
        return not self.busy and (self.view is None or self.view.saved)

    @property
    def busy(self) -> bool:
        """Whether anything that was asked for is still to be done; `changed` tells when it is."""
        return bool(self._waiting) or self._editing.busy

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
        self._saving.stop()
        ended = {worker: worker.close(seconds) for worker in self.findChildren(Worker)}
        if ended[self._worker] and self._project and (problem := leave(self._project, self._waiting)):
            self.problem = sentence(problem)
        if self._lock:
            self._lock.unlock()
        return all(ended.values())

    # Opening

    def open(self, path: Path, labels_from: str = "") -> None:
        """Open a dataset: a folder or a table. The one before stays if that fails.

        `labels_from` is one of `View.choices`, where the person had to decide.
        """
        self._open(path, new=False, labels_from=labels_from)

    def new(self, folder: Path) -> None:
        """Begin an empty project in a folder that is empty or not there yet."""
        self._open(folder, new=True, labels_from="")

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
        if self._project and not self.opening:
            self._begin(functools.partial(handed_over, act, self._project, self._lock, self._waiting))

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

    def _open(self, path: Path, new: bool, labels_from: str) -> None:
        if self.opening:
            self._wanted = path, new, labels_from
            return
        self._begin(functools.partial(open_project, named(path), new, labels_from, self._project, self._lock, self._waiting))

    def _begin(self, work: Callable[[CancelToken], Opened]) -> None:
        self.leaving.emit()
        self.problem = ""
        self._saving.stop()
        self._opening.start(work)
        self.changed.emit()

    @Slot(object)
    def _opened(self, there: Opened) -> None:
        before = self.dataset
        self._project, self._lock = there.project, there.lock
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
        if self._project:
            self.view = self._project.view  # it was saved
        self.problem = sentence(error)
        self._open_next()

    def _open_next(self) -> None:
        """Open what was wanted meanwhile."""
        wanted, self._wanted = self._wanted, None
        if wanted:
            self._open(*wanted)
        self.changed.emit()

    # Editing

    def edit(self, edits: Edits, words: str) -> None:
        """Edit the rows or classes; `words` are what undo will say."""
        self._ask(lambda project: project.do(edits, words))

    def relabel(self, keys: Sequence[int], label: str) -> None:
        from mmdesk.core.projects.edits import Change

        if label := label.strip():
            words = self.tr("label {rows} as {label}").format(rows=self._rows(len(keys)), label=label)
            self.edit((Change(tuple(keys), "label", (label,)),), words)

    def relabel_each(self, labels: Mapping[int, str]) -> None:
        """Give each of these rows, by its key, a label of its own."""
        from mmdesk.core.projects.edits import Change

        words = self.tr("label {rows} anew").format(rows=self._rows(len(labels)))
        self.edit((Change(tuple(labels), "label", tuple(labels.values())),), words)

    def move(self, keys: Sequence[int], split: str) -> None:
        """Put rows into a split; "" leaves it to the program."""
        from mmdesk.core.projects.edits import Change

        words = self.tr("move {rows} to {split}") if split else self.tr("take {rows} out of their split")
        self.edit((Change(tuple(keys), "split", (split,)),), words.format(rows=self._rows(len(keys)), split=split))

    def delete(self, keys: Sequence[int]) -> None:
        from mmdesk.core.projects.edits import Delete

        self.edit((Delete(tuple(keys)),), self.tr("delete {rows}").format(rows=self._rows(len(keys))))

    def rename_class(self, old: str, new: str) -> None:
        """Call a class something else; if there is a class with the new name, the two become one."""
        from mmdesk.core.projects.edits import renamed

        words = self.tr("call the class {old} {new}").format(old=old, new=new)
        self._ask(lambda project: project.do(renamed(project.view.content, old, new), words))

    def arrange(self, classes: Sequence[str]) -> None:
        """Put the classes in this order."""
        from mmdesk.core.projects.edits import Arrange

        self.edit((Arrange(tuple(classes)),), self.tr("put the classes in another order"))

    def reword(self, key: int, modality: Modality, cell: str) -> None:
        """Write other words into a row's cell of a modality that tables hold themselves."""
        from mmdesk.core.projects.edits import Change

        self.edit((Change((key,), modality, (cell,)),), self.tr("change the words of a row"))

    def add(self, sample: Sample, label: str, split: str = "", original: str = "") -> None:
        """Add an example; its picture and sound become files of the project, and `original` is what they were called."""
        self.add_made(lambda: sample, label, split, original)

    def add_made(self, make: Callable[[], Sample], label: str, split: str = "", original: str = "") -> None:
        """Add what `make` gives, called in the thread of the project."""
        words = self.tr("add an example of {label}").format(label=label.strip())

        def command(project: Project) -> None:
            sample = make()
            project.add(sample, label.strip(), split, words, original)
            self.added.emit(sample)  # from the thread of the project; it is heard in the GUI's

        self._ask(command)

    def take(self, examples: Sequence[Example]) -> None:
        """Add examples whose files lie in the project's folder already."""
        words = self.tr("add {rows}").format(rows=self._rows(len(examples)))
        self._ask(lambda project: project.take(examples, words))

    def keep(self, settings: dict[str, Any]) -> None:
        """Keep settings, such as of training, beside the dataset."""
        self._ask(lambda project: project.keep(settings))

    def undo(self) -> None:
        self._ask(lambda project: project.undo())

    def redo(self) -> None:
        self._ask(lambda project: project.redo())

    @Slot()
    def save(self) -> None:
        """Have the dataset on the disk be as it is shown; `changed` tells when `saved`."""
        if not self.opening:  # which saves
            self._ask(lambda project: project.save())

    def _rows(self, count: int) -> str:
        return filled(self.tr("{count:# row|# rows}"), count=count)

    def _ask(self, command: Command) -> None:
        if self.opening:  # what is asked of rows that are seen is not meant for those that will be
            self.problem = self.tr("Another project is being opened. Do that again when it is there.")
            self.changed.emit()
        elif self._project:
            self.problem = ""
            self._waiting.append(command)
            self._pump()

    def _pump(self) -> None:
        if self._project and self._waiting and not self._editing.busy and not self.opening:
            self._editing.start(functools.partial(work_off, self._project, self._waiting))

    @Slot(object)
    def _edited(self, view: View) -> None:
        self.view = view
        if not view.saved:
            self._saving.start()  # even if what was asked for next fails
        self.changed.emit()

    @Slot(object)
    def _all_edited(self, _: object) -> None:
        self._pump()
        self.changed.emit()

    @Slot(object)
    def _not_edited(self, error: InputError) -> None:
        self.problem = sentence(error)
        self._pump()
        self.changed.emit()
