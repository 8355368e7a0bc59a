"""The card of what is wrong with the data: found when asked, shown in the table, remedied when asked."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from mmdesk.app.pages.data.problem_entry import Choice, ProblemEntry
from mmdesk.app.services.projects.collection import Collection
from mmdesk.app.system.labels import name_of
from mmdesk.app.system.translation import sentence
from mmdesk.app.widgets.card import Card, heading_label
from mmdesk.core.errors import InputError
from mmdesk.core.problems.findings import Kind, Problem, Remedy
from mmdesk.core.progress import CancelToken, Note

if TYPE_CHECKING:  # the window is up before numpy is needed
    from mmdesk.core.projects.view import View

OF_CLASSES = {Kind.FEW, Kind.MISSING, Kind.SHUFFLED}
"""Problems of whole classes or parts: no row of theirs is wrong by itself."""


class ProblemsCard(Card):
    """One entry for each problem, with its rows to see and its remedy to take; a remedy is an edit that can be undone.

    Signals:
        chosen: keys of rows to show alone
        marked: keys of all rows with a problem
    """

    chosen = Signal(object)
    marked = Signal(object)

    def __init__(self, collection: Collection) -> None:
        super().__init__()
        self._collection = collection
        self._shown: list[tuple[Problem, ProblemEntry]] = []
        self._looked: object = None
        self.setAccessibleName(self.tr("Problems"))
        heading = heading_label(self.tr("Problems"))
        self.look = QPushButton()
        self.look.clicked.connect(self._look_or_stop)
        self.state = QLabel()
        self.state.setProperty("kind", "soft")
        self.state.setWordWrap(True)
        self._entries = QVBoxLayout()
        self._entries.setSpacing(10)
        head = QHBoxLayout()
        head.addWidget(heading, 1)
        head.addWidget(self.look)
        layout = self.column()
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.state)
        layout.addLayout(self._entries)
        self._looking = collection.worker("problems", self).lane()
        self._looking.reported.connect(self._reported)
        self._looking.succeeded.connect(self._done)
        self._looking.failed.connect(self._failed)
        self._looking.busy_changed.connect(self._tell)
        collection.opened.connect(self.forget)
        collection.changed.connect(self._tell)
        self._tell()

    @property
    def busy(self) -> bool:
        return self._looking.busy

    @Slot()
    def forget(self) -> None:
        """Stop looking, and forget what was found."""
        self._looking.cancel()
        self._looked = None
        self._forget_all()

    @Slot()
    def _look_or_stop(self) -> None:
        if self.busy:
            self._looking.cancel()
        elif view := self._collection.view:
            self._forget_all()
            self._looked = view.content
            self._looking.start(functools.partial(_problems, view))
        self._tell()

    @Slot(object)
    def tell(self, problem: Problem) -> None:
        """Tell a problem that was found elsewhere, unless it is told already."""
        if problem not in self._problems:
            self._add(problem)

    @Slot(object)
    def _reported(self, report: Note | Problem) -> None:
        if isinstance(report, Problem):
            self._add(report)
        elif report.total:
            share = self.locale().toString(100 * report.done / report.total, "f", 0)
            self.state.setText(self.tr("{share} % looked at").format(share=share))

    @Slot(object)
    def _done(self, _: object) -> None:
        self._tell()

    @Slot(object)
    def _failed(self, error: InputError) -> None:
        self._looked = None
        self.state.setText(sentence(error))

    @Slot()
    def _tell(self) -> None:
        view = self._collection.view
        self.look.setText(self.tr("Stop") if self.busy else self.tr("Look again") if self._looked else self.tr("Look for problems"))
        if self.busy:
            self.state.setText(self.tr("looking…"))
        elif self._looked is None:
            self.state.setText(self.tr("Every file is looked at and heard once. Nothing is changed without asking you."))
        elif view and view.content is not self._looked:
            self.state.setText(self.tr("The data have changed since."))
        else:
            self.state.setText("" if self._shown else self.tr("Nothing was found."))
        self.state.setVisible(bool(self.state.text()))

    @property
    def _problems(self) -> list[Problem]:
        """Those that are not ticked off."""
        return [problem for problem, entry in self._shown if not entry.ticked]

    def _forget_all(self) -> None:
        for _, entry in self._shown:
            entry.hide()
            entry.deleteLater()
        self._shown.clear()
        self._mark()

    def _add(self, problem: Problem) -> None:
        words = sentence(problem.sentence)
        if problem.modality:
            words = f"{name_of(problem.modality)}: {words}"
        show = [(self.tr("Show"), functools.partial(self._show, problem))] if problem.suspects else []
        entry = ProblemEntry(words, show, self._remedies(problem))
        self._shown.append((problem, entry))
        self._entries.addWidget(entry)
        self._mark()

    def _mark(self) -> None:
        """Tell which rows have a problem."""
        of_rows = [problem for problem in self._problems if problem.kind not in OF_CLASSES]
        self.marked.emit(frozenset(key for problem in of_rows for key in _keys(problem)))

    def _remedies(self, problem: Problem) -> Iterator[Choice]:
        """What one click can do about it."""
        if problem.kind == Kind.WRONG_LABEL:
            yield self.tr("Use the other labels"), functools.partial(self._relabel, problem)
        match problem.remedy:
            case Remedy.REMOVE:
                yield self.tr("Delete the rows"), functools.partial(self._delete, problem)
            case Remedy.KEEP_ONE:
                yield self.tr("Keep one of each"), functools.partial(self._delete, problem)
            case Remedy.RELABEL:
                yield self.tr("Spell them alike"), functools.partial(self._relabel, problem)
            case Remedy.TRAIN:
                yield self.tr("Move to training"), functools.partial(self._train, problem)

    def _tick_off(self, problem: Problem) -> None:
        """It stays in its place; the keyboard goes on to the next one, so that one after the other can be remedied."""
        here = next(place for place, (other, _) in enumerate(self._shown) if other is problem)
        entry = self._shown[here][1]
        following = [after for _, after in self._shown[here + 1 :] if after.buttons and not after.ticked]
        if entry.has_keyboard:
            (following[0].buttons[-1] if following else self.look).setFocus()
        entry.tick_off()
        self._mark()

    def _show(self, problem: Problem) -> None:
        self.chosen.emit(frozenset(_keys(problem)))

    def _delete(self, problem: Problem) -> None:
        self._collection.edits.delete(_keys(problem))
        self._tick_off(problem)

    def _train(self, problem: Problem) -> None:
        self._collection.edits.move(_keys(problem), "train")
        self._tick_off(problem)

    def _relabel(self, problem: Problem) -> None:
        better = {suspect.row - 1: suspect.label for suspect in problem.suspects if suspect.label}
        self._collection.edits.relabel_each(better)
        self._tick_off(problem)


def _keys(problem: Problem) -> list[int]:
    """The rows of `View.dataset` count from 1, keys from 0."""
    return [row - 1 for row in problem.rows]


def _problems(view: View, token: CancelToken) -> Iterator[Note | Problem]:
    from mmdesk.core.problems.scan import find_problems

    yield from find_problems(view.dataset(), token)
