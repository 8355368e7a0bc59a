"""How loud every microphone is, seen from the GUI thread."""

import functools
from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import QObject, Signal

from mmdesk.app.system.workers import Worker
from mmdesk.core.progress import CancelToken


class Levels(QObject):
    """Opens microphones only to see how loud they are, from `start` to `stop`.

    Signals:
        changed: the loudest sample of each microphone, 0 to 1, by name
    """

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = Worker("levels", self)
        self._watching = self._worker.lane()
        self._watching.reported.connect(self.changed)

    def start(self, names: Sequence[str]) -> None:
        """Watch these microphones."""
        self._watching.start(functools.partial(_levels, tuple(names)))

    def stop(self) -> None:
        """Let go of them."""
        self._watching.cancel()

    def close(self, seconds: float) -> bool:
        """End the thread; says whether it did."""
        return self._worker.close(seconds)


def _levels(names: Sequence[str], token: CancelToken) -> Iterator[Mapping[str, float]]:
    from mmdesk.core.devices.levels import levels

    yield from levels(names, token)
