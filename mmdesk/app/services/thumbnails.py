"""Small pictures of the samples that are seen, read in another thread; the newest few hundred are kept."""

from __future__ import annotations

import functools
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QImage, QPixmap

from mmdesk.app.system.images import from_png
from mmdesk.app.system.workers import Worker
from mmdesk.core.errors import MmdeskError
from mmdesk.core.modalities.registry import MODALITIES, Modality
from mmdesk.core.progress import CancelToken

if TYPE_CHECKING:  # the window is up before the reports of trainings are needed
    from mmdesk.core.datasets.example import Item

SIDE = 44
"""Of the square in which a small picture fits, in pixels, unless another is wished."""
MAX_AT_ONCE = 48
"""More than are seen at once are not asked for: while a person scrolls, what has gone by is not read."""
KEPT = 10
"""So many times as many stay."""
WAIT_MILLISECONDS = 20

ItemOf = Callable[[Any], "Item"]
Name = tuple[Modality, Hashable]
"""Which modality's part, and what `ItemOf` knows it by."""
Small = tuple[Name, QImage]
"""A picture by its name; null if it cannot be read."""


class Thumbnails(QObject):
    """Gives small pictures that are there, and has the others read.

    Signals:
        came: some more are there
    """

    came = Signal()

    def __init__(self, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._item_of: ItemOf | None = None
        self._ratio = 1.0
        self._side, self._seen = SIDE, 0
        self._kept: OrderedDict[Name, QPixmap] = OrderedDict()
        self._wanted: OrderedDict[Name, None] = OrderedDict()
        self._reading = worker.lane()
        self._reading.reported.connect(self._read)
        self._reading.busy_changed.connect(self._busy_changed)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MILLISECONDS)
        self._timer.timeout.connect(self._ask)

    def begin(self, item_of: ItemOf) -> None:
        """Forget all; from now on `item_of`, called in the worker's thread, tells where a part is."""
        self._timer.stop()
        self._reading.cancel()
        self._kept.clear()
        self._wanted.clear()
        self._item_of = item_of

    def resize(self, side: int, at_once: int) -> None:
        """Have them so large, and as many as are seen at once."""
        self._seen = at_once
        if side != self._side and self._item_of:
            self._side = side
            self.begin(self._item_of)
        self._side = side

    @property
    def _at_once(self) -> int:
        return max(self._seen, MAX_AT_ONCE)

    def pixmap(self, name: Name, ratio: float) -> QPixmap | None:
        """The picture of this name for a screen with so many pixels in one; None if it is not there yet, null if it is broken."""
        kept = self._kept.get(name)
        if kept is not None:
            self._kept.move_to_end(name)
            return kept
        self._ratio = ratio
        self._wanted[name] = None
        self._wanted.move_to_end(name)
        if len(self._wanted) > self._at_once:
            self._wanted.popitem(last=False)
        if not self._reading.busy and not self._timer.isActive():
            self._timer.start()
        return None

    @Slot()
    def _ask(self) -> None:
        if self._item_of and self._wanted:
            names, self._wanted = tuple(reversed(self._wanted)), OrderedDict()
            side = round(self._side * self._ratio)
            self._reading.start(functools.partial(_small_pictures, self._item_of, names, side))

    @Slot(object)
    def _read(self, small: Small) -> None:
        name, picture = small
        pixmap = QPixmap.fromImage(picture)
        pixmap.setDevicePixelRatio(self._ratio)
        self._kept[name] = pixmap
        while len(self._kept) > KEPT * self._at_once:
            self._kept.popitem(last=False)
        self.came.emit()

    @Slot(bool)
    def _busy_changed(self, busy: bool) -> None:
        if not busy and self._wanted:
            self._timer.start()


def _small_pictures(item_of: ItemOf, names: Sequence[Name], side: int, token: CancelToken) -> Iterator[Small]:
    from mmdesk.core.datasets.read import read_part

    for modality, name in names:
        token.check()
        try:
            content = read_part(modality, item_of(name), 2 * side)
        except MmdeskError:
            yield (modality, name), QImage()
        else:
            image = from_png(MODALITIES[modality].thumbnail(content, side))
            mode = Qt.TransformationMode.SmoothTransformation  # a small one is enlarged, so that it can be seen
            yield (modality, name), image.scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatio, mode)
