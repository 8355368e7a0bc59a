"""The card of the table: rows to find, as lines or as pictures, and what is done with those that are selected."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout

from mmdesk.app.pages.data.queue_words import awaited
from mmdesk.app.pages.data.table import turns
from mmdesk.app.pages.data.table.filter_row import FilterRow
from mmdesk.app.pages.data.table.finder import Finder, Found
from mmdesk.app.pages.data.table.grid_pane import GridPane
from mmdesk.app.pages.data.table.grid_view import GridView
from mmdesk.app.pages.data.table.row_actions import RowActions
from mmdesk.app.pages.data.table.rows_model import NAME, RowsModel
from mmdesk.app.pages.data.table.rows_view import RowsView
from mmdesk.app.pages.data.table.selection import Selection
from mmdesk.app.pages.data.table.view_switch import ViewSwitch
from mmdesk.app.services.neighbours import Alike
from mmdesk.app.services.projects.collection import Collection
from mmdesk.app.services.thumbnails import Thumbnails
from mmdesk.app.services.worth_labelling import WorthLabelling
from mmdesk.app.system.settings import Settings
from mmdesk.app.system.theme import Theme
from mmdesk.app.widgets.card import Card
from mmdesk.app.widgets.elided_label import ElidedLabel
from mmdesk.core.modalities.registry import Modality
from mmdesk.core.numerals import filled, whole

if TYPE_CHECKING:  # built when it is first wanted
    from mmdesk.app.pages.data.table.map.pane import MapPane

NOBODY = -1
"""The key of no row."""
NARROW = 500
"""Below so many pixels some columns, such as the names of sounds, leave their room to others."""


class TableCard(Card):
    """The rows of the project, as a table or as pictures; the page shows `switch`, which chooses that.

    Signals:
        wants_large: show the row with the keyboard as large as can be
    """

    wants_large = Signal()

    def __init__(self, collection: Collection, worth: WorthLabelling, alike: Alike, settings: Settings, theme: Theme) -> None:
        super().__init__()
        self._collection = collection
        self._worth = worth
        self._settings = settings
        self._theme, self._alike = theme, alike
        self.map_pane: MapPane | None = None
        self._classes: tuple[str, ...] = ()
        self._parts: frozenset[Modality] = frozenset()
        self._awaited = NOBODY
        self._by_worth = False
        self.setAccessibleName(self.tr("Examples"))
        self.thumbnails = Thumbnails(collection.worker("thumbnails", self), self)
        self.model = RowsModel(self.thumbnails, self)
        self.finder = Finder(collection, self)
        self.filters = FilterRow()
        self.table = RowsView(self.model)
        self.table.setAccessibleName(self.tr("Examples"))
        self.selection = Selection(self.table, self.model)
        self.pane = GridPane(self.model, collection, settings)
        self.grid = self.pane.view
        self.grid.setSelectionModel(self.selection.lines)
        self.switch = ViewSwitch(theme)
        self.row_actions = RowActions(collection, self.selection, self)
        self._arrange()
        self._listen()
        self._find_pictures()
        self._project_changed()
        self.switch.grid.setChecked(settings.grid)

    def _arrange(self) -> None:
        self.views = QStackedWidget()
        self.views.addWidget(self.table)
        self.views.addWidget(self.pane)
        self.count = ElidedLabel()  # on the smallest window the buttons need the room
        self.count.setProperty("kind", "soft")
        self.everything = QPushButton(self.tr("Show all"))
        self.everything.setToolTip(self.tr("Only rows with a problem are shown"))
        self.everything.hide()
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.count, 1)
        foot.addWidget(self.everything)
        for button in self.row_actions.buttons:
            foot.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.setSpacing(8)
        layout.addWidget(self.filters)
        layout.addWidget(self.views, 1)
        layout.addLayout(foot)

    def _listen(self) -> None:
        self.finder.found.connect(self._found)
        self.filters.wished.connect(self._wished)
        self.filters.worth_wished.connect(self._order_by_worth)
        self._worth.changed.connect(self._show_worth)
        self.pane.grouped.connect(self._look_again)
        for view in (self.table, self.grid):
            view.addActions(self.row_actions.keys)
            view.customContextMenuRequested.connect(self._show_menu)
            view.activated.connect(self.wants_large)
        self.table.doubleClicked.connect(self.wants_large)
        self.row_actions.wants_large.connect(self.wants_large)
        self.switch.grid_chosen.connect(self.show_grid)
        self.switch.map_chosen.connect(self.show_map)
        self.table.horizontalHeader().sortIndicatorChanged.connect(self._sort)
        self.everything.clicked.connect(partial(self.show_only, None))
        self.selection.changed.connect(self._tell_count)
        self._collection.changed.connect(self._project_changed)
        self._collection.opened.connect(self._opened)

    @Slot(QPoint)
    def _show_menu(self, place: QPoint) -> None:
        if self.selection.count:
            self.row_actions.context_menu().popup(self.seen.viewport().mapToGlobal(place))

    # How the rows are shown

    @property
    def seen(self) -> RowsView | GridView:
        """The view that is shown."""
        return self.grid if self.switch.grid.isChecked() else self.table

    @Slot(bool)
    def show_grid(self, grid: bool) -> None:
        """Show the rows as pictures, or as a table; what is selected stays."""
        keyboard = self.table.hasFocus() or self.grid.hasFocus()
        self._settings.grid = grid
        if not self.switch.map.isChecked():
            self.views.setCurrentIndex(int(grid))
        self._look_again()
        if keyboard:
            self.seen.setFocus()
        if self.table.currentIndex().isValid():
            self.seen.scrollTo(self.table.currentIndex())

    @Slot(bool)
    def show_map(self, on: bool) -> None:
        """Show the rows as points; what is selected stays."""
        if on and self.map_pane is None:
            from mmdesk.app.pages.data.table.map.pane import MapPane

            self.map_pane = MapPane(self.model, self._collection, self._alike, self._theme)
            self.map_pane.chosen.connect(self._chosen_on_map)
            self.selection.current_changed.connect(self.map_pane.show_row)
            self.views.addWidget(self.map_pane)
        if on and self.map_pane:
            self.views.setCurrentWidget(self.map_pane)
            self.map_pane.show_row(self.selection.current)
            self.map_pane.setFocus()
        else:
            self.views.setCurrentIndex(int(self.switch.grid.isChecked()))

    @Slot(int)
    def _chosen_on_map(self, key: int) -> None:
        self.selection.select(frozenset([key]))

    def showEvent(self, event: QShowEvent) -> None:
        turns.shown(self)
        super().showEvent(event)
        self._fit_columns()  # in the font that the words have from now on

    def hideEvent(self, event: QHideEvent) -> None:
        turns.hidden(self)
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    @Slot(object)
    def show_parts(self, parts: frozenset[Modality]) -> None:
        """Only these parts are in any row."""
        self._parts = parts
        self._fit_columns()

    def _fit_columns(self) -> None:
        self.table.fit_columns(self._parts, self._classes, self.width() < NARROW)

    # Which rows are shown

    @Slot()
    def _look_again(self) -> None:
        self.finder.group(self.switch.grid.isChecked() and self.pane.by_class.isChecked())

    @Slot(object)
    def _wished(self, wishes: dict[str, object]) -> None:
        if self._collection.view:
            self.finder.look(**wishes)

    @Slot(object)
    def show_only(self, keys: frozenset[int] | None) -> None:
        """Show none but the rows with these keys; None is all."""
        self.everything.setVisible(keys is not None)
        self._wished({"keys": keys})

    @Slot(object, int)
    def show_example(self, keys: frozenset[int], key: int) -> None:
        """Show none but the rows with these keys, and have the keyboard on one of them."""
        self.filters.reset()
        self._awaited = key
        self.show_only(keys)
        self._look_at_awaited()  # they may be shown already

    def _look_at_awaited(self) -> None:
        if self.model.lines_of(frozenset([self._awaited])):
            self.selection.select(frozenset([self._awaited]))
            self._awaited = NOBODY

    @Slot(int, Qt.SortOrder)
    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        if self._by_worth:  # there is one order at a time
            self.filters.choose_class("")
        name = self.model.columns[column]
        by = self.model.names if name == NAME else name
        self._wished({"order": by, "descending": order == Qt.SortOrder.DescendingOrder})

    @Slot(bool)
    def _order_by_worth(self, wanted: bool) -> None:
        self._by_worth = wanted
        (self._worth.begin if wanted else self._worth.end)(self)
        self._show_worth()

    @Slot()
    def _show_worth(self) -> None:
        """Have those first whose labels teach the most, as far as that is known and wished."""
        self._wished({"first": self._worth.order if self._by_worth else ()})
        self._tell_count()

    @Slot(object)
    def _found(self, found: Found) -> None:
        before = self.selection.kept()
        same = self.model.show(found.rows, found.places)
        self.grid.set_groups(found.groups)
        if not same:
            self.selection.take_up(before)
        self._look_at_awaited()
        self.selection.tell()

    # The project

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
            self._fit_columns()
        self.filters.offer_worth(self._worth.unlabelled > 0)
        if (view := self._collection.view) and view.names != self.model.names:
            self.model.names = view.names
            self._fit_columns()
        self._tell_count()

    @Slot()
    def _tell_count(self) -> None:
        shown, every, view = self.model.rowCount(), len(self.model.rows), self._collection.view
        if self._by_worth and (self._worth.busy or self._worth.problem):
            text = self._worth.problem or awaited(self._worth)
        elif view and not view.content.rows:
            text = self.tr("No examples yet: drop files here, or keep them on Classify.")
        elif chosen := self.selection.count:
            text = self.tr("{chosen} selected of {shown}").format(chosen=whole(chosen), shown=whole(shown))
        elif shown < every:
            text = filled(self.tr("{shown} of {every:# example|# examples}"), shown=whole(shown), every=every)
        else:
            text = filled(self.tr("{every:# example|# examples}"), every=every)
        self.count.set_words(text)
