"""The card of a batch: a table that fills, progress, and what can be done with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QLocale, QModelIndex, QPersistentModelIndex, Qt, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from mmdesk.app.services.batch import Batch
from mmdesk.app.services.session import Session
from mmdesk.app.system.dialogs import file_dialog
from mmdesk.app.system.translation import sentence
from mmdesk.app.tasks.registry import words_of
from mmdesk.app.widgets.card import Card, heading_label
from mmdesk.core.datasets.example import Example, Item, cell_of

if TYPE_CHECKING:
    from mmdesk.core.answers.batch import Row

HEIGHT = 230
MAX_WORDS_CHARACTERS = 60
SAMPLE, ANSWER, SCORE = range(3)

Index = QModelIndex | QPersistentModelIndex


class BatchModel(QAbstractTableModel):
    """Sample, answer and score of every row; or of those alone that have no answer."""

    def __init__(self, batch: Batch, parent: QFrame) -> None:
        super().__init__(parent)
        self._batch = batch
        self._rows: tuple[Row, ...] = batch.rows
        self._problems = [number for number, answered in enumerate(batch.answers) if answered.problem]
        self._only_problems = False
        batch.changed.connect(self._changed)
        batch.answered.connect(self._answered)

    @property
    def problems(self) -> int:
        """How many rows so far have no answer."""
        return len(self._problems)

    def show_only_problems(self, only: bool) -> None:
        self.beginResetModel()
        self._only_problems = only
        self.endResetModel()

    def number(self, row: int) -> int:
        """The place in the batch of what the table shows in this row."""
        return self._problems[row] if self._only_problems else row

    @Slot()
    def _changed(self) -> None:
        if self._batch.rows is not self._rows or not self._batch.answers:
            self.beginResetModel()
            self._rows, self._problems = self._batch.rows, []
            self.endResetModel()

    @Slot(int)
    def _answered(self, count: int) -> None:
        end = len(self._batch.answers)
        found = [number for number in range(end - count, end) if self._batch.answers[number].problem]
        if self._only_problems and found:
            self.beginInsertRows(QModelIndex(), len(self._problems), len(self._problems) + len(found) - 1)
            self._problems += found
            self.endInsertRows()
            return
        self._problems += found
        if not self._only_problems:
            self.dataChanged.emit(self.index(end - count, ANSWER), self.index(end - 1, SCORE))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._problems) if self._only_problems else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 3

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole and section == SCORE:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (self.tr("Sample"), self.tr("Answer"), self.tr("Score"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == SCORE:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        number = self.number(index.row())
        if index.column() == SAMPLE:
            return name_of_row(self._rows[number])
        answered = self._batch.answers[number] if number < len(self._batch.answers) else None
        if answered is None:
            return "…" if index.column() == ANSWER else ""
        if answered.prediction is None:
            return self.tr("not answered: {reason}").format(reason=sentence(answered.problem)) if index.column() == ANSWER else ""
        if index.column() == ANSWER:
            return answered.prediction.label
        return words_of(answered.prediction.task).score(answered.prediction.score, 1)


class BatchCard(Card):
    """Shown as long as there is a batch; a chosen row lies on the desk."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._batch = session.batch
        self.setAccessibleName(self.tr("Batch"))
        self.model = BatchModel(self._batch, self)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.tr("Samples and their answers"))
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setMinimumHeight(HEIGHT)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 10)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.horizontalHeader().setSectionResizeMode(SCORE, QHeaderView.ResizeMode.Fixed)
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        self.progress = QProgressBar()
        self.progress.setAccessibleName(self.tr("Progress"))
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(6)
        self.told = QLabel()
        self.told.setProperty("kind", "soft")
        self.told.setWordWrap(True)
        self.only_problems = QCheckBox(self.tr("Only those without an answer"))
        self.only_problems.toggled.connect(self.model.show_only_problems)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 8, 10, 12)
        layout.addLayout(self._head())
        for widget in (self.progress, self.told, self._labelled(), self.table, self.only_problems):
            layout.addWidget(widget)
        self._batch.changed.connect(self.refresh)
        self._batch.answered.connect(self.refresh)
        self.refresh()

    def _head(self) -> QHBoxLayout:
        heading = heading_label(self.tr("Batch"))
        self.run_button = QPushButton()
        self.run_button.clicked.connect(self._run_or_rest)
        self.export_button = QPushButton(self.tr("Export…"))
        self.export_button.setAccessibleName(self.tr("Export the answers as a table"))
        self.export_button.clicked.connect(self.choose_place)
        self.close_button = QPushButton(self.tr("Close"))
        self.close_button.setAccessibleName(self.tr("Close the batch"))
        self.close_button.clicked.connect(self._batch.clear)
        head = QHBoxLayout()
        head.addWidget(heading)
        head.addStretch()
        for button in (self.run_button, self.export_button, self.close_button):
            head.addWidget(button)
        return head

    def _labelled(self) -> QWidget:
        """What else can be done with samples that have labels."""
        self.labelled = QWidget()
        words = QLabel(self.tr("They have labels: a model can learn from them."))
        words.setProperty("kind", "soft")
        words.setWordWrap(True)
        self.open_button = QPushButton(self.tr("Open on Data"))
        self.open_button.clicked.connect(self._open_on_data)
        row = QHBoxLayout(self.labelled)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(words, 1)
        row.addWidget(self.open_button)
        return self.labelled

    @Slot()
    def _open_on_data(self) -> None:
        if self._batch.labelled:
            self._session.collection.open(self._batch.labelled)
            self._session.place_wanted.emit("data")

    @Slot()
    @Slot(int)
    def refresh(self, _count: int = 0) -> None:
        batch, locale = self._batch, QLocale()
        self.setVisible(batch.dataset is not None)
        done, total, problems = len(batch.answers), len(batch.rows), self.model.problems
        self.progress.setRange(0, max(total, 1))
        self.progress.setValue(done)
        self.progress.setVisible(not batch.done)
        self.labelled.setVisible(batch.labelled is not None)
        self.run_button.setVisible(not batch.done)
        self.run_button.setText(self.tr("Stop") if batch.running else self.tr("Go on"))
        self.export_button.setEnabled(bool(batch.answers))
        told = self.tr("{done} of {total} answered").format(done=locale.toString(done - problems), total=locale.toString(total))
        if problems:
            told += self.tr(", {count} cannot be").format(count=locale.toString(problems))
        self.told.setText(batch.problem or told)
        self.only_problems.setVisible(bool(problems) or self.only_problems.isChecked())
        self.only_problems.setChecked(self.only_problems.isChecked() and bool(batch.rows))

    @Slot()
    def _run_or_rest(self) -> None:
        if self._batch.running:
            self._batch.stop()
        elif self._session.model:
            self._batch.resume(self._session.model.spec)

    @Slot(QModelIndex, QModelIndex)
    def _chosen(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid():
            self._session.lay(self._batch.rows[self.model.number(now.row())])

    @Slot()
    def choose_place(self) -> None:
        """Let the person say where the answers are to be written."""
        dialog = file_dialog(self, self.tr("Export the answers"), self._session.settings)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("Table (*.csv)")])
        dialog.setDefaultSuffix("csv")
        dialog.fileSelected.connect(self._place_chosen)
        dialog.open()

    @Slot(str)
    def _place_chosen(self, name: str) -> None:
        self._batch.save(Path(name))


def name_of_row(row: Row) -> str:
    """File names of a row, or its words, or its number."""
    parts = row.parts.values() if isinstance(row, Example) else ()
    names = [cell_of(part, part.path.parent) for part in parts if isinstance(part, Item)]
    words = " ".join(part for part in parts if isinstance(part, str))
    return ", ".join(names) or words.replace("\n", " ")[:MAX_WORDS_CHARACTERS] or f"#{row.row}"
