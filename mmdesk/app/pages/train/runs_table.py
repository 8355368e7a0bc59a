"""The table of trainings: what each is called, learned from, was told and came to; the name can be changed."""

from PySide6.QtCore import QItemSelectionModel, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from mmdesk.app.pages.train.run_words import began_words, choices_of, run_title
from mmdesk.app.services.run_list import RunList
from mmdesk.app.tasks.registry import figure_of
from mmdesk.core.tasks.registry import USUAL_TASK
from mmdesk.core.training.runs import UNDER_WAY, TrainRun

NUMBER = Qt.ItemDataRole.UserRole
NAME, DATA, CHOICES, FIGURE = 1, 2, 3, 6
MAX_ROWS = 8
"""So many rows are seen without scrolling."""


class RunsTable(QTableWidget):
    """A row for each training, the newest first.

    Signals:
        renamed: the number of a run, and the name that the person gave it
    """

    renamed = Signal(int, str)

    def __init__(self, trainings: RunList) -> None:
        super().__init__(0, FIGURE + 1)
        self._trainings = trainings
        self._running = 0
        self.setAccessibleName(self.tr("Trainings"))
        self.setHorizontalHeaderLabels(
            [self.tr("No."), self.tr("Name"), self.tr("Data"), self.tr("Choices"), self.tr("Began"), self.tr("State"), ""]
        )
        self.verticalHeader().hide()
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.itemChanged.connect(self._changed)

    @property
    def selected(self) -> list[TrainRun]:
        """The chosen runs by their numbers."""
        runs = self._trainings.runs
        numbers = [index.siblingAtColumn(0).data(NUMBER) for index in self.selectionModel().selectedRows()]
        return [runs[number] for number in sorted(numbers) if number in runs]

    def rename_chosen(self) -> None:
        """Let the person write another name over that of the chosen run."""
        for index in self.selectionModel().selectedRows(NAME):
            self.setFocus()
            self.setCurrentIndex(index)
            self.edit(index)

    def show_runs(self) -> None:
        """Fill it; what was chosen stays so, at first it is the newest."""
        runs = sorted(self._trainings.runs.values(), key=lambda run: -run.number)
        before = {run.number for run in self.selected}
        self.blockSignals(True)
        self.setHorizontalHeaderItem(FIGURE, QTableWidgetItem(self._title()))
        self.setRowCount(len(runs))
        for row, run in enumerate(runs):
            for column, words in enumerate(self._cells(run)):
                self._set(row, column, words, run)
        self._choose(runs, before)
        self.blockSignals(False)
        rows = min(max(len(runs), 2), MAX_ROWS)
        bar = self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + rows * self.rowHeight(0) + bar + 6)
        self._show_running(runs)

    def _show_running(self, runs: list[TrainRun]) -> None:
        """Bring the one into sight that runs from now on, below those that wait."""
        row = next((row for row, run in enumerate(runs) if run.state == "running"), None)
        before, self._running = self._running, 0 if row is None else runs[row].number
        if row is not None and self._running != before:
            self.scrollTo(self.model().index(row, 0))

    def _choose(self, runs: list[TrainRun], chosen: set[int]) -> None:
        current = self.selectionModel()
        if {run.number for run in self.selected} == chosen and chosen:
            return
        self.clearSelection()
        mode = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for row, run in enumerate(runs):
            if run.number in chosen:
                current.select(self.model().index(row, 0), mode)
        if runs and not self.selected:
            self.selectRow(0)

    def _set(self, row: int, column: int, words: str, run: TrainRun) -> None:
        item = self.item(row, column)
        if item is None:
            item = QTableWidgetItem()
            self.setItem(row, column, item)
        if item.text() != words:
            item.setText(words)
        item.setData(NUMBER, run.number)
        item.setToolTip(str(run.dataset) if column == DATA else words)
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        item.setFlags(flags | Qt.ItemFlag.ItemIsEditable if column == NAME and run.state not in UNDER_WAY else flags)

    def _title(self) -> str:
        """What the last column tells."""
        tasks = {run.plan.task for run in self._trainings.runs.values()}
        if len(tasks) > 1:
            return self.tr("Validation accuracy or mean error")
        return figure_of(next(iter(tasks), USUAL_TASK)).heading

    def _cells(self, run: TrainRun) -> tuple[str, ...]:
        return (
            str(run.number),
            run_title(run),
            run.dataset.name,
            choices_of(run.plan),
            began_words(run),
            self._state(run),
            self._figure(run),
        )

    def _state(self, run: TrainRun) -> str:
        words = {
            "waiting": self.tr("waits"),
            "running": self.tr("runs"),
            "interrupted": self.tr("interrupted"),
            "stopped": self.tr("stopped"),
            "done": self.tr("done"),
            "failed": self.tr("failed"),
        }[run.state]
        return f"{words} {run.epochs[-1].epoch} / {run.epochs[-1].epochs}" if run.epochs else words

    def _figure(self, run: TrainRun) -> str:
        figure = figure_of(run.plan.task)
        if not run.result:
            return figure.told(figure.val(run.epochs[-1]), run.epochs[-1].judged) if run.epochs else ""
        told, interval = figure.told(figure.end(run.result), run.result.judged), figure.interval(run.result)
        if interval:
            told = f"{told} ({interval})"
        best = self._trainings.best(run.dataset, run.plan.task)
        return self.tr("★ {figure} best").format(figure=told) if best and best.number == run.number else told

    @Slot(QTableWidgetItem)
    def _changed(self, item: QTableWidgetItem) -> None:
        """A name was written; the one that stood there by itself is none of the person's own."""
        run = self._trainings.runs.get(item.data(NUMBER))
        if item.column() == NAME and run and item.text() != run_title(run):
            self.renamed.emit(run.number, item.text())
