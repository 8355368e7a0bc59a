"""What lies on the desk: the parts of the sample, each read in another thread, shown to the model or not."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from mmdesk.app.services.parts import Found, Many, Part, as_part, content_of, read_file, sort_files
from mmdesk.app.services.ready_parts import ReadyParts
from mmdesk.app.system.translation import sentence
from mmdesk.app.system.workers import Lane, Worker
from mmdesk.core.datasets.example import Example, Item
from mmdesk.core.errors import InputError, MediaError
from mmdesk.core.modalities.column import Content, is_there
from mmdesk.core.modalities.registry import MODALITIES, Modality
from mmdesk.core.modalities.sample import Sample

if TYPE_CHECKING:
    from mmdesk.core.answers.batch import Row
    from mmdesk.core.answers.history import KeptPart
    from mmdesk.core.datasets.loose import OneSample


class Desk(QObject):
    """The sample. What a change of it leads to, its subclass says.

    Signals:
        part_changed: a modality's `Part` is another
        given: something to be answered was given, other than by going through the rows of a batch
        dropped_badly: sentences about files that fit nowhere; empty when all fitted
        sorting_changed: whether dropped files are still being looked through
    """

    part_changed = Signal(str)
    given = Signal()
    dropped_badly = Signal(str)
    sorting_changed = Signal(bool)

    def __init__(self, parent: QObject | None) -> None:
        super().__init__(parent)
        self._parts: dict[Modality, Part] = dict.fromkeys(MODALITIES, Part())
        self.ready_parts = ReadyParts(self)
        self._own: set[Modality] = set()
        self._files = Worker("files", self)
        self._sorting = self._lane(self._files, self._sorted, self._not_sorted)
        self._sorting.busy_changed.connect(self.sorting_changed)
        self._reading = {modality: self._reading_lane(modality) for modality in MODALITIES}

    def _changed(self, modality: Modality, before: Part, after: Part) -> None:
        """A part is another."""
        raise NotImplementedError

    def _take_many(self, found: Many) -> None:
        """What was dropped is more than one sample."""
        raise NotImplementedError

    def sort(self, paths: Sequence[Path]) -> None:
        """Take files, each for the part that its contents are for."""
        self._sorting.start(functools.partial(sort_files, tuple(paths)))

    @property
    def reading(self) -> bool:
        """Whether anything is still being looked through or read."""
        return any(lane.busy for lane in (self._sorting, *self._reading.values()))

    def _set(self, modality: Modality, **changes: object) -> None:
        before = self._parts[modality]
        after = replace(before, **changes)  # type: ignore[arg-type]
        if after != before:
            self._parts[modality] = after
            self._changed(modality, before, after)

    @Slot(object)
    def _sorted(self, found: OneSample | Many) -> None:
        if isinstance(found, Many):
            self.dropped_badly.emit("")
            self._take_many(found)
            return
        self.dropped_badly.emit(" ".join(map(sentence, found.strangers)))
        self.ready_parts.forget()
        self.given.emit()
        self._own |= set(found.files)
        for modality, path in found.files.items():
            self._reading[modality].cancel()
            self._set(modality, problem="")
            if modality in found.contents:
                self._read(modality, Found(as_part(found.contents[modality]), path))
            else:
                self._not_read(modality, found.failures[modality])

    @Slot(object)
    def _not_sorted(self, error: InputError) -> None:
        self.dropped_badly.emit(sentence(error))

    def part(self, modality: Modality) -> Part:
        return self._parts[modality]

    @property
    def sample(self) -> Sample:
        """What the model may see."""
        return Sample(**{modality: part.seen for modality, part in self._parts.items()})

    @property
    def file_names(self) -> str:
        """What the files of the sample, as far as the model may see them, are called."""
        files = {m: part.file for m, part in self._parts.items() if part.seen is not None and not MODALITIES[m].inline}
        return ", ".join(file.name for file in files.values() if file)

    @property
    def empty(self) -> bool:
        return not any(is_there(part.content) for part in self._parts.values())

    def refuse(self, template: str) -> None:
        """Say why something that was offered is of no use: a sentence marked for translation in "errors"."""
        self.dropped_badly.emit(sentence(InputError(template)))

    def read(self, modality: Modality, path: Path) -> None:
        """Take a file for this part; what was there stays if it cannot be read."""
        self._expect_own(modality)
        self._begin(modality, functools.partial(_found, modality, path))

    def take(self, modality: Modality, make: Callable[[], Content]) -> None:
        """Take what `make` gives, called in another thread, such as the decoding of a pasted picture."""
        self._expect_own(modality)
        self._begin(modality, lambda: Found(make()))

    def _expect_own(self, modality: Modality) -> None:
        """What comes for this part is given by the person, not laid back."""
        self.ready_parts.forget()
        self.given.emit()
        self._own.add(modality)

    def _begin(self, modality: Modality, make: Callable[[], Found]) -> None:
        self._set(modality, problem="")
        self._reading[modality].start(lambda _: make())

    def restore(self, modality: Modality, part: Part) -> None:
        """Lay a part that was taken away on the desk again."""
        self._set(modality, content=part.content, file=part.file, problem="")

    def write(self, modality: Modality, words: str) -> None:
        """Take words as they are being typed, for a part that is written."""
        if self.empty:
            self.given.emit()
        self._written(modality, words)

    def _written(self, modality: Modality, words: str) -> None:
        self._reading[modality].cancel()
        try:
            MODALITIES[modality].checked(words, self.tr("What you typed"))
        except MediaError as error:
            self._set(modality, content=None, problem=sentence(error))
        else:
            before = self._parts[modality]
            self._set(modality, content=words or None, problem="", file=before.file if words == before.content else None)

    def show(self, modality: Modality, shown: bool) -> None:
        """Let the model see this part, or not: what if it were missing?"""
        self._set(modality, shown=shown)

    def clear(self, modality: Modality) -> None:
        self._reading[modality].cancel()
        self._set(modality, content=None, problem="")

    def clear_all(self) -> None:
        self._sorting.cancel()
        self._own.clear()
        self.ready_parts.forget()
        for modality in MODALITIES:
            self.clear(modality)
            self.show(modality, True)
        self.dropped_badly.emit("")

    @Slot(object)
    def put_back(self, parts: Mapping[Modality, KeptPart]) -> None:
        """Lay an earlier sample on the desk, instead of what is there."""
        self.clear_all()
        self.given.emit()
        for modality, part in parts.items():
            self.show(modality, part.shown)
            if part.file:
                self._begin(modality, functools.partial(_found, modality, part.file))
            elif part.cell:
                self.write(modality, part.cell)

    def lay(self, row: Row) -> None:
        """Lay a row of a batch on the desk, instead of what is there."""
        self.clear_all()
        for modality, part in row.parts.items() if isinstance(row, Example) else ():
            if isinstance(part, str):
                self._written(modality, part)
            elif part.index is None:
                self._begin(modality, functools.partial(_found, modality, part.path))
            else:
                self._begin(modality, functools.partial(_taken, modality, part))

    def _read(self, modality: Modality, found: Found) -> None:
        self._set(modality, content=found.content, file=found.file)
        if modality in self._own:
            self._own.discard(modality)
            self.ready_parts.make_room(modality, found.file)

    def _not_read(self, modality: Modality, error: InputError) -> None:
        # What went wrong meanwhile is the cause, as a microphone that was pulled out is of a silent recording.
        self._own.discard(modality)
        meanwhile = self._parts[modality].problem
        self._set(modality, problem=" ".join(filter(None, (meanwhile, sentence(error)))))

    def _reading_changed(self, modality: Modality, reading: bool) -> None:
        self._set(modality, reading=reading)

    def _lane(self, worker: Worker, succeeded: Callable[..., None], failed: Callable[..., None]) -> Lane:
        lane = worker.lane()
        lane.succeeded.connect(succeeded)
        lane.failed.connect(failed)
        return lane

    def _reading_lane(self, modality: Modality) -> Lane:
        lane = self._lane(self._files, functools.partial(self._read, modality), functools.partial(self._not_read, modality))
        lane.busy_changed.connect(functools.partial(self._reading_changed, modality))
        return lane


def _found(modality: Modality, path: Path) -> Found:
    return Found(read_file(modality, path), path)


def _taken(modality: Modality, item: Item) -> Found:
    return Found(content_of(item, modality))
