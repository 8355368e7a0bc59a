"""What is dropped on Data, on its way: a dataset is opened; loose files are copied into the project and become examples."""

from __future__ import annotations

import functools
from collections import deque
from collections.abc import Generator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from mmdesk.app.services.project import Collection
from mmdesk.app.system.translation import sentence
from mmdesk.core.errors import QT_TRANSLATE_NOOP, DatasetError, InputError
from mmdesk.core.files import shown
from mmdesk.core.progress import CancelToken, Note

if TYPE_CHECKING:  # the window is up before numpy is needed
    from mmdesk.core.datasets.example import Dataset

Files = tuple[Path, ...]


class Incoming(QObject):
    """One drop after the other, in a thread of its own, so that the project can be edited meanwhile.

    Attributes:
        stage: how many examples are copied; None before that is known
        problem: a sentence about what could not be taken

    Signals:
        changed: any of these is another, or it is `busy` or not any more
    """

    changed = Signal()

    def __init__(self, collection: Collection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.stage: Note | None = None
        self.problem = ""
        self._collection = collection
        self._dropped: deque[Files] = deque()
        self._homeless: Dataset | None = None
        worker = collection.worker("incoming", self)
        self._looking, self._copying = worker.lane(), worker.lane()
        self._looking.succeeded.connect(self._found)
        self._copying.reported.connect(self._reported)
        self._copying.succeeded.connect(self._copied)
        for lane in (self._looking, self._copying):
            lane.failed.connect(self._refused)
            lane.busy_changed.connect(self._busy_changed)
        collection.opened.connect(self._opened)
        collection.changed.connect(self._project_changed)

    @property
    def busy(self) -> bool:
        return self._looking.busy or self._copying.busy or self._homeless is not None

    def take(self, paths: Sequence[Path]) -> None:
        """Take what was dropped, after what was dropped before; loose files begin a project if none is open.

        Each file is an example, or together where they share a stem. Those in a folder have its name as their label.
        """
        self.problem = ""
        self._dropped.append(tuple(paths))
        self._next()

    def unpack(self, archive: Path, folder: Path) -> None:
        """Unpack an archive in this folder, and open the dataset that it holds."""
        self.problem = ""
        self._looking.start(functools.partial(_unpacked, archive, folder))

    @Slot()
    def cancel(self) -> None:
        """Take nothing more; the files of a drop that is on its way are left out altogether."""
        self._dropped.clear()
        self._homeless = None
        self._looking.cancel()
        self._copying.cancel()
        self.changed.emit()

    def _next(self) -> None:
        if self._dropped and not self.busy:
            self._looking.start(functools.partial(_look, self._dropped.popleft()))

    @Slot(object)
    def _found(self, found: Path | Dataset) -> None:
        if isinstance(found, Path):
            self._collection.open(found)
            self._next()
        elif self._collection.folder:
            self._copy(found, self._collection.folder)
        else:
            self._homeless = found
            self._collection.new(self._collection.free_folder())

    def _copy(self, found: Dataset, folder: Path) -> None:
        self._copying.start(functools.partial(_copy, found, folder))

    @Slot()
    def _opened(self) -> None:
        """Another project is there: what was meant for the one before is of no use."""
        found, self._homeless = self._homeless, None
        self._copying.cancel()
        self.problem = ""
        if found and self._collection.folder:
            self._copy(found, self._collection.folder)
        self._next()
        self.changed.emit()

    @Slot()
    def _project_changed(self) -> None:
        if self._homeless and self._collection.problem:
            self.cancel()  # there is no project to be had

    @Slot(object)
    def _reported(self, note: Note) -> None:
        self.stage = note
        self.changed.emit()

    @Slot(object)
    def _copied(self, found: Dataset) -> None:
        if found.examples:
            self._collection.take(found.examples)
        if found.skipped:
            text = QT_TRANSLATE_NOOP("errors", "{count:# file or row was|# files or rows were} left out: {reason}")
            self.problem = sentence(DatasetError(text, count=len(found.skipped), reason=found.skipped[0].reason))
        self._next()
        self.changed.emit()

    @Slot(object)
    def _refused(self, error: InputError) -> None:
        self.problem = sentence(error)
        self._next()
        self.changed.emit()

    @Slot(bool)
    def _busy_changed(self, _: bool) -> None:
        self.stage = None
        self.changed.emit()


def _look(paths: Files, token: CancelToken) -> Path | Dataset:
    """What was dropped: the path of a dataset, or loose files as examples; raises `InputError` if there are none."""
    from mmdesk.core.datasets.layout import dropped_dataset
    from mmdesk.core.datasets.loose import read_loose
    from mmdesk.core.projects.rows import fit_for_table

    if len(paths) == 1 and dropped_dataset(paths[0]):
        return paths[0]
    found = fit_for_table(read_loose(paths, token))
    if not found.examples and found.skipped:
        text = QT_TRANSLATE_NOOP("errors", "{name} cannot be an example: {reason}")
        raise DatasetError(text, name=shown(paths[0]), reason=found.skipped[0].reason)
    return found


def _unpacked(archive: Path, folder: Path, token: CancelToken) -> Path:
    from mmdesk.core.datasets.archive import unpack

    return unpack(archive, folder, token)


def _copy(found: Dataset, folder: Path, token: CancelToken) -> Generator[Note, None, Dataset]:
    from mmdesk.core.projects.importing import copied

    return (yield from copied(found, folder, token))
