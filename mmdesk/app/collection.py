"""The open project, seen from the GUI thread."""

import functools
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from mmdesk.app.jobs import Worker
from mmdesk.app.settings import Settings
from mmdesk.app.translation import sentence
from mmdesk.core.errors import InputError
from mmdesk.core.protocol import Token


class Collection(QObject):
    """The dataset that the person works on.

    Attributes:
        folder: the project's folder; None while no project is open
        dataset: what `mmdesk.core.dataset.read_dataset` takes: the folder, or a table in it
        problem: a sentence about what was asked last and could not be done

    Signals:
        changed: anything of it is another
        recent_changed: the recent projects are others
    """

    changed = Signal()
    recent_changed = Signal()

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder: Path | None = None
        self.dataset: Path | None = None
        self.problem = ""
        self._settings = settings
        self._worker = Worker("collection", self)
        self._opening = self._worker.lane()
        self._opening.succeeded.connect(self._opened)
        self._opening.failed.connect(self._not_opened)
        self._opening.busy_changed.connect(self._busy_changed)

    @property
    def opening(self) -> bool:
        return self._opening.busy

    def open(self, path: Path) -> None:
        """Open a dataset: a folder or a table. The one before stays if that fails."""
        self.problem = ""
        self._opening.start(functools.partial(_read, path))

    def close(self, seconds: float) -> bool:
        """End the thread; says whether it did."""
        return self._worker.close(seconds)

    @Slot(object)
    def _opened(self, path: Path) -> None:
        self.dataset = path
        self.folder = path if path.is_dir() else path.parent
        self._settings.remember_project(path)
        self.recent_changed.emit()
        self.changed.emit()

    @Slot(object)
    def _not_opened(self, error: InputError) -> None:
        self.problem = sentence(error)
        self.changed.emit()

    @Slot(bool)
    def _busy_changed(self, _: bool) -> None:
        self.changed.emit()


def _read(path: Path, _token: Token) -> Path:
    from mmdesk.core.dataset import read_dataset

    read_dataset(path)
    return path.absolute()
