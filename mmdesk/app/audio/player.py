"""Playing a sound, seen from the GUI thread."""

import functools

from PySide6.QtCore import QObject, Signal, Slot

from mmdesk.app.system.translation import sentence
from mmdesk.app.system.workers import Worker
from mmdesk.core.devices.loudspeaker import play
from mmdesk.core.errors import InputError
from mmdesk.core.modalities.audio.sound import Sound


class Player(QObject):
    """Plays one sound at a time.

    Signals:
        played: position in the sound that is heard, in seconds; -1 when it is over
        failed: a sentence that says why it cannot be played
    """

    played = Signal(float)
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = Worker("speaker", self)
        self._playing = self._worker.lane()
        self._playing.reported.connect(self._heard)
        self._playing.succeeded.connect(self._over)
        self._playing.failed.connect(self._not_played)

    @property
    def playing(self) -> bool:
        return self._playing.busy

    def play(self, sound: Sound) -> None:
        self._playing.start(functools.partial(play, sound))

    def stop(self) -> None:
        if self.playing:
            self._playing.cancel()
            self.played.emit(-1.0)

    def close(self, seconds: float) -> bool:
        """End the thread; says whether it did."""
        return self._worker.close(seconds)

    @Slot(object)
    def _heard(self, position: float) -> None:
        self.played.emit(position)

    @Slot(object)
    def _over(self, _: object) -> None:
        self.played.emit(-1.0)

    @Slot(object)
    def _not_played(self, error: InputError) -> None:
        self.played.emit(-1.0)
        self.failed.emit(sentence(error))
