"""The sound of the sample: recorded, listened to, played, cut and saved."""

import functools
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from mmdesk.app.audio.capture import Capture
from mmdesk.app.audio.hearing import Hearing
from mmdesk.app.audio.levels import Levels
from mmdesk.app.audio.live import Live
from mmdesk.app.audio.player import Player
from mmdesk.app.audio.recording import Blocks, Recording, recorded
from mmdesk.app.audio.sounds import checked_sound, drawn_sound, save_sound
from mmdesk.app.system.translation import sentence
from mmdesk.app.system.workers import Worker
from mmdesk.core.answers.stream import Event, save_events
from mmdesk.core.engine import Engine
from mmdesk.core.errors import InputError
from mmdesk.core.modalities.audio.sound import Sound
from mmdesk.core.progress import CancelToken


class SoundDesk(QObject):
    """What the session does with sound. Recording, listening, capturing and playing take turns: who begins ends the others.

    Signals:
        made: a function that gives the sample another sound; to be called in another thread
        told: a sentence about what went wrong; empty when that is over
        drawn: (bands, frames) uint8, the spectrogram of the sound that is there
        events_saved: a sentence that says why the events could not be saved; empty when they were
    """

    modality = "audio"
    """What it works on."""

    made = Signal(object)
    told = Signal(str)
    drawn = Signal(object)
    events_saved = Signal(str)

    def __init__(self, files: Worker, computing: Worker, engine: Callable[[], Engine], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sound: Sound | None = None
        self._saving = files.lane()
        self._saving.succeeded.connect(self._saved)
        self._saving.failed.connect(self._not_saved)
        self._saving_events = files.lane()
        self._saving_events.succeeded.connect(self._events_saved)
        self._saving_events.failed.connect(self._events_not_saved)
        self._drawing = files.lane()
        self._drawing.succeeded.connect(self.drawn)
        self.player = Player(self)
        self.hearing = Hearing(self)
        self.levels = Levels(self)
        self.recording = Recording(self.hearing, self)
        self.recording.finished.connect(self._recorded)
        self.capture = Capture(self.hearing, self)
        self.live = Live(self.hearing, computing, engine, self)
        for part in (self.player, self.hearing, self.live):
            part.failed.connect(self.told)

    def show(self, sound: Sound | None) -> None:
        """Work on this sound from now on."""
        self.player.stop()
        self._sound = sound
        if sound:
            self._drawing.start(functools.partial(drawn_sound, sound))
        else:
            self._drawing.cancel()

    def play(self, start: float, end: float) -> None:
        """Play what lies between these seconds of the sound."""
        if self._sound:
            self.player.play(self._sound.part(start, end))

    @Slot()
    def record(self) -> None:
        """Record from the microphone; the sound that was there stays until the recording has ended."""
        self._take_turn(self.recording)

    @Slot()
    def listen(self) -> None:
        """Answer what the microphone hears until `live` is stopped, together with the picture and the words."""
        self._take_turn(self.live)

    @Slot()
    def capture_many(self) -> None:
        """Take one sound after the other until `capture` is stopped."""
        self._take_turn(self.capture)

    def _take_turn(self, user: Recording | Live | Capture) -> None:
        """End whatever has the microphone or the loudspeaker, then let this one have the microphone."""
        for other in (self.player, self.recording, self.live, self.capture, self.levels):
            other.stop()
        self.told.emit("")
        user.start()

    @Slot()
    def keep_moment(self) -> None:
        """Take the last seconds that were heard live as the sound of the sample."""
        self._recorded(self.live.moment())

    def trim(self, start: float, end: float) -> None:
        """Keep only what lies between these seconds."""
        if self._sound:
            self.made.emit(functools.partial(checked_sound, self._sound.part(start, end)))

    def save(self, path: Path) -> None:
        """Write the sound to a WAV or FLAC file, in another thread."""
        if self._sound:
            self._saving.start(functools.partial(save_sound, self._sound, path))

    def save_events(self, path: Path, events: Sequence[Event]) -> None:
        """Write events to a table, in another thread."""
        self._saving_events.start(functools.partial(_save_events, path, tuple(events)))

    def close(self, seconds: float) -> bool:
        """End the threads of microphone and loudspeaker; says whether they did."""
        ended = [part.close(seconds) for part in (self.hearing, self.levels, self.player)]
        return all(ended)

    @Slot(object)
    def _recorded(self, blocks: Blocks) -> None:
        if blocks.samples:
            self.made.emit(functools.partial(recorded, blocks, self.tr("recording")))

    @Slot(object)
    def _saved(self, _: object) -> None:
        self.told.emit("")

    @Slot(object)
    def _not_saved(self, error: InputError) -> None:
        self.told.emit(sentence(error))

    @Slot(object)
    def _events_saved(self, _: object) -> None:
        self.events_saved.emit("")

    @Slot(object)
    def _events_not_saved(self, error: InputError) -> None:
        self.events_saved.emit(sentence(error))


def _save_events(path: Path, events: tuple[Event, ...], _token: CancelToken) -> None:
    save_events(path, events)
