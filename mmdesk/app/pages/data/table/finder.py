"""What the table shows: found and sorted in another thread, again whenever the project or the wish changes."""

from __future__ import annotations

import functools
from array import array
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from mmdesk.app.services.projects.collection import Collection
from mmdesk.core.progress import CancelToken

if TYPE_CHECKING:  # the window is up before numpy is needed
    from mmdesk.core.projects.query import Group, Search
    from mmdesk.core.projects.rows import Row
    from mmdesk.core.projects.view import View


class Found(NamedTuple):
    """Rows, the places in them of those that were looked for, and their classes if they stay together."""

    rows: tuple[Row, ...]
    places: array[int]
    groups: tuple[Group, ...] = ()


class Finder(QObject):
    """Looks for rows; only the newest wish counts.

    Signals:
        found: what was found, a `Found`
    """

    found = Signal(object)

    def __init__(self, collection: Collection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._collection = collection
        self._search: Search | None = None
        self._rows: tuple[Row, ...] | None = None
        self._grouped = False
        self._finding = collection.worker("finder", self).lane()
        self._finding.succeeded.connect(self.found)
        collection.changed.connect(self._changed)
        self._changed()

    @property
    def busy(self) -> bool:
        return self._finding.busy

    def look(self, **wishes: Any) -> None:
        """Look for something else: the named parts of `mmdesk.core.projects.query.Search` change."""
        from mmdesk.core.projects.query import Search

        before = self._search or Search()
        search = replace(before, **wishes)
        if search != before:
            self._search = search
            self._again()

    def group(self, grouped: bool) -> None:
        """Keep the rows of a class together, or not."""
        if grouped != self._grouped:
            self._grouped = grouped
            self._again()

    @Slot()
    def _changed(self) -> None:
        view = self._collection.view
        rows = view.content.rows if view else ()
        if rows is not self._rows:
            self._rows = rows
            self._again()

    def _again(self) -> None:
        view = self._collection.view
        if view:
            self._finding.start(functools.partial(_find, view, self._search, self._grouped))


def _find(view: View, search: Search | None, group: bool, token: CancelToken) -> Found:
    from mmdesk.core.projects.query import Search, found, grouped

    rows = view.content.rows
    places = found(rows, search or Search(), token)
    return Found(rows, *grouped(rows, places, view.labels, token)) if group else Found(rows, places)
