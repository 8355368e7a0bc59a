"""The map of the examples with its legend: which class has which mark, and where the sample of Classify stands."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QIcon, QPixmap, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from mmdesk.app.pages.data.table.map.marks import FADED, SIDE, mark
from mmdesk.app.pages.data.table.map.scatter import NOBODY, Points, Scatter
from mmdesk.app.pages.data.table.rows_model import RowsModel
from mmdesk.app.services.neighbours import Alike
from mmdesk.app.services.projects.collection import Collection
from mmdesk.app.system.labels import percent
from mmdesk.app.system.theme import Theme
from mmdesk.core.datasets.example import natural, words_of
from mmdesk.core.numerals import filled, whole

if TYPE_CHECKING:  # the window is up before numpy is needed
    from mmdesk.core.answers.neighbours import ExampleMap

LEGEND_WIDTH = 130
WATCHER = "map"
MAX_WORDS = 120
"""So much of a sample's words is told, in characters."""
NAMED = 5
"""Classes that are named to those who do not see the map."""


class MapPane(QWidget):
    """The examples of the project as the model that answers sees them, as far as the table would show them.

    Signals:
        chosen: the key of a row that the person went to
    """

    chosen = Signal(int)

    def __init__(self, model: RowsModel, collection: Collection, alike: Alike, theme: Theme) -> None:
        super().__init__()
        self._model, self._collection, self._alike, self._theme = model, collection, alike, theme
        self._map: ExampleMap | None = None
        self._numbers: dict[str, int] = {}
        self._places: dict[int, int] = {}
        self.scatter = Scatter()
        self.scatter.setAccessibleName(self.tr("Map of the examples"))
        self.scatter.chosen.connect(self._chosen)
        self.legend = QListWidget()
        self.legend.setAccessibleName(self.tr("Classes on the map"))
        self.legend.setToolTip(self.tr("Choose classes to see them alone"))
        self.legend.setFixedWidth(LEGEND_WIDTH)
        self.legend.setIconSize(QSize(SIDE + 2, SIDE + 2))
        self.legend.setSelectionMode(QListWidget.SelectionMode.MultiSelection)
        self.legend.itemSelectionChanged.connect(self._fade)
        self.told = QLabel()
        self.told.setProperty("kind", "soft")
        self.told.setWordWrap(True)
        self.progress = QProgressBar()
        self.progress.setAccessibleName(self.tr("Progress"))
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(6)
        self.agree = QPushButton()
        self.agree.clicked.connect(alike.agree)
        self.setFocusProxy(self.scatter)
        self._arrange()
        alike.changed.connect(self.refresh)
        collection.changed.connect(self.refresh)
        model.modelReset.connect(self._fade)
        theme.changed.connect(self._draw)
        self.refresh()

    def _arrange(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(8)
        middle.addWidget(self.scatter, 1)
        middle.addWidget(self.legend)
        self.chart = QWidget()
        self.chart.setLayout(middle)
        middle.setContentsMargins(0, 0, 0, 0)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addWidget(self.told)
        rows.addWidget(self.progress)
        rows.addWidget(self.agree, 0, Qt.AlignmentFlag.AlignLeft)
        rows.addWidget(self.chart, 1)
        rows.addStretch()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._alike.watch(WATCHER, True)
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._alike.watch(WATCHER, False)

    @Slot(object)
    def show_row(self, row: object) -> None:
        """Mark the point of the row with the keyboard; None is none."""
        self.scatter.set_current(self._places.get(getattr(row, "key", NOBODY), NOBODY))

    @Slot()
    def refresh(self) -> None:
        if not self.isVisible():
            return
        alike = self._alike
        if alike.map is not self._map:
            self._map = alike.map
            self._draw()
        self.scatter.set_sample(alike.neighbours.place if alike.neighbours and self._map else None)
        self.told.setText(self._words())
        self.told.setVisible(bool(self.told.text()))
        stage = alike.stage
        self.progress.setVisible(stage is not None and stage.total > 0)
        if stage:
            self.progress.setRange(0, max(stage.total, 1))
            self.progress.setValue(stage.done)
        self.agree.setVisible(alike.waits)
        self.agree.setText(filled(self.tr("Place {count:# example|# examples}"), count=alike.examples))
        self.chart.setVisible(self._map is not None)
        self._describe()

    def _words(self) -> str:
        """What there is to know, or why there is no map."""
        alike = self._alike
        if alike.problem:
            return alike.problem
        if not alike.examples:
            return self.tr(
                "The map shows examples near each other where the model makes the same of them. It needs a model that knows "
                "classes of this project: train one, or open it."
            )
        if alike.waits:
            return self.tr("Every example has to be looked at once. You can go on meanwhile.")
        if alike.stage and alike.stage.total:
            done, total = whole(alike.stage.done), whole(alike.stage.total)
            return self.tr("Looking at the examples: {done} of {total}").format(done=done, total=total)
        if self._map is None:
            return self.tr("…") if alike.count is None else self.tr("There are too few examples for a map: it takes three.")
        kept = self.tr("Near each other is what the model makes the same of. The two directions tell {share} of the differences.")
        told, shown = kept.format(share=percent(self._map.kept)), len(self._map.examples)
        if alike.count and shown < alike.count:
            some = self.tr("Shown are {shown} of {count} examples.").format(shown=whole(shown), count=whole(alike.count))
            told = f"{told} {some}"
        marked = self.tr("The ring with a cross is the sample on Classify.")
        return f"{told} {marked}" if alike.neighbours and alike.neighbours.place else told

    def _describe(self) -> None:
        """The map for those who do not see it."""
        if self._map is None:
            self.scatter.setAccessibleDescription("")
            return
        text = self.tr(
            "{count} examples of {classes} classes, such as {named}. The arrow keys go from point to point, plus and minus zoom."
        )
        named, count = ", ".join([*self._numbers][:NAMED]), len(self._map.examples)
        self.scatter.setAccessibleDescription(text.format(count=whole(count), classes=whole(len(self._numbers)), named=named))

    # The points

    @Slot()
    def _draw(self) -> None:
        """The points anew, and the legend with the classes that there are."""
        found, self._numbers, self._places = self._map, {}, {}
        if found is None:
            self.scatter.set_points(None)
            return
        there = {example.label for example in found.examples if example.label}
        order = [label for label in self._collection.labels if label in there]
        order += sorted(there.difference(order), key=natural)
        self._numbers = {label: number for number, label in enumerate(order)}
        self._places = {example.row - 1: place for place, example in enumerate(found.examples)}
        marks = [self._numbers.get(example.label, NOBODY) for example in found.examples]
        self.scatter.set_points(Points(found.places, marks, self._mark, self._tell))
        chosen = {item.text() for item in self.legend.selectedItems()}
        self.legend.blockSignals(True)
        self.legend.clear()
        for label, number in self._numbers.items():
            item = QListWidgetItem(QIcon(self._mark(number, False, self.devicePixelRatioF())), label)
            item.setToolTip(label)
            self.legend.addItem(item)
            item.setSelected(label in chosen)
        self.legend.blockSignals(False)
        self._fade()

    def _mark(self, number: int, pale: bool, ratio: float) -> QPixmap:
        return _marked(number, (*self._theme.colours.curves, self._theme.colours.soft), self._theme.colours.card, ratio, pale)

    def _tell(self, place: int) -> str:
        """What is said of a point."""
        assert self._map is not None  # noqa: S101 - a point is on a map
        example = self._map.examples[place]
        told = self.tr("{label}, row {row}").format(label=example.label or self.tr("(no label)"), row=whole(example.row))
        words = words_of(example)
        return f"{told}\n{words[:MAX_WORDS]}{'…' if len(words) > MAX_WORDS else ''}" if words else told

    @Slot()
    def _fade(self) -> None:
        """Let those stand back that the table does not show, or whose class is not among the chosen ones."""
        if self._map is None or not self.isVisible():
            return
        chosen = {item.text() for item in self.legend.selectedItems()}
        model = self._model
        every = model.rowCount() == len(model.rows)
        if every and not chosen:
            self.scatter.set_faded(None)
            return
        shown = frozenset() if every else frozenset(model.keys(range(model.rowCount())))
        faded = self._map.places[:, 0] > 2  # none: places end at 1
        for place, example in enumerate(self._map.examples):
            faded[place] = bool(chosen and example.label not in chosen) or not (every or example.row - 1 in shown)
        self.scatter.set_faded(faded)

    @Slot(int)
    def _chosen(self, place: int) -> None:
        if self._map is not None:
            self.chosen.emit(self._map.examples[place].row - 1)


@functools.lru_cache(maxsize=256)
def _marked(number: int, colours: tuple[str, ...], card: str, ratio: float, pale: bool) -> QPixmap:
    *usual, none = colours
    return mark(number, usual if number >= 0 else [none], card, ratio, FADED if pale else 1.0)
