"""Small pictures of the rows that are seen, read in a thread of their own; the newest few hundred are kept."""

from __future__ import annotations

import functools
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPixmap

from mmdesk.app.collection import Collection
from mmdesk.app.offers import image_of
from mmdesk.core.errors import MmdeskError
from mmdesk.core.protocol import Token
from mmdesk.core.sample import Picture

if TYPE_CHECKING:  # the window is up before numpy is needed
    from mmdesk.core.manifest import Folder

SIDE = 44
"""Of the square in which a small picture fits, in pixels."""
MOST_KEPT = 512
MOST_AT_ONCE = 48
"""More than are seen at once are not asked for: while a person scrolls, what has gone by is not read."""
WAIT_MILLISECONDS = 20

Small = tuple[str, Picture | None]
"""What a cell of the table says, and its picture; None if it cannot be read."""


class Thumbnails(QObject):
    """Gives small pictures that are there, and has the others read.

    Signals:
        came: some more are there
    """

    came = Signal()

    def __init__(self, collection: Collection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._collection = collection
        self._folder: Folder | None = None
        self._kept: OrderedDict[str, QPixmap] = OrderedDict()
        self._wanted: OrderedDict[str, None] = OrderedDict()
        self._reading = collection.worker("thumbnails").lane()
        self._reading.reported.connect(self._read)
        self._reading.busy_changed.connect(self._busy_changed)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MILLISECONDS)
        self._timer.timeout.connect(self._ask)
        collection.opened.connect(self._opened)
        if collection.folder:
            self._opened()

    def pixmap(self, cell: str, ratio: float) -> QPixmap | None:
        """The picture of this cell for a screen with so many pixels in one; None if it is not there yet, null if it is broken."""
        kept = self._kept.get(cell)
        if kept is not None:
            self._kept.move_to_end(cell)
            return kept
        self._ratio = ratio
        self._wanted[cell] = None
        self._wanted.move_to_end(cell)
        if len(self._wanted) > MOST_AT_ONCE:
            self._wanted.popitem(last=False)
        if not self._reading.busy and not self._timer.isActive():
            self._timer.start()
        return None

    @Slot()
    def _opened(self) -> None:
        from mmdesk.core.manifest import Folder

        self._timer.stop()
        self._reading.cancel()
        self._kept.clear()
        self._wanted.clear()
        self._folder = Folder(self._collection.folder) if self._collection.folder else None

    @Slot()
    def _ask(self) -> None:
        if self._folder and self._wanted:
            cells, self._wanted = tuple(reversed(self._wanted)), OrderedDict()
            self._reading.start(functools.partial(_small_pictures, self._folder, cells))

    @Slot(object)
    def _read(self, small: Small) -> None:
        cell, picture = small
        pixmap = QPixmap()
        if picture is not None:
            side = round(SIDE * self._ratio)
            mode = Qt.TransformationMode.SmoothTransformation
            pixmap = QPixmap.fromImage(image_of(picture)).scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatio, mode)
            pixmap.setDevicePixelRatio(self._ratio)
        self._kept[cell] = pixmap
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        self.came.emit()

    @Slot(bool)
    def _busy_changed(self, busy: bool) -> None:
        if not busy and self._wanted:
            self._timer.start()


def _small_pictures(folder: Folder, cells: Sequence[str], token: Token) -> Iterator[Small]:
    from mmdesk.core.dataset import picture_from

    for cell in cells:
        token.check()
        try:
            item = folder.item(cell)
            assert item  # noqa: S101 - an empty cell has no picture
            yield cell, picture_from(item, 2 * SIDE)
        except MmdeskError:
            yield cell, None
