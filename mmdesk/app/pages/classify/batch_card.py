"""The card of a batch: a table that fills, progress, and what can be done with it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QLocale, QModelIndex, QSize, Qt, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from mmdesk.app.pages.classify.batch_model import ANSWER, KNOWN, LABEL, PARTS, SAMPLE, SCORE, SETS, BatchModel
from mmdesk.app.pages.classify.batch_review import BatchFilter, BatchReview, LabelDelegate, SampleDelegate
from mmdesk.app.services.session import Session
from mmdesk.app.services.thumbnails import SIDE, Thumbnails
from mmdesk.app.system.dialogs import file_dialog
from mmdesk.app.system.theme import mark
from mmdesk.app.widgets.card import Card, heading_label
from mmdesk.core.datasets.example import Example, visible_part

HEIGHT = 230
BOX, PADDING = 16, 12
"""Side of a box to tick, as the style sheet has it, and what is around all that stands in a cell, in pixels."""


class BatchCard(Card):
    """Shown as long as there is a batch; a chosen row lies on the desk."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._batch = session.batch
        self.setAccessibleName(self.tr("Batch"))
        self.thumbnails = Thumbnails(session.collection.worker("batch", self), self)
        self.model = BatchModel(self._batch, self.thumbnails, self)
        self._laid = -1
        self._offered: tuple[str, ...] = ()
        self._own_labels: tuple[object, frozenset[str]] = (None, frozenset())
        self.table = self._made_table()
        self.delegate = LabelDelegate(self.table)
        self.table.setItemDelegateForColumn(ANSWER, self.delegate)
        self.sample_delegate = SampleDelegate(self.table)
        self.table.setItemDelegateForColumn(SAMPLE, self.sample_delegate)
        self.model.modelReset.connect(self._find_current)
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        self.progress = QProgressBar()
        self.progress.setAccessibleName(self.tr("Progress"))
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(6)
        self.told = QLabel()
        self.told.setProperty("kind", "soft")
        self.told.setWordWrap(True)
        self.only_problems = QCheckBox(self.tr("Only those without an answer"))
        self.filter = BatchFilter()
        self.review = BatchReview(self.model)
        self.review.take.connect(self._take)
        self.filter.wished.connect(self._wish)
        self.only_problems.toggled.connect(self._wish)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 8, 10, 12)
        layout.addLayout(self._head())
        for widget in (self.progress, self.told, self._labelled(), self.filter, self.table, self.only_problems, self.review):
            layout.addWidget(widget)
        session.incoming.changed.connect(self._tell_taken)
        self._batch.changed.connect(self.refresh)
        self._batch.answered.connect(self.refresh)
        session.model_changed.connect(self.refresh)
        self.refresh()

    def _made_table(self) -> QTableView:
        self._session.coverage_changed.connect(self._choose_coverage)
        self._choose_coverage()
        table = QTableView()
        table.setModel(self.model)
        table.setAccessibleName(self.tr("Samples and their answers"))
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setMinimumHeight(HEIGHT)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 10)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        table.horizontalHeader().setSectionResizeMode(SCORE, QHeaderView.ResizeMode.Fixed)
        table.horizontalHeader().resizeSection(SCORE, table.fontMetrics().horizontalAdvance("> 99.9 %") + PADDING)
        table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        table.horizontalHeader().setSortIndicatorClearable(True)
        table.setSortingEnabled(True)
        table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        table.setIconSize(QSize(SIDE, SIDE))
        triggers = QTableView.EditTrigger
        table.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)
        return table

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
        self.offer = QLabel()
        self.offer.setProperty("kind", "soft")
        self.offer.setWordWrap(True)
        self.open_button = QPushButton(self.tr("Open on Data"))
        self.open_button.clicked.connect(self._open_on_data)
        row = QHBoxLayout(self.labelled)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.offer, 1)
        row.addWidget(self.open_button)
        return self.labelled

    def _offer_data(self) -> None:
        """Say what a model can learn from the samples, first of all where the open one knows none of their labels."""
        batch, model = self._batch, self._session.model
        self.labelled.setVisible(batch.labelled is not None)
        if self._own_labels[0] is not batch.rows:  # so many are not gone through twice
            found = {row.label for row in batch.rows if isinstance(row, Example) and row.label}
            self._own_labels = batch.rows, frozenset(found)
        own, known = self._own_labels[1], model.spec.labels if model else ()
        strange = bool(own and known) and own.isdisjoint(known)
        mark(self.open_button, "kind", "first" if strange else "")
        if strange:
            self.offer.setText(self.tr("The model that is open knows none of their labels. Train one of your own with them:"))
        else:
            self.offer.setText(self.tr("They have labels: a model can learn from them."))

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
        self._offer_data()
        self.table.setColumnHidden(LABEL, not self.model.labelled)
        self.table.setColumnHidden(PARTS, not self.model.conflicts)
        self.table.setColumnHidden(SETS, not (batch.model and batch.model.set_limits))
        self.table.setColumnHidden(KNOWN, not self.model.unknown)
        model = self._session.model
        other = bool(batch.answers) and model is not None and model.spec is not batch.model
        self.run_button.setVisible(not batch.done or other)
        rest = self.tr("Answer anew") if other else self.tr("Go on")
        self.run_button.setText(self.tr("Stop") if batch.running else rest)
        self.export_button.setEnabled(bool(batch.answers))
        labels = model.spec.labels if model else ()
        if labels != self._offered:
            self._offered = labels
            self.filter.set_labels(labels)
        self.filter.setVisible(bool(labels))
        self.delegate.labels = tuple(dict.fromkeys((*labels, *self._session.collection.labels)))
        side = SIDE + 6 if any(isinstance(row, Example) and visible_part(row) for row in batch.rows[:1]) else 0
        self.table.verticalHeader().setDefaultSectionSize(max(self.fontMetrics().height() + 10, side))
        # Beside pictures there is more room for answers and labels.
        modes = QHeaderView.ResizeMode
        self.table.horizontalHeader().setSectionResizeMode(SAMPLE, modes.Fixed if side else modes.Stretch)
        if side:
            self.table.horizontalHeader().resizeSection(SAMPLE, BOX + side + PADDING)
        told = self.tr("{done} of {total} answered").format(done=locale.toString(done - problems), total=locale.toString(total))
        if problems:
            told += self.tr(", {count} cannot be").format(count=locale.toString(problems))
        if other:
            told = self.tr("{told}, but not by the model that is open now").format(told=told)
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
        if now.isValid() and (number := self.model.number(now.row())) != self._laid:
            self._laid = number
            self._session.lay(self._batch.rows[number])

    @Slot()
    def _find_current(self) -> None:
        """Where the row that lies on the desk is now."""
        row = self.model.row_of(self._laid) if self._laid >= 0 else -1
        if row >= 0:
            self.table.setCurrentIndex(self.model.index(row, SAMPLE))
        elif not self._batch.rows:
            self._laid = -1

    @Slot()
    def _choose_coverage(self) -> None:
        self.model.choose(self._session.settings.coverage)

    @Slot()
    def _wish(self) -> None:
        self.model.wish(self.filter.wish(self.only_problems.isChecked()))

    @Slot()
    def _take(self) -> None:
        """Have what was ticked become examples, with the answers as the person left them."""
        dataset = self._batch.dataset
        if dataset is not None:
            chosen = {number: self.model.answer(number) for number in sorted(self.model.ticked)}
            rows = [(self._batch.rows[number], label) for number, label in chosen.items()]
            examples = tuple(replace(row, label=label) for row, label in rows if isinstance(row, Example))
            self._session.incoming.adopt(replace(dataset, examples=examples, skipped=()))
            self.model.ticked.clear()
            self.model.tick(range(self.model.rowCount()), False)

    @Slot()
    def _tell_taken(self) -> None:
        incoming = self._session.incoming
        self.review.tell(incoming.problem or incoming.told, "problem" if incoming.problem else "soft")

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
        self._batch.save(Path(name), self._session.settings.coverage)
