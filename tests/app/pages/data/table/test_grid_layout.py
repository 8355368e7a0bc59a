"""Where the cells of a grid stand."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, QSize

from mmdesk.app.pages.data.table.grid_layout import GridLayout


@dataclass
class Some:
    start: int
    count: int


def layout(*counts, width=35):
    """Cells of 10 x 20, three beside each other; heads of 5."""
    groups = [Some(sum(counts[:number]), count) for number, count in enumerate(counts)]
    return GridLayout.of(width, QSize(10, 20), 5, sum(counts), groups)


def test_every_cell_is_found_where_it_stands():
    grid = layout(4, 0, 1, 7)
    assert grid.across == 3
    for line in range(12):
        assert grid.line_at(grid.place(line).center()) == line
        assert grid.nearest(grid.place(line).center()) == line
    assert grid.place(4).top() == 5 + 40 + 5 + 5
    assert grid.height == grid.place(11).bottom() + 1
    assert grid.line_at(QPoint(15, 30)) == -1, "beside the fourth of four"
    assert grid.nearest(QPoint(15, 30)) == 3
    assert [grid.head_at(QPoint(0, grid.head_place(number).center().y())) for number in range(4)] == [0, 1, 2, 3]


@pytest.mark.parametrize("counts", [(4, 0, 1, 7), (12,), (3, 3, 3, 3), (1,) * 12])
def test_what_is_seen_is_drawn_and_hardly_more(counts):
    grid = layout(*counts)
    for top in range(0, grid.height, 7):
        drawn = {line for _, lines in grid.seen(top, top + 25) for line in lines}
        seen = {line for line in range(12) if grid.place(line).bottom() >= top and grid.place(line).top() <= top + 25}
        assert seen <= drawn
        assert len(drawn) <= len(seen) + 6


def test_without_groups_there_is_no_head():
    grid = GridLayout.of(35, QSize(10, 20), 5, 7, ())
    assert grid.place(0).top() == 0
    assert grid.height == 60
    assert grid.head_at(QPoint(0, 0)) == -1


def test_arrows_go_through_all_groups():
    grid = layout(4, 0, 1, 7)
    assert [grid.above_or_below(line, 1) for line in (0, 1, 2, 3, 4, 5, 11)] == [3, 3, 3, 4, 5, 8, 11]
    assert [grid.above_or_below(line, -1) for line in (11, 6, 4, 3, 0)] == [8, 4, 3, 0, 0]
    assert grid.above_or_below(0, 100) == 11
    assert GridLayout.of(35, QSize(10, 20), 5, 0, ()).nearest(QPoint(0, 0)) == -1


def test_a_window_narrower_than_a_cell_shows_one_below_the_other():
    assert layout(3, width=4).across == 1
