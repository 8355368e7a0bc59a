"""The card of the table: rows to find, to select, to label, to move and to delete."""

from __future__ import annotations

import itertools
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QMenu,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
)

from mmdesk.app.modalities.registry import DESK
from mmdesk.app.pages.data.table.filter_row import FilterRow
from mmdesk.app.pages.data.table.finder import Finder, Found
from mmdesk.app.pages.data.table.grid_pane import GridPane
from mmdesk.app.pages.data.table.grid_view import GridView
from mmdesk.app.pages.data.table.rows_model import NAME, RowsModel
from mmdesk.app.pages.data.table.rows_view import RowsView
from mmdesk.app.pages.data.table.view_switch import ViewSwitch
from mmdesk.app.services.projects.collection import Collection
from mmdesk.app.services.thumbnails import Thumbnails
from mmdesk.app.system.labels import split_name
from mmdesk.app.system.settings import Settings
from mmdesk.app.system.theme import Theme
from mmdesk.app.widgets.card import Card
from mmdesk.core.numerals import filled, whole

if TYPE_CHECKING:
    from mmdesk.core.projects.rows import Row

MAX_RESELECTED = 2000
"""More rows are not selected again when the table is another."""
MAX_MENU_ENTRIES = 24
NARROW = 500
"""Below so many pixels some columns, such as the names of sounds, leave their room to others."""


