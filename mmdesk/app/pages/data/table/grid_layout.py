"""Where in a grid everything stands (layout): groups below each other, each with a head and rows of equal cells."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize

if TYPE_CHECKING:  # the window is up before numpy is needed
    from mmdesk.core.projects.query import Group


@dataclass(frozen=True, slots=True)
class GridLayout:
    """The places of `count` cells; without groups they are one, which has no head.

    Attributes:
        width: of the whole, in pixels
        cell: size of one cell
        head: height of what stands above a group
        starts, tops: of each group its first cell, and where it begins from the top
        height: of the whole
    """

    width: int
    cell: QSize
    head: int
    count: int
    starts: tuple[int, ...]
    tops: tuple[int, ...]
    height: int

    @classmethod
    def of(cls, width: int, cell: QSize, head: int, count: int, groups: Sequence[Group]) -> GridLayout:
        across = max(1, width // cell.width())
        head = head if groups else 0
        starts, tops, top = [], [], 0
        for start, size in [(group.start, group.count) for group in groups] or [(0, count)]:
            starts.append(start)
            tops.append(top)
            top += head + -(-size // across) * cell.height()
        return cls(width, cell, head, count, tuple(starts), tuple(tops), top)

    @property
    def across(self) -> int:
        """How many stand beside each other."""
        return max(1, self.width // self.cell.width())

    def group_of(self, line: int) -> int:
        """The number of the group that this cell belongs to."""
        return bisect_right(self.starts, line) - 1

    def size_of(self, group: int) -> int:
        end = self.starts[group + 1] if group + 1 < len(self.starts) else self.count
        return end - self.starts[group]

    def place(self, line: int) -> QRect:
        """Where a cell is."""
        group = self.group_of(line)
        down, right = divmod(line - self.starts[group], self.across)
        top = self.tops[group] + self.head + down * self.cell.height()
        return QRect(QPoint(right * self.cell.width(), top), self.cell)

    def head_place(self, group: int) -> QRect:
        return QRect(0, self.tops[group], self.width, self.head)

    def head_at(self, point: QPoint) -> int:
        """The group whose head is there; -1 if none."""
        group = bisect_right(self.tops, point.y()) - 1
        return group if group >= 0 and point.y() < self.tops[group] + self.head else -1

    def line_at(self, point: QPoint) -> int:
        """The cell that is there; -1 if none."""
        group = bisect_right(self.tops, point.y()) - 1
        if group < 0 or point.y() < self.tops[group] + self.head:
            return -1
        right = point.x() // self.cell.width()
        number = (point.y() - self.tops[group] - self.head) // self.cell.height() * self.across + right
        return self.starts[group] + number if 0 <= right < self.across and number < self.size_of(group) else -1

    def nearest(self, point: QPoint) -> int:
        """The last cell that is not behind this point; -1 only if there are none."""
        if not self.count:
            return -1
        y = min(max(point.y(), 0), max(self.height - 1, 0))
        group = max(bisect_right(self.tops, y) - 1, 0)
        down = max(y - self.tops[group] - self.head, 0) // self.cell.height()
        right = min(max(point.x() // self.cell.width(), 0), self.across - 1)
        number = min(down * self.across + right, self.size_of(group) - 1)
        return max(self.starts[group] + number, 0)

    def seen(self, top: int, bottom: int) -> Iterator[tuple[int, range]]:
        """The groups between two heights, each with its cells there."""
        for group in range(max(bisect_right(self.tops, top) - 1, 0), len(self.tops)):
            if self.tops[group] > bottom:
                return
            above = self.tops[group] + self.head
            first = max(top - above, 0) // self.cell.height() * self.across
            last = (max(bottom - above, -1) // self.cell.height() + 1) * self.across
            start, size = self.starts[group], self.size_of(group)
            yield group, range(start + min(first, size), start + min(max(last, 0), size))

    def above_or_below(self, line: int, down: int) -> int:
        """The cell so many rows below this one, or above it, through all groups; the last one on the way at the ends."""
        for _ in range(abs(down)):
            group = self.group_of(line)
            row, right = divmod(line - self.starts[group], self.across)
            rows = -(-self.size_of(group) // self.across)
            row += 1 if down > 0 else -1
            while not 0 <= row < rows:
                group += 1 if down > 0 else -1
                if not 0 <= group < len(self.starts):
                    return line
                rows = -(-self.size_of(group) // self.across)
                row = 0 if down > 0 else rows - 1
            line = self.starts[group] + min(row * self.across + right, self.size_of(group) - 1)
        return line
