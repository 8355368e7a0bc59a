"""The rows of a batch as Qt's table sees them: sorted, filtered, with what a person made of the answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFont, QGuiApplication, QIcon

from mmdesk.app.pages.classify import batch_rows
from mmdesk.app.services.batch import Batch
from mmdesk.app.services.thumbnails import Thumbnails
from mmdesk.app.system.translation import sentence
from mmdesk.app.tasks.registry import words_of
from mmdesk.core.datasets.example import Example, visible_part
from mmdesk.core.models.coverage import USUAL_COVERAGE

if TYPE_CHECKING:
    from mmdesk.core.answers.batch import Answered, Row

SAMPLE, ANSWER, SCORE, PARTS, LABEL, SETS, KNOWN = range(7)
AGAIN_MILLISECONDS = 500
"""While answers come, a table that is sorted or filtered is put in order anew so often."""

Index = QModelIndex | QPersistentModelIndex
Key = Callable[[int], Any]


@dataclass(frozen=True, slots=True)
class Wish:
    """Which rows are shown; what is None asks for nothing.

    Attributes:
        problems: only those without an answer
        label: with this answer, as the person has left it
        least, below: of the score
    """

    problems: bool = False
    label: str | None = None
    least: float | None = None
    below: float | None = None

    @property
    def all(self) -> bool:
        return self == Wish()


class BatchModel(QAbstractTableModel):
    """What is told of every row that is wished: its answer, how far that can be trusted, and the label that it has of its own.

    Attributes:
        conflicts: how many answers so far are to samples whose parts contradict each other
        unknown: how many are none of the classes
        ticked: numbers of the rows whose answers were reviewed
        labels: what the person made of answers, by the number of the row
        labelled: whether rows are told apart by labels of their own; those of one loose folder all have its name
        coverage: of the sets that are shown

    Signals:
        reviewed: either of these is another
    """

    reviewed = Signal()

    def __init__(self, batch: Batch, thumbnails: Thumbnails, parent: QObject) -> None:
        super().__init__(parent)
        self._batch = batch
        self._thumbnails = thumbnails
        self._rows: tuple[Row, ...] = batch.rows
        self.labelled = batch_rows.are_labelled(self._rows)
        self._problems = [number for number, answered in enumerate(batch.answers) if answered.problem]
        self.conflicts, self.unknown = (sum(map(told, batch.answers)) for told in (batch_rows.in_conflict, batch_rows.is_unknown))
        self._wish = Wish()
        self._by, self._descending = -1, False
        self._order: list[int] | range = range(len(self._rows))
        self.ticked: set[int] = set()
        self.labels: dict[int, str] = {}
        self.coverage = USUAL_COVERAGE
        self._later = QTimer(self, singleShot=True, interval=AGAIN_MILLISECONDS)
        self._later.timeout.connect(self._again)
        thumbnails.came.connect(self._pictures_came)
        thumbnails.begin(lambda item: item)
        batch.changed.connect(self._changed)
        batch.answered.connect(self._answered)

    # What is shown

    @property
    def problems(self) -> int:
        """How many rows so far have no answer."""
        return len(self._problems)

    def wish(self, wish: Wish) -> None:
        """Show these rows only."""
        if wish != self._wish:
            self._wish = wish
            self._again()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By a column; by none of them, -1, as the batch has them."""
        self._by, self._descending = column, order == Qt.SortOrder.DescendingOrder
        self._again()

    def choose(self, coverage: float) -> None:
        """Show sets of this coverage."""
        self.coverage = coverage
        self._again()

    def number(self, row: int) -> int:
        """The place in the batch of what the table shows in this row."""
        return self._order[row]

    def row_of(self, number: int) -> int:
        """Where the table shows this place of the batch; -1 if it does not."""
        try:
            return self._order.index(number)
        except ValueError:
            return -1

    def answer(self, number: int) -> str:
        """The label that a row has got: the person's, else the model's; empty without one."""
        answered = self._answer_of(number)
        return self.labels.get(number) or (answered.prediction.label if answered and answered.prediction else "")

    def _answer_of(self, number: int) -> Answered | None:
        return self._batch.answers[number] if number < len(self._batch.answers) else None

    def _score(self, number: int) -> float:
        return batch_rows.score_of(self._answer_of(number))

    @property
    def _plain(self) -> bool:
        return self._wish.all and self._by < 0

    @Slot()
    def _again(self) -> None:
        self._later.stop()
        self.beginResetModel()
        self._order = range(len(self._rows)) if self._plain else self._wished()
        self.endResetModel()

    def _wished(self) -> list[int]:
        wish, score, answer = self._wish, self._score, self.answer
        numbers = self._problems if wish.problems else range(len(self._rows))
        if wish.label is not None:
            numbers = [number for number in numbers if answer(number) == wish.label]
        if wish.least is not None:
            numbers = [number for number in numbers if score(number) >= wish.least]
        if wish.below is not None:
            numbers = [number for number in numbers if 0.0 <= score(number) < wish.below]
        keys: dict[int, Key] = {
            SAMPLE: lambda number: batch_rows.name_of_row(self._rows[number]).casefold(),
            ANSWER: lambda number: (not answer(number), answer(number).casefold()),
            SCORE: score,
            PARTS: lambda number: batch_rows.contradiction(self._answer_of(number)),
            LABEL: lambda number: batch_rows.label_of_row(self._rows[number]).casefold(),
            SETS: lambda number: batch_rows.possible(self._answer_of(number), self.coverage),
            KNOWN: lambda number: batch_rows.strangeness(self._answer_of(number)),
        }
        return sorted(numbers, key=keys[self._by], reverse=self._descending) if self._by in keys else list(numbers)

    @Slot()
    def _changed(self) -> None:
        if self._batch.rows is not self._rows or not self._batch.answers:
            self._rows, self._problems, self.conflicts, self.unknown = self._batch.rows, [], 0, 0
            self.labelled = batch_rows.are_labelled(self._rows)
            self.ticked.clear()
            self.labels.clear()
            self._thumbnails.begin(lambda item: item)
            self._again()
            self.reviewed.emit()

    @Slot(int)
    def _answered(self, count: int) -> None:
        end = len(self._batch.answers)
        self._problems += [number for number in range(end - count, end) if self._batch.answers[number].problem]
        self.conflicts += sum(map(batch_rows.in_conflict, self._batch.answers[end - count :]))
        self.unknown += sum(map(batch_rows.is_unknown, self._batch.answers[end - count :]))
        if self._plain:
            self.dataChanged.emit(self.index(end - count, ANSWER), self.index(end - 1, KNOWN))
        elif self._batch.done:
            self._again()
        elif not self._later.isActive():
            self._later.start()

    @Slot()
    def _pictures_came(self) -> None:
        if self.rowCount():
            self.dataChanged.emit(self.index(0, SAMPLE), self.index(self.rowCount() - 1, SAMPLE), [Qt.ItemDataRole.DecorationRole])

    # What a person makes of it

    def tick(self, rows: range, on: bool) -> None:
        """Mark what these rows of the table show as reviewed, as far as it has a label, or not."""
        for row in rows:
            number = self.number(row)
            if on and self.answer(number):
                self.ticked.add(number)
            else:
                self.ticked.discard(number)
        if rows:
            self.dataChanged.emit(self.index(rows[0], SAMPLE), self.index(rows[-1], SAMPLE), [Qt.ItemDataRole.CheckStateRole])
        self.reviewed.emit()

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and self.answer(self.number(index.row())):
            if index.column() == SAMPLE:
                flags |= Qt.ItemFlag.ItemIsUserCheckable
            elif index.column() == ANSWER:
                flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        number = self.number(index.row())
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == SAMPLE:
            self.tick(range(index.row(), index.row() + 1), Qt.CheckState(value) == Qt.CheckState.Checked)
            return True
        if role == Qt.ItemDataRole.EditRole and index.column() == ANSWER and (label := str(value).strip()):
            self.labels[number] = label
            self.tick(range(index.row(), index.row() + 1), True)
            self.dataChanged.emit(index, index)
            return True
        return False

    # What Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else KNOWN + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole and section == SCORE:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        told = self.tr("Sample"), self.tr("Answer"), self.tr("Score"), self.tr("Parts"), self.tr("Label"), self.tr("Possible")
        return (*told, self.tr("Known"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        number, column = self.number(index.row()), index.column()
        match role:
            case Qt.ItemDataRole.TextAlignmentRole if column == SCORE:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case Qt.ItemDataRole.ToolTipRole if column == PARTS:
                return batch_rows.sides_of(self._answer_of(number))
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return batch_rows.name_of_row(self._rows[number]) if column == SAMPLE else self._words(number, column)
            case Qt.ItemDataRole.EditRole if column == ANSWER:
                return self.answer(number)
            case Qt.ItemDataRole.CheckStateRole if column == SAMPLE and self.answer(number):
                return Qt.CheckState.Checked if number in self.ticked else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.FontRole if column == LABEL and batch_rows.differs(self._rows[number], self.answer(number)):
                bold = QFont()
                bold.setBold(True)
                return bold
            case Qt.ItemDataRole.DecorationRole if column == SAMPLE:
                return self._icon(number)
        return None

    def _words(self, number: int, column: int) -> str:
        if column == LABEL:
            return batch_rows.label_of_row(self._rows[number])
        answered = self._answer_of(number)
        if answered is None:
            return "…" if column == ANSWER else ""
        if answered.prediction is None:
            return self.tr("not answered: {reason}").format(reason=sentence(answered.problem)) if column == ANSWER else ""
        if column == PARTS:
            return self.tr("contradict") if answered.prediction.conflict else ""
        if column == SETS:
            return batch_rows.possible(answered, self.coverage)[1]
        if column == KNOWN:
            return self.tr("none of these") if answered.prediction.unknown else ""
        if column == SCORE:
            return words_of(answered.prediction.task).score(answered.prediction.score, 1)
        said, mine = answered.prediction.label, self.labels.get(number, "")
        return self.tr("{label} (not {answer})").format(label=mine, answer=said) if mine and mine != said else said

    def _icon(self, number: int) -> QIcon | None:
        row = self._rows[number]
        picture = visible_part(row) if isinstance(row, Example) else None
        pixmap = self._thumbnails.pixmap(picture, QGuiApplication.primaryScreen().devicePixelRatio()) if picture else None
        if pixmap is None:
            return None
        icon = QIcon(pixmap)
        icon.addPixmap(pixmap, QIcon.Mode.Selected)  # as it is, not tinted
        return icon