class TableCard(Card):
    """The rows of the project, as a table or as pictures; the page shows `switch`, which chooses that.

    Signals:
        current_changed: the row with the keyboard is another, a `Row` or None
        wants_sound: play the sound of the row with the keyboard
        wants_large: show the row with the keyboard as large as can be
    """

    current_changed = Signal(object)
    wants_sound = Signal()
    wants_large = Signal()

    def __init__(self, collection: Collection, settings: Settings, theme: Theme) -> None:
        super().__init__()
        self._collection = collection
        self._settings = settings
        self.setAccessibleName(self.tr("Examples"))
        self.thumbnails = Thumbnails(collection.worker("thumbnails", self), self)
        self.model = RowsModel(self.thumbnails, self)
        self.finder = Finder(collection, self)
        self.finder.found.connect(self._found)
        self.filters = FilterRow()
        self.filters.wished.connect(self._wished)
        self.table = RowsView(self.model)
        self.table.setAccessibleName(self.tr("Examples"))
        self.pane = GridPane(self.model, collection, settings)
        self.grid = self.pane.view
        self.grid.setSelectionModel(self.table.selectionModel())
        self.pane.grouped.connect(self._look_again)
        for view in (self.table, self.grid):
            view.customContextMenuRequested.connect(self._show_menu)
            view.activated.connect(self.wants_large)
        self.table.doubleClicked.connect(self.wants_large)
        self.views = QStackedWidget()
        self.views.addWidget(self.table)
        self.views.addWidget(self.pane)
        self.switch = ViewSwitch(theme)
        self.switch.grid_chosen.connect(self.show_grid)
        self.table.horizontalHeader().sortIndicatorChanged.connect(self._sort)
        self.count = QLabel()
        self.count.setProperty("kind", "soft")
        self.everything = QPushButton(self.tr("Show all"))
        self.everything.setToolTip(self.tr("Only rows with a problem are shown"))
        self.everything.clicked.connect(partial(self.show_only, None))
        self.everything.hide()
        self.delete = self._action(self.tr("&Delete"), self.delete_selected, QKeySequence.StandardKey.Delete)
        self.play = self._action(self.tr("&Play the sound"), self.wants_sound.emit, "Space")
        self.label_menu = QMenu(self.tr("&Label"), self)
        self.label_menu.aboutToShow.connect(self._fill_labels)
        self.split_menu = QMenu(self.tr("&Move to"), self)
        for split in ("train", "val", "test", ""):
            self.split_menu.addAction(split_name(split), partial(self.move_selected, split))
        self.label_button = self._menu_button(self.tr("Label"), self.label_menu)
        self.split_button = self._menu_button(self.tr("Move to"), self.split_menu)
        self.delete_button = QPushButton(self.tr("Delete"))
        self.delete_button.clicked.connect(self.delete_selected)
        self._arrange()
        self.table.selectionModel().selectionChanged.connect(self._selection_changed)
        self.table.selectionModel().currentRowChanged.connect(self._current_changed)
        collection.changed.connect(self._project_changed)
        collection.opened.connect(self._opened)
        self._classes: tuple[str, ...] = ()
        self._find_pictures()
        self._project_changed()
        self._selection_changed()
        self.switch.grid.setChecked(settings.grid)

    def _arrange(self) -> None:
        actions = QHBoxLayout()
        actions.setSpacing(8)
        actions.addWidget(self.count)
        actions.addWidget(self.everything)
        actions.addStretch()
        for widget in (self.label_button, self.split_button, self.delete_button):
            actions.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.setSpacing(8)
        layout.addWidget(self.filters)
        layout.addWidget(self.views, 1)
        layout.addLayout(actions)

    def _action(self, text: str, slot: object, shortcut: QKeySequence.StandardKey | str) -> QAction:
        action = QAction(text, self.table)
        action.setShortcut(shortcut)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(slot)
        self.table.addAction(action)
        self.grid.addAction(action)
        return action

    def _menu_button(self, text: str, menu: QMenu) -> QToolButton:
        button = QToolButton()
        button.setProperty("kind", "button")
        button.setText(text)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setMenu(menu)
        return button

    # What is selected

    @property
    def current(self) -> Row | None:
        """The row with the keyboard."""
        index = self.table.currentIndex()
        return self.model.row(index.row()) if index.isValid() else None

    @property
    def selected_count(self) -> int:
        return sum(len(lines) for lines in self._selected_lines())

    def selected(self) -> list[int]:
        """The keys of the selected rows."""
        return self.model.keys(itertools.chain.from_iterable(self._selected_lines()))

    def _selected_lines(self) -> list[range]:
        parts = self.table.selectionModel().selection()
        return [range(part.top(), part.bottom() + 1) for part in map(parts.at, range(parts.count()))]

    def select(self, keys: frozenset[int]) -> None:
        """Select the rows with these keys, as far as they are shown."""
        lines = self.model.lines_of(keys)
        selection = QItemSelection()
        last = self.model.columnCount() - 1
        for line in lines:
            selection.select(self.model.index(line, 0), self.model.index(line, last))
        self.table.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if lines:
            self.table.selectionModel().setCurrentIndex(self.model.index(lines[0], 0), QItemSelectionModel.SelectionFlag.NoUpdate)

    @Slot()
    def delete_selected(self) -> None:
        if self.selected_count:
            self._collection.edits.delete(self.selected())

    def move_selected(self, split: str) -> None:
        if self.selected_count:
            self._collection.edits.move(self.selected(), split)

    def label_selected(self, label: str) -> None:
        if self.selected_count:
            self._collection.edits.relabel(self.selected(), label)

    @Slot()
    def ask_label(self) -> None:
        """Ask for a label that is not in the menu."""
        dialog = QInputDialog(self)
        dialog.setWindowTitle(self.tr("Label"))
        dialog.setLabelText(self.tr("These examples are a …"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.textValueSelected.connect(self.label_selected)
        dialog.open()

    @Slot()
    def _fill_labels(self) -> None:
        self.label_menu.clear()
        for label in self._collection.labels[:MAX_MENU_ENTRIES]:
            self.label_menu.addAction(label.replace("&", "&&"), partial(self.label_selected, label))
        self.label_menu.addSeparator()
        self.label_menu.addAction(self.tr("&Another…"), self.ask_label)

    def context_menu(self) -> QMenu:
        """What can be done with the selected rows."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addMenu(self.label_menu)
        menu.addMenu(self.split_menu)
        menu.addAction(self.tr("S&how it large"), self.wants_large.emit)
        menu.addActions([self.play, self.delete])
        return menu

    @Slot(QPoint)
    def _show_menu(self, place: QPoint) -> None:
        if self.selected_count:
            self.context_menu().popup(self.seen.viewport().mapToGlobal(place))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hide_columns()

    def _hide_columns(self) -> None:
        narrow = self.width() < NARROW
        for column, name in enumerate(self.model.columns):
            if name == NAME:
                self.table.setColumnHidden(column, narrow or self.model.names < 0)
            elif name is not None and name in DESK and DESK[name].yields:
                self.table.setColumnHidden(column, narrow)

    # What is shown

    @property
    def seen(self) -> RowsView | GridView:
        """The view that is shown."""
        return self.grid if self.switch.grid.isChecked() else self.table

    @Slot(bool)
    def show_grid(self, grid: bool) -> None:
        """Show the rows as pictures, or as a table; what is selected stays."""
        keyboard = self.table.hasFocus() or self.grid.hasFocus()
        self._settings.grid = grid
        self.views.setCurrentIndex(int(grid))
        self._look_again()
        if keyboard:
            self.seen.setFocus()
        if self.table.currentIndex().isValid():
            self.seen.scrollTo(self.table.currentIndex())

    @Slot()
    def _look_again(self) -> None:
        self.finder.group(self.switch.grid.isChecked() and self.pane.by_class.isChecked())

    @Slot(int)
    def go_on(self, step: int) -> None:
        """Have the keyboard on the row so many lines on."""
        self._go_to(min(max(self.table.currentIndex().row() + step, 0), self.model.rowCount() - 1))

    @Slot(object)
    def _wished(self, wishes: dict[str, object]) -> None:
        if self._collection.view:
            self.finder.look(**wishes)

    @Slot(object)
    def show_only(self, keys: frozenset[int] | None) -> None:
        """Show none but the rows with these keys; None is all."""
        self.everything.setVisible(keys is not None)
        self._wished({"keys": keys})

    @Slot(int, Qt.SortOrder)
    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        name = self.model.columns[column]
        by = self.model.names if name == NAME else name
        self._wished({"order": by, "descending": order == Qt.SortOrder.DescendingOrder})

    @Slot(object)
    def _found(self, found: Found) -> None:
        keys = frozenset(self.selected()) if self.selected_count <= MAX_RESELECTED else frozenset()
        line = self.table.currentIndex().row()
        same = self.model.show(found.rows, found.places)
        self.grid.set_groups(found.groups)
        if not same:
            if keys:
                self.select(keys)
            if line >= 0 and not self.table.currentIndex().isValid():
                self._go_to(min(line, self.model.rowCount() - 1))
        self._selection_changed()
        self.current_changed.emit(self.current)

    def _go_to(self, line: int) -> None:
        if line >= 0:
            self.table.selectRow(line)

    @Slot()
    def _opened(self) -> None:
        self._find_pictures()
        self.filters.reset()
        self.show_only(None)

    def _find_pictures(self) -> None:
        if self._collection.folder:
            from mmdesk.core.datasets.folder import Folder

            for thumbnails in (self.thumbnails, self.pane.thumbnails):
                thumbnails.begin(Folder(self._collection.folder).item)

    @Slot()
    def _project_changed(self) -> None:
        if self._collection.labels != self._classes:
            self._classes = self._collection.labels
            self.filters.set_classes(self._classes)
        if (view := self._collection.view) and view.names != self.model.names:
            self.model.names = view.names
            self._hide_columns()
        self._tell_count()

    @Slot()
    def _selection_changed(self) -> None:
        for widget in (self.label_button, self.split_button, self.delete_button, self.delete):
            widget.setEnabled(self.selected_count > 0)
        self._tell_count()

    @Slot()
    def _current_changed(self) -> None:
        self.current_changed.emit(self.current)

    def _tell_count(self) -> None:
        shown, every, view = self.model.rowCount(), len(self.model.rows), self._collection.view
        if view and not view.content.rows:
            text = self.tr("No examples yet: drop files here, or keep them on Classify.")
        elif chosen := self.selected_count:
            text = self.tr("{chosen} selected of {shown}").format(chosen=whole(chosen), shown=whole(shown))
        elif shown < every:
            text = filled(self.tr("{shown} of {every:# example|# examples}"), shown=whole(shown), every=every)
        else:
            text = filled(self.tr("{every:# example|# examples}"), every=every)
        self.count.setText(text)
