"""Earlier answers: kept once an answer has settled, and the desk as it was left."""

from __future__ import annotations

import functools
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from mmdesk.app.services.parts import Part
from mmdesk.app.system.settings import Settings
from mmdesk.app.system.translation import sentence
from mmdesk.app.system.workers import Lane, Worker
from mmdesk.core.errors import InputError
from mmdesk.core.modalities.registry import MODALITIES, Modality
from mmdesk.core.paths import data_dir
from mmdesk.core.progress import CancelToken

if TYPE_CHECKING:  # the window is up before numpy and Pillow
    from mmdesk.core.answers.history import DeskPart, Entry, History
    from mmdesk.core.answers.prediction import Prediction

SETTLED_SECONDS = 2.5
"""An answer that stands so long is worth keeping: a person who types pauses less."""

Desk = Mapping[Modality, Part]
Change = Callable[["History"], None]


class Earlier(QObject):
    """Keeps answers and the desk in another thread, unless the person wishes to be private.

    Signals:
        changed: `entries`, `private` or `problem` is another
        desk_found: what lay on the desk when the program was closed: a `KeptPart` for each modality
    """

    changed = Signal()
    desk_found = Signal(object)

    def __init__(self, settings: Settings, folder: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: tuple[Entry, ...] = ()
        self.problem = ""
        self._settings = settings
        self._folder = folder or data_dir() / "history"
        self._desk: Desk = dict.fromkeys(MODALITIES, Part())
        self._answer: tuple[Prediction, str] | None = None
        self._desk_is_new = False
        self._worker = Worker("history", self)
        self._finding = self._lane(self._found)
        self._listing = self._lane(self._listed)
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(round(SETTLED_SECONDS * 1000))
        self._settling.timeout.connect(self.keep)
        # Both threads touch it: of changes every one counts, not only the newest.
        self._changes: deque[Change] = deque()

    def _lane(self, succeeded: Callable[..., None]) -> Lane:
        lane = self._worker.lane()
        lane.succeeded.connect(succeeded)
        lane.failed.connect(self._failed)
        return lane

    @property
    def private(self) -> bool:
        """Whether nothing is kept."""
        return self._settings.private

    @Slot(bool)
    def set_private(self, private: bool) -> None:
        """Keep nothing from now on, or begin again; what was kept before stays until it is deleted."""
        if private == self.private:
            return
        self._settings.private = private
        self._desk_is_new = True
        self._settling.start()
        self.changed.emit()

    def see(self, desk: Desk) -> None:
        """The parts on the desk are others."""
        if any(desk[modality].seen != self._desk[modality].seen for modality in MODALITIES):
            self._answer = None
        self._desk, self._desk_is_new = dict(desk), True
        self._settling.start()

    def hear(self, prediction: Prediction | None, model: str) -> None:
        """The sample on the desk was answered by the model of this title."""
        self._answer = (prediction, model) if prediction else None
        self._settling.start()

    @Slot()
    def keep(self) -> None:
        """Keep the desk, and its answer if it is one to all that is there."""
        self._settling.stop()
        if self._desk_is_new:
            self._desk_is_new = False
            self._change(functools.partial(_leave, desk={} if self.private else self._desk))
        answer, self._answer = self._answer, None
        left_out = any(part.content is not None and not part.shown for part in self._desk.values())
        if answer and not self.private and not left_out:
            self._change(functools.partial(_keep, desk=self._desk, prediction=answer[0], model=answer[1]))

    def forget(self, number: int) -> None:
        self._change(lambda history: history.forget(number))

    def forget_all(self) -> None:
        self._change(lambda history: history.forget_all())

    def restore_desk(self) -> None:
        """Look for what lay on the desk when the program was closed; `desk_found` tells it."""
        if not self.private:
            self._finding.start(lambda _: _history(self._folder).desk())

    def close(self, seconds: float) -> bool:
        """Keep the desk and end the thread; says whether it ended."""
        self._settling.stop()
        ended = self._worker.close(seconds)
        if ended and (self._desk_is_new or self._changes):
            # The window has gone: nobody waits for this but the end of the program.
            self._change(functools.partial(_leave, desk={} if self.private else self._desk))
            with suppress(InputError):  # which the person cannot be told any more
                _changed(self._folder, self._changes, CancelToken())
        return ended

    def _change(self, change: Change) -> None:
        self._changes.append(change)
        self.read()

    def read(self) -> None:
        """Read what was kept before; `changed` tells when it is there."""
        self._listing.start(functools.partial(_changed, self._folder, self._changes))

    @Slot(object)
    def _found(self, parts: object) -> None:
        # What the person has begun meanwhile is not taken away.
        if parts and all(part == Part() for part in self._desk.values()):
            self.desk_found.emit(parts)

    @Slot(object)
    def _listed(self, entries: tuple[Entry, ...]) -> None:
        self.entries = entries
        self.problem = ""
        self.changed.emit()

    @Slot(object)
    def _failed(self, error: InputError) -> None:
        self.problem = sentence(error)
        self.changed.emit()


def _history(folder: Path) -> History:
    from mmdesk.core.answers.history import History

    return History(folder)


def _changed(folder: Path, changes: deque[Change], _token: CancelToken) -> tuple[Entry, ...]:
    history = _history(folder)
    while changes:
        changes.popleft()(history)
    return history.entries()


def _keep(history: History, *, desk: Desk, prediction: Prediction, model: str) -> None:
    history.keep(_laid(desk), prediction, model)


def _leave(history: History, *, desk: Desk) -> None:
    history.leave_desk(_laid(desk))


def _laid(desk: Desk) -> dict[Modality, DeskPart]:
    from mmdesk.core.answers.history import DeskPart

    return {
        m: DeskPart(part.content, part.file, part.shown) for m, part in desk.items() if part.content is not None or not part.shown
    }
