"""One unlabelled example after the other, in the order in which labels teach the most; every label is an edit of the project."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from mmdesk.app.services.projects.collection import Collection
from mmdesk.app.services.worth_labelling import WorthLabelling
from mmdesk.core.training.worth_labelling import Guess

if TYPE_CHECKING:  # the window is up before numpy is needed
    from mmdesk.core.projects.rows import Row


class Step(NamedTuple):
    """What was done with the row of this key; a row that was skipped got no label."""

    key: int
    label: str


class LabelQueue(QObject):
    """The way through the rows without a label.

    Attributes:
        key: that of the row that is asked about; None if there is none

    Signals:
        changed: another row is asked about, or something else is known of it
    """

    changed = Signal()

    def __init__(self, collection: Collection, worth: WorthLabelling, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._collection, self._worth = collection, worth
        self._steps: list[Step] = []
        self._seen: set[int] = set()
        self._mixed: tuple[int, ...] = self._unlabelled()
        self.key: int | None = None
        worth.begin(self)
        worth.changed.connect(self._ordered)
        collection.changed.connect(self._edited)
        self._go_on()

    @property
    def row(self) -> Row | None:
        """The row that is asked about, as it is now."""
        return None if self.key is None else self._row(self.key)

    @property
    def guess(self) -> Guess | None:
        """What the program believes of it; None while it cannot tell."""
        return None if self.key is None else self._worth.guesses.get(self.key)

    @property
    def can_go_back(self) -> bool:
        return bool(self._steps)

    def label(self, label: str) -> None:
        """This is what it is; go on to the next."""
        label = label.strip()
        if self.key is not None and label:
            self._collection.edits.relabel((self.key,), label)
            self._step(label)

    def skip(self) -> None:
        """Leave it without a label for now."""
        if self.key is not None:
            self._step("")

    def back(self) -> None:
        """Return to the row before, whose label is taken back."""
        if self._steps:
            step = self._steps.pop()
            self._seen.discard(step.key)
            self.key = step.key
            if step.label:
                self._collection.edits.undo()
            self.changed.emit()

    def end(self) -> None:
        """Nobody asks any more."""
        self._worth.end(self)

    def _step(self, label: str) -> None:
        assert self.key is not None  # noqa: S101 - asked by who calls it
        self._steps.append(Step(self.key, label))
        self._seen.add(self.key)
        self._go_on()

    def _go_on(self) -> None:
        """To the next that waits; when all others are labelled, to those that were skipped."""
        waiting = self._next()
        if waiting is None and (skipped := {step.key for step in self._steps if not step.label}):
            self._steps = [step for step in self._steps if step.label]
            self._seen -= skipped
            waiting = self._next()
        self.key = waiting
        self.changed.emit()

    def _next(self) -> int | None:
        return next((key for key in chain(self._worth.order, self._mixed, self._unlabelled()) if self._waits(key)), None)

    def _waits(self, key: int) -> bool:
        if key in self._seen:
            return False
        row = self._row(key)
        return row is not None and not row.label

    def _row(self, key: int) -> Row | None:
        view = self._collection.view
        place = view.content.place(key) if view else None
        return view.content.rows[place] if view and place is not None else None

    def _unlabelled(self) -> tuple[int, ...]:
        """Keys in an order that has nothing to do with how the rows were written, often class after class."""
        view = self._collection.view
        return mixed(row.key for row in view.content.rows if not row.label) if view else ()

    @Slot()
    def _ordered(self) -> None:
        if self.key is None:
            self._go_on()
        else:
            self.changed.emit()

    @Slot()
    def _edited(self) -> None:
        """A label that could not be written is asked for again; a row that is gone is not."""
        last = self._steps[-1] if self._steps else None
        if self._collection.problem and not self._collection.busy and last and last.label:
            row = self._row(last.key)
            if row is not None and row.label != last.label:
                self._seen.discard(self._steps.pop().key)
                self.key = last.key
        if self.row is None:
            self._go_on()
        else:
            self.changed.emit()


def mixed(keys: Iterable[int]) -> tuple[int, ...]:
    """The keys in an order without a meaning, the same every time."""
    return tuple(sorted(keys, key=lambda key: zlib.crc32(str(key).encode())))
