"""The open project's folder, seen from the GUI thread: renamed, copied, put into the trash."""

from __future__ import annotations

import functools
from collections.abc import Generator
from pathlib import Path

from PySide6.QtCore import QFile, QObject, Signal, Slot

from mmdesk.app.services.projects.collection import Collection
from mmdesk.app.system.translation import sentence
from mmdesk.core.errors import QT_TRANSLATE_NOOP, DatasetError, InputError
from mmdesk.core.files import shown
from mmdesk.core.progress import CancelToken, Note


class ProjectFolder(QObject):
    """What is done with a project as a whole.

    Attributes:
        stage: how many files of a copy are there; None while nothing is copied
        told: a sentence about the last copy
        problem: a sentence about why there is none

    Signals:
        changed: any of these is another
    """

    changed = Signal()

    def __init__(self, collection: Collection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.stage: Note | None = None
        self.told = ""
        self.problem = ""
        self._wanted = ""
        self._collection = collection
        self._copying = collection.worker("copying", self).lane()
        self._copying.reported.connect(self._reported)
        self._copying.succeeded.connect(self._copied)
        self._copying.failed.connect(self._not_copied)
        collection.opened.connect(self._opened)
        collection.changed.connect(self._begin_copy)

    @property
    def whole(self) -> Path | None:
        """The project's folder if all of it is the project's; None where that is a table among other files."""
        view = self._collection.view
        return view.folder if view and view.path == view.folder else None

    @property
    def copying(self) -> bool:
        return self._copying.busy

    def rename(self, name: str) -> None:
        """Call the folder otherwise, and go on there; the project stays as it is if that fails."""
        if (folder := self.whole) and name.strip() != folder.name:
            self._collection.hand_over(functools.partial(_renamed, folder, name))

    def copy(self, name: str) -> None:
        """Copy the folder beside it, in another thread; the project stays open."""
        if self.whole:
            self.told = self.problem = ""
            self._wanted = name
            self._collection.save()
            self._begin_copy()

    def trash(self) -> None:
        """Put the folder where the person can take it out again; no project is open then."""
        if folder := self.whole:
            self._copying.cancel()
            self._collection.hand_over(functools.partial(_trashed, folder))

    @Slot()
    def _begin_copy(self) -> None:
        """As soon as the table on the disk has all edits."""
        if self._wanted and self._collection.saved and (folder := self.whole):
            self._copying.start(functools.partial(_copied, folder, self._wanted))
            self._wanted = ""

    @Slot(object)
    def _reported(self, note: Note) -> None:
        self.stage = note
        self.changed.emit()

    @Slot(object)
    def _copied(self, place: Path) -> None:
        self.stage = None
        self.told = self.tr("Copied as {name}.").format(name=place.name)
        self._collection.offer_again(place)
        self.changed.emit()

    @Slot(object)
    def _not_copied(self, error: InputError) -> None:
        self.stage = None
        self.problem = sentence(error)
        self.changed.emit()

    @Slot()
    def _opened(self) -> None:
        self.told = self.problem = self._wanted = ""
        self.changed.emit()


def _renamed(folder: Path, name: str) -> Path:
    from mmdesk.core.projects.folders import rename_folder

    return rename_folder(folder, name)


def _copied(folder: Path, name: str, token: CancelToken) -> Generator[Note, None, Path]:
    from mmdesk.core.projects.folders import copy_folder

    return (yield from copy_folder(folder, name, token))


def _trashed(folder: Path) -> None:
    moved, _ = QFile.moveToTrash(str(folder))
    if not moved:
        text = QT_TRANSLATE_NOOP("errors", "{name} could not be put into the trash: this disk has none. Delete it by hand.")
        raise DatasetError(text, name=shown(folder))
