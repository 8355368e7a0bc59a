import math
import xml.etree.ElementTree as ET

import pytest

from mmdesk.core.evaluation import svg
from mmdesk.core.evaluation.svg import Axis, Bar, Series, bar_chart, heat_map, line_chart
from mmdesk.core.palette import LIGHT

SIZE = 400, 240


def parts(svg, name):
    return [part for part in ET.fromstring(svg).iter() if part.tag.endswith("}" + name)]


def words(svg):
    return ["".join(part.itertext()) for part in parts(svg, "text")]


def test_a_curve_goes_through_its_points():
    svg = line_chart(
        SIZE, LIGHT, Axis("round", (0, 10)), Axis("accuracy", (0, 1), percent=True), [Series("a", [(0, 0), (5, 0.5), (10, 1)])]
    )
    points = [tuple(map(float, point.split(","))) for point in parts(svg, "polyline")[-1].get("points").split()]
    (left, bottom), (middle, half), (right, top) = points
    assert left < middle < right <= SIZE[0]
    assert bottom > half > top >= 0
    assert middle == pytest.approx((left + right) / 2, abs=0.2)
    assert half == pytest.approx((bottom + top) / 2, abs=0.2)
    assert {"round", "accuracy", "100 %", "0 %", "a"} <= {*words(svg)}


def test_what_is_no_number_is_left_out_and_strange_names_are_words():
    svg = line_chart(SIZE, LIGHT, Axis("<x>"), Axis("y"), [Series('a & "b"', [(1, math.nan), (2, 3), (3, 4)]), Series("none", [])])
    assert len(parts(svg, "polyline")[2].get("points").split()) == 2 or len(parts(svg, "polyline")[1].get("points").split()) == 2
    assert {"<x>", 'a & "b"'} <= {*words(svg)}


@pytest.mark.parametrize("ends", [(0, 1), (0, 0.03), (-2, 7), (0, 12345), (0.5, 0.9)])
def test_ticks_are_few_and_hold_the_range(ends):
    ticks = svg._ticks(Axis("y", ends), [])
    assert 3 <= len(ticks) <= 8
    assert ticks[0] <= ends[0] + 1e-9
    assert ticks[-1] >= ends[1] - 1e-9


@pytest.mark.parametrize("last", [1, 2, 3, 12, 25, 300])
def test_what_is_counted_has_whole_numbers(last):
    ticks = svg._ticks(Axis("round", (0, last), counts=True), [])
    assert len(ticks) <= 8
    assert all(float(tick).is_integer() for tick in ticks)
    assert ticks[-1] >= last


def test_bars_are_as_long_as_their_values():
    svg = bar_chart(SIZE, LIGHT, [Bar("image", 0.5, "50 %", "image", (0.4, 0.6)), Bar("all", 1.0, "100 %")])
    ground, track, half, other, whole = (float(part.get("width")) for part in parts(svg, "rect"))
    assert ground == 400
    assert half == pytest.approx(track / 2, abs=0.1)
    assert whole == other
    assert parts(svg, "rect")[2].get("fill") == LIGHT.of("image")
    assert len(parts(svg, "line")) == 3


def test_the_columns_of_a_heat_map_keep_their_whole_names_slanted_where_they_are_long():
    names = [f"iced coffee {number}" for number in range(8)]
    drawn = heat_map((500, 500), LIGHT, names, [[0.1] * 8] * 8, [""] * 64)
    assert [words(drawn).count(name) for name in names] == [2] * 8
    assert len([group for group in parts(drawn, "g") if "rotate" in group.get("transform", "")]) == 8
    short = heat_map((500, 500), LIGHT, list("abcdefgh"), [[0.1] * 8] * 8, [""] * 64)
    assert not [group for group in parts(short, "g") if group.get("transform")]


def test_a_heat_map_has_a_cell_for_each_pair_and_numbers_while_there_is_room():
    svg = heat_map(SIZE, LIGHT, ["cat", "狗"], [[1.0, 0.0], [0.25, 0.75]], ["8", "", "1", "3"])
    cells = parts(svg, "rect")[1:]
    assert [float(cell.get("fill-opacity")) for cell in cells] == [0.9, 0.05, 0.26, 0.69]
    assert words(svg).count("8") == 1
    many = [str(number) for number in range(40)]
    assert "7777" not in words(heat_map(SIZE, LIGHT, many, [[0.1] * 40] * 40, ["7777"] * 1600))
