"""The grid with what is chosen about it: how large, by class or not, and how many of each class are wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QSlider, QSpinBox, QVBoxLayout, QWidget

from mmdesk.app.pages.data.table.grid_cells import SIDES, USUAL_SIDE
from mmdesk.app.pages.data.table.grid_view import GridView
from mmdesk.app.pages.data.table.rows_model import RowsModel
from mmdesk.app.services.projects.collection import Collection
from mmdesk.app.services.thumbnails import Thumbnails
from mmdesk.app.system.settings import Settings
from mmdesk.core.numerals import whole

if TYPE_CHECKING:
    from mmdesk.core.projects.query import Group

GOAL = "goal"
"""Among the settings of a project: how many examples of each class are wanted; 0 is no goal."""
MOST = 100_000


class GridPane(QWidget):
    """Zoom, grouping, goal; below them the grid.

    Signals:
        grouped: whether the rows of a class should stay together
    """

    grouped = Signal(bool)

    def __init__(self, model: RowsModel, collection: Collection, settings: Settings) -> None:
        super().__init__()
        self._collection = collection
        self._settings = settings
        self.thumbnails = Thumbnails(collection.worker("grid", self), self)
        self.view = GridView(model, self.thumbnails, self._words)
        self.view.setAccessibleName(self.tr("Examples as pictures"))
        self.zoom = QSlider(Qt.Orientation.Horizontal)
        self.zoom.setAccessibleName(self.tr("Size of the pictures"))
        self.zoom.setToolTip(self.tr("Size of the pictures (Ctrl and the wheel)"))
        self.zoom.setRange(0, len(SIDES) - 1)
        self.zoom.setPageStep(1)
        self.zoom.setFixedWidth(110)
        self.zoom.valueChanged.connect(self._zoomed)
        self.view.zoomed.connect(self._show_side)
        self.by_class = QCheckBox(self.tr("by class"))
        self.by_class.setToolTip(self.tr("Keep the examples of a class together, and count them"))
        self.by_class.toggled.connect(self.grouped)
        self.by_class.toggled.connect(self._enable)
        self.goal = QSpinBox()
        self.goal.setRange(0, MOST)
        self.goal.setSpecialValueText(self.tr("none"))
        self.goal.setAccessibleName(self.tr("Goal for each class"))
        self.goal.setToolTip(self.tr("How many examples of each class you want to gather"))
        self.goal.setKeyboardTracking(False)
        self.goal.valueChanged.connect(self._wanted)
        self.goal_words = QLabel(self.tr("Goal"))
        self.goal_words.setBuddy(self.goal)
        self._arrange()
        self.view.set_side(settings.grid_side or USUAL_SIDE)
        self._show_side(self.view.side)
        collection.changed.connect(self._changed)
        self._enable()
        self._changed()

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.by_class)
        head.addWidget(self.goal_words)
        head.addWidget(self.goal)
        head.addStretch()
        head.addWidget(self.zoom)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addLayout(head)
        rows.addWidget(self.view, 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 120)

    def _words(self, group: Group) -> tuple[str, float | None]:
        """What stands above a class: its name, how many of it are there, and of how many that are wanted."""
        name, goal = group.label or self.tr("Without a label"), self.goal.value()
        if goal and group.label:
            counted = self.tr("{label}  {count} of {goal}").format(label=name, count=whole(group.every), goal=whole(goal))
        else:
            counted = self.tr("{label}  {count}").format(label=name, count=whole(group.every))
        if group.count < group.every:
            counted = self.tr("{counted} · {shown} shown").format(counted=counted, shown=whole(group.count))
        return counted, min(group.every / goal, 1.0) if goal and group.label else None

    @Slot(int)
    def _zoomed(self, number: int) -> None:
        self.view.set_side(SIDES[number])
        self._settings.grid_side = SIDES[number]

    @Slot(int)
    def _show_side(self, side: int) -> None:
        self.zoom.setValue(SIDES.index(side) if side in SIDES else SIDES.index(USUAL_SIDE))

    @Slot()
    def _enable(self) -> None:
        for widget in (self.goal, self.goal_words):
            widget.setEnabled(self.by_class.isChecked())

    @Slot(int)
    def _wanted(self, goal: int) -> None:
        self._collection.edits.keep({GOAL: goal})
        self.view.viewport().update()

    @Slot()
    def _changed(self) -> None:
        """The goal is the project's."""
        view = self._collection.view
        kept = view.settings.get(GOAL, 0) if view else 0
        if isinstance(kept, int) and kept != self.goal.value() and not self._collection.busy:
            with QSignalBlocker(self.goal):
                self.goal.setValue(kept)
            self.view.viewport().update()
