"""The cards of figures: what sums a judgement up, and the table of the classes."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
)

from mmdesk.app.system.theme import Theme, scaled_font
from mmdesk.app.widgets.card import Card, heading_label
from mmdesk.core.evaluation.results import Judgement

LARGE = 2.2
MAX_ROWS = 12
WIDEST_NAME = 240
"""Of a column with names of classes, in pixels; the whole is in the tool tip."""
RECALL, F1 = 2, 3
"""Columns of what `Judgement.classes` has for each class."""


class FiguresCard(Card):
    """The accuracy or the mean error, whether fusion helps, and all other figures."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("How good it is"))
        self.first = QLabel()
        self.unit = QLabel()
        self.unit.setProperty("kind", "soft")
        self.sentence = QLabel()
        self.sentence.setWordWrap(True)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.sentence.setProperty("kind", "heading")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setColumnStretch(1, 1)
        layout = self.column()
        layout.setSpacing(8)
        large = QHBoxLayout()
        large.setSpacing(8)
        large.addWidget(self.first)
        large.addWidget(self.unit, 1, Qt.AlignmentFlag.AlignBottom)
        layout.addLayout(large)
        layout.addWidget(self.sentence)
        layout.addLayout(self._grid)
        theme.changed.connect(self._enlarge)
        self._enlarge()

    def _enlarge(self) -> None:
        self.first.setFont(scaled_font(LARGE, bold=True))

    def show_judgement(self, judgement: Judgement) -> None:
        self.first.setText(judgement.large)
        self.first.setAccessibleName(" ".join(judgement.figures[0]))
        self.unit.setText(judgement.unit)
        self.sentence.setText(judgement.sentence)
        self.sentence.setVisible(bool(judgement.sentence))
        while (item := self._grid.takeAt(0)) and (old := item.widget()):
            old.deleteLater()
        for row, (name, words) in enumerate(judgement.figures):
            title, shown = QLabel(name), QLabel(words)
            title.setProperty("kind", "soft")
            shown.setWordWrap(True)
            self._grid.addWidget(title, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(shown, row, 1)


class ClassesCard(Card):
    """Precision, recall, F1 and samples of each class; a click on a head sorts."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Classes"))
        heading = heading_label(self.tr("Classes"))
        self.before = QLabel()
        self.before.setProperty("kind", "soft")
        self.before.setWordWrap(True)
        self.table = QTableWidget()
        self.table.setAccessibleName(self.tr("Figures of each class"))
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.table.setTabKeyNavigation(False)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.horizontalHeader().setHighlightSections(False)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        layout = self.column()
        layout.addWidget(heading)
        layout.addWidget(self.before)
        layout.addWidget(self.table)

    def show_judgement(self, judgement: Judgement, before: Judgement | None = None) -> None:
        """Show the figures and, beside recall and F1, those that another model had before on the same samples."""
        head, *rows = _side_by_side(judgement.classes, before.classes, self.tr("{figure} before")) if before else judgement.classes
        hint = self.tr(
            "Judge another model on the same samples, such as one that makes up for rare classes, to see both side by side."
        )
        told = self.tr("Before: {model}, on the same samples.")
        self.before.setText(told.format(model=before.results.model.stem) if before else hint)
        self.table.setSortingEnabled(False)
        self.table.setColumnCount(len(head))
        self.table.setHorizontalHeaderLabels(head)
        self.table.setRowCount(len(rows))
        for place, row in enumerate(rows):
            self._fill(place, row)
        self.table.horizontalHeader().setMaximumSectionSize(WIDEST_NAME)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        seen = min(len(rows), MAX_ROWS)
        bar = self.table.horizontalScrollBar().sizeHint().height()  # the columns may not all fit
        self.table.setFixedHeight(self.table.horizontalHeader().sizeHint().height() + seen * self.table.rowHeight(0) + bar + 6)

    def _fill(self, place: int, row: Sequence[str]) -> None:
        for column, words in enumerate(row):
            item = Figure(words)
            item.setToolTip(words)
            self.table.setItem(place, column, item)


def _side_by_side(now: Sequence[Sequence[str]], before: Sequence[Sequence[str]], head: str) -> list[tuple[str, ...]]:
    """Rows of figures with those of the same class before beside them; `head` names these columns."""
    earlier = {row[0]: row for row in before[1:]}
    nothing = ("",) * len(now[0])
    pairs: list[tuple[Sequence[str], Sequence[str]]] = [(now[0], [head.format(figure=figure) for figure in now[0]])]
    pairs += [(row, earlier.get(row[0], nothing)) for row in now[1:]]
    return [(*row[:RECALL], old[RECALL], row[RECALL], old[F1], row[F1], *row[F1 + 1 :]) for row, old in pairs]


class Figure(QTableWidgetItem):
    """A cell that is sorted by its number, of an interval the lower end, where it has one."""

    def __lt__(self, other: QTableWidgetItem) -> bool:
        (mine, one), (others, two) = map(_number_in, (self.text(), other.text()))
        return mine < others if one and two else self.text() < other.text()


def _number_in(words: str) -> tuple[float, bool]:
    """The first number, and whether there is one."""
    found = re.search(r"\d+(?:\D\d+)*", words)
    return QLocale().toDouble(found[0] if found else "")
