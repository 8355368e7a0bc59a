"""Three buttons: the rows as a table, as a grid of pictures, or as a map."""

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from mmdesk.app.system.theme import Theme

ICON = QSize(18, 18)


class ViewSwitch(QWidget):
    """One of them is down.

    Signals:
        grid_chosen: whether it is the grid
        map_chosen: whether it is the map
    """

    grid_chosen = Signal(bool)
    map_chosen = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._group = QButtonGroup(self)
        self.table = self._button(self.tr("Table"), "Ctrl+Shift+T")
        self.grid = self._button(self.tr("Grid of pictures"), "Ctrl+Shift+G")
        self.map = self._button(self.tr("Map"), "Ctrl+Shift+M")
        self.table.setChecked(True)
        self.grid.toggled.connect(self.grid_chosen)
        self.map.toggled.connect(self.map_chosen)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.table)
        row.addWidget(self.grid)
        row.addWidget(self.map)
        theme.changed.connect(self._draw)
        self._draw()

    def _button(self, name: str, keys: str) -> QToolButton:
        button = QToolButton()
        button.setProperty("kind", "icon")
        button.setCheckable(True)
        button.setIconSize(ICON)
        button.setAccessibleName(name)
        button.setToolTip(f"{name} ({QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)})")
        QShortcut(QKeySequence(keys), self, button.click).setWhatsThis(name)
        self._group.addButton(button)
        return button

    @Slot()
    def _draw(self) -> None:
        self.table.setIcon(self._theme.icon("data"))
        self.grid.setIcon(self._theme.icon("grid"))
        self.map.setIcon(self._theme.icon("map"))
