"""What is dropped on Data, on its way: a dataset is opened; loose files are copied into the project and become examples."""

from __future__ import annotations

import functools
from collections import deque
from collections.abc import Generator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from mmdesk.app.services.projects.collection import Collection
from mmdesk.app.system.translation import sentence
from mmdesk.core.errors import QT_TRANSLATE_NOOP, DatasetError, EncodingError, InputError, Sentence
from mmdesk.core.files import shown
from mmdesk.core.numerals import filled
from mmdesk.core.progress import CancelToken, Note

if TYPE_CHECKING:  # the window is up before numpy is needed
    from mmdesk.core.datasets.example import Dataset
    from mmdesk.core.projects.view import View

Files = tuple[Path, ...]


class Incoming(QObject):
    """One drop after the other, in a thread of its own, so that the project can be edited meanwhile.

    Attributes:
        stage: how many examples are copied; None before that is known
        problem: a sentence about what could not be taken
        told: a sentence about what was taken last

    Signals:
        changed: any of these is another, or it is `busy` or not any more
    """

    changed = Signal()

    def __init__(self, collection: Collection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.stage: Note | None = None
        self.problem = ""
        self.told = ""
        self._collection = collection
        self._dropped: deque[Files | Dataset] = deque()
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

    def adopt(self, examples: Dataset) -> None:
        """Take examples that have labels; those of the project's own folder get theirs where they are.

        What lies in an array among others is left out: it is no file that could be copied.
        """
        self.problem = self.told = ""
        self._dropped.append(examples)
        self._next()

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
            dropped = self._dropped.popleft()
            if isinstance(dropped, tuple):
                self._looking.start(functools.partial(_look, dropped))
            else:
                self._looking.start(functools.partial(_adopted, dropped, self._collection.view))

    @Slot(object)
    def _found(self, found: Path | Dataset | Mapping[int, str]) -> None:
        if isinstance(found, Mapping):
            if found:
                self._collection.edits.relabel_each(found)
            self._tell(len(found))
            self._next()
        elif isinstance(found, Path):
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
            self._collection.edits.take(found.examples)
            self._tell(len(found.examples))
        if found.skipped:
            text = QT_TRANSLATE_NOOP("errors", "{count:# file or row was|# files or rows were} left out: {reason}")
            self.problem = sentence(DatasetError(text, count=len(found.skipped), reason=_reason(found)))
        self._next()
        self.changed.emit()

    def _tell(self, count: int) -> None:
        folder = self._collection.folder
        words = self.tr("{count:# example is|# examples are} in {name} now.")
        self.told = filled(words, count=count, name=folder.name if folder else "")
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

    try:
        if len(paths) == 1 and dropped_dataset(paths[0]):
            return paths[0]
    except EncodingError:  # of which it is asked as the project is opened
        return paths[0]
    found = fit_for_table(read_loose(paths, token))
    if not found.examples and found.skipped:
        text = QT_TRANSLATE_NOOP("errors", "{name} cannot be an example: {reason}")
        raise DatasetError(text, name=shown(paths[0]), reason=_reason(found))
    return found


def _reason(found: Dataset) -> str:
    """Why the first of what was left out was."""
    if not found.foreign or found.skipped[0].row not in found.foreign.rows:
        return found.skipped[0].reason
    text = QT_TRANSLATE_NOOP(
        "errors",
        "The text is not in UTF-8, but probably in {encoding}, as in “{words}”. "
        "Save it as UTF-8, or drop the folder of all classes.",
    )
    return Sentence(text, encoding=found.foreign.encoding, words=found.foreign.words)


def _unpacked(archive: Path, folder: Path, token: CancelToken) -> Path:
    from mmdesk.core.datasets.archive import unpack

    return unpack(archive, folder, token)


def _adopted(found: Dataset, view: View | None, token: CancelToken) -> Dataset | Mapping[int, str]:
    """Examples that can be copied into a project; or labels by the keys of its rows, where they are the project's own."""
    from dataclasses import replace

    from mmdesk.core.datasets.example import Skipped
    from mmdesk.core.projects.rows import Row, fit_for_table

    if view and found.root.absolute() == view.folder:
        keys = {row.parts: row.key for row in view.content.rows}
        rows = [Row.of(0, example, view.folder) for example in found.examples]
        return {keys[row.parts]: row.label for row in rows if row.parts in keys}
    token.check()
    reason = Sentence(QT_TRANSLATE_NOOP("errors", "It lies in an array among others. Save it as a file of its own."))
    whole, skipped = [], []
    for example in found.examples:
        if all(item.index is None for item in example.items.values()):
            whole.append(example)
        else:
            skipped.append(Skipped(example.row, reason))
    return fit_for_table(replace(found, examples=tuple(whole), skipped=tuple(skipped)))


def _copy(found: Dataset, folder: Path, token: CancelToken) -> Generator[Note, None, Dataset]:
    from mmdesk.core.projects.importing import copied

    return (yield from copied(found, folder, token))
