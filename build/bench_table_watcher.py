"""Looks through a long table in mmdesk's own window, as hands would, and measures the pauses of its GUI thread."""

import itertools
import os
import time
from collections.abc import Callable
from pathlib import Path

from bench_watcher import PATIENCE, PERIOD, main_window
from PySide6.QtCore import QObject, Qt, QTimer, Slot

SCROLLING, WISHING, EDITING = 15, 400, 500
"""How often the table is scrolled, filtered or sorted anew, and edited, in milliseconds."""
AT_ONCE = 1000
"""Rows that are edited at once."""


class Reader(QObject):
    """Opens a short table, then a long one; looks through that, as pictures too; edits it; tells what was seen; closes."""

    def __init__(self, small: Path, large: Path, seconds: float, tell: Callable[[dict[str, float]], None]) -> None:
        self.window = main_window()
        super().__init__(self.window)
        self._large = large
        self._tell = tell
        self._milliseconds = round(seconds * 1000)
        self._found: dict[str, float] = {"idle": 0.0, "looking": 0.0, "grid": 0.0, "editing": 0.0}
        self._phase = ""
        self._collection = self.window.session.collection
        self.window.go_to_named("data")
        self._page = self.window.places.current
        self._last = time.perf_counter()
        self._ticking = self._every(PERIOD, self._tick)
        self._scrolling = self._every(SCROLLING, self._scroll)
        self._wishing = self._every(WISHING, self._wish)
        self._editing = self._every(EDITING, self._edit)
        self._lines = itertools.cycle(range(0, 100, 3))
        self._wishes = itertools.cycle((("7",), ("red 1",), ("",), (4, 0), (2, 1), (0, 0)))
        self._edits = itertools.cycle((self._label, self._collection.edits.undo, self._delete, self._collection.edits.undo))
        self.window.session.model_changed.connect(self._ready)
        self._page.table.model.modelReset.connect(self._shown)
        self._collection.open(small)
        QTimer.singleShot(2 * PATIENCE, self.window, self.window.close)
        self._ready()

    def _every(self, milliseconds: int, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.setInterval(milliseconds)
        timer.timeout.connect(slot)
        return timer

    @Slot()
    def _ready(self) -> None:
        """Begin when PyTorch is imported and the short table is there."""
        if self.window.session.model and not self.window.session.opening and self._page.table.model.rowCount() and not self._phase:
            self._begin("idle")
            self._ticking.start()
            QTimer.singleShot(self._milliseconds, self, self._open)

    @Slot()
    def _open(self) -> None:
        self._phase = "opening"
        self._memory = resident()
        start = time.perf_counter()
        (self._large / "manifest.csv").read_text(encoding="utf-8").split("\n")
        self._found["read"] = time.perf_counter() - start
        self._start = time.perf_counter()
        self._collection.open(self._large)

    @Slot()
    def _shown(self) -> None:
        if not self._phase:
            self._ready()
        elif self._phase == "opening" and self._page.table.model.rowCount() > AT_ONCE:
            self._page.table.table.viewport().repaint()
            self._found["opened"] = time.perf_counter() - self._start
            self._begin("looking")
            self._scrolling.start()
            self._wishing.start()
            QTimer.singleShot(self._milliseconds, self, self._picture)

    @Slot()
    def _picture(self) -> None:
        """Go through the same rows as pictures, class by class."""
        self._wishing.stop()
        self._scrolling.stop()
        self._page.table.filters.reset()
        self._start = time.perf_counter()
        self._page.table.pane.by_class.setChecked(True)
        self._page.table.pane.thumbnails.came.connect(self._pictured)
        self._page.table.switch.grid.click()

    @Slot()
    def _pictured(self) -> None:
        if self._phase == "looking":
            self._page.table.grid.viewport().repaint()
            self._found["pictures"] = time.perf_counter() - self._start
            self._begin("grid")
            self._scrolling.start()
            QTimer.singleShot(self._milliseconds, self, self._mend)

    def _begin(self, phase: str) -> None:
        self._phase = phase
        self._last = time.perf_counter()

    @Slot()
    def _tick(self) -> None:
        now = time.perf_counter()
        if self._phase in self._found:
            self._found[self._phase] = max(self._found[self._phase], (now - self._last) * 1000)
        self._last = now

    @Slot()
    def _scroll(self) -> None:
        bar = self._page.table.seen.verticalScrollBar()
        bar.setValue(round(bar.maximum() * next(self._lines) / 100))

    @Slot()
    def _wish(self) -> None:
        wish = next(self._wishes)
        if len(wish) == 1:
            self._page.table.filters.words.setText(wish[0])
        else:
            self._page.table.table.horizontalHeader().setSortIndicator(wish[0], Qt.SortOrder(wish[1]))

    @Slot()
    def _mend(self) -> None:
        """Edit, with the whole table shown again."""
        self._scrolling.stop()
        self._page.table.switch.table.click()
        rows = self._collection.view.content.rows
        self._found["memory"] = max(1.0, (resident() - self._memory) / len(rows))
        self._page.table.filters.reset()
        self._begin("editing")
        self._editing.start()
        QTimer.singleShot(self._milliseconds, self, self._end)

    @Slot()
    def _edit(self) -> None:
        next(self._edits)()

    def _label(self) -> None:
        self._collection.edits.relabel(range(AT_ONCE), "another class")

    def _delete(self) -> None:
        self._collection.edits.delete(range(AT_ONCE))

    @Slot()
    def _end(self) -> None:
        self._editing.stop()
        self._ticking.stop()
        self._tell(self._found)
        self.window.close()


def resident() -> int:
    """Bytes of this process that are in memory; 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")
