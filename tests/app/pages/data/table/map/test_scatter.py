"""Points on a plane."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QPixmap, QWheelEvent
from PySide6.QtWidgets import QToolTip

from mmdesk.app.pages.data.table.map.scatter import NOBODY, Points, Scatter

PLACES = [(-1, 0), (0, 0), (1, 0), (0, 1), (0.1, -1)]
COLOURS = ["#ff0000", "#00ff00"]


def drawn(number, pale, ratio):
    pixmap = QPixmap(9, 9)
    pixmap.fill(QColor("#dddddd" if pale else COLOURS[number]))
    return pixmap


@pytest.fixture
def scatter(qtbot):
    scatter = Scatter()
    qtbot.addWidget(scatter)
    scatter.resize(400, 300)
    scatter.set_points(Points(np.array(PLACES, dtype=np.float32), [0, 0, 1, 1, 1], drawn, lambda number: f"point {number}"))
    scatter.show()
    qtbot.waitExposed(scatter)
    return scatter


@pytest.fixture
def chosen(scatter):
    told = []
    scatter.chosen.connect(told.append)
    return told


def place(scatter, number):
    return scatter.position(PLACES[number]).toPoint()


def test_points_stand_where_they_are_in_their_colours(scatter):
    image = scatter.grab().toImage()
    ratio = image.devicePixelRatio()
    colours = [image.pixelColor(place(scatter, number) * ratio).name() for number in range(5)]
    assert colours == ["#ff0000", "#ff0000", "#00ff00", "#00ff00", "#00ff00"]
    assert place(scatter, 3).y() < place(scatter, 1).y() < place(scatter, 4).y()
    assert place(scatter, 2).x() - place(scatter, 1).x() == place(scatter, 1).y() - place(scatter, 3).y()


def test_a_click_goes_to_a_point(scatter, chosen, qtbot):
    qtbot.mouseClick(scatter, Qt.MouseButton.LeftButton, pos=place(scatter, 2) + QPoint(3, -2))
    assert chosen == [2]
    assert scatter.current == 2
    qtbot.mouseClick(scatter, Qt.MouseButton.LeftButton, pos=place(scatter, 2) + QPoint(-40, 30))
    assert chosen == [2]


def test_the_arrow_keys_go_from_point_to_point(scatter, chosen, qtbot):
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right):
        qtbot.keyClick(scatter, key)
    assert chosen == [0, 1, 2, 2]
    qtbot.keyClick(scatter, Qt.Key.Key_Left)
    qtbot.keyClick(scatter, Qt.Key.Key_Up)
    qtbot.keyClick(scatter, Qt.Key.Key_Down)
    qtbot.keyClick(scatter, Qt.Key.Key_Down)
    assert chosen[4:] == [1, 3, 1, 4]


def test_the_keys_begin_at_the_sample(scatter, chosen, qtbot):
    scatter.set_sample((0.5, 0.1))
    qtbot.keyClick(scatter, Qt.Key.Key_Right)
    assert chosen == [2]


def test_hovering_tells(scatter, qtbot, monkeypatch):
    told = []
    monkeypatch.setattr(QToolTip, "showText", lambda _place, words, _widget: told.append(words))
    qtbot.mouseMove(scatter, place(scatter, 1))
    assert told == ["point 1"]
    assert scatter._hovered == 1
    assert scatter.cursor().shape() == Qt.CursorShape.PointingHandCursor
    qtbot.mouseMove(scatter, place(scatter, 1) + QPoint(60, 40))
    assert scatter._hovered == NOBODY
    assert told == ["point 1", ""]


def test_what_is_faded_is_seen_but_not_gone_to(scatter, chosen, qtbot):
    scatter.set_faded(np.array([False, True, False, True, True]))
    image = scatter.grab().toImage()
    assert image.pixelColor(place(scatter, 1) * image.devicePixelRatio()).name() == "#dddddd"
    qtbot.mouseClick(scatter, Qt.MouseButton.LeftButton, pos=place(scatter, 1))
    assert chosen == []
    qtbot.keyClick(scatter, Qt.Key.Key_Left)
    qtbot.keyClick(scatter, Qt.Key.Key_Right)
    assert chosen == [0, 2]


def wheel(scatter, where, steps):
    here = QPointF(where)
    event = QWheelEvent(
        here, here, QPoint(), QPoint(0, 120 * steps), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    scatter.wheelEvent(event)


def test_the_wheel_zooms_around_the_pointer_and_not_beyond_all(scatter, qtbot):
    before = place(scatter, 2)
    wheel(scatter, before, 3)
    assert (place(scatter, 2) - before).manhattanLength() <= 2
    assert place(scatter, 2).x() - place(scatter, 1).x() > 200
    wheel(scatter, before, -20)
    assert place(scatter, 2) == before


def test_dragging_moves_and_chooses_nothing(scatter, chosen, qtbot):
    before, start = place(scatter, 1), place(scatter, 1)
    qtbot.mousePress(scatter, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(scatter, start + QPoint(20, 30))
    qtbot.mouseRelease(scatter, Qt.MouseButton.LeftButton, pos=start + QPoint(20, 30))
    assert place(scatter, 1) - before == QPoint(20, 30)
    assert chosen == []
    qtbot.keyClick(scatter, Qt.Key.Key_Home)
    assert place(scatter, 1) == before


def test_keys_zoom_and_bring_a_point_that_is_outside_into_sight(scatter, chosen, qtbot):
    for _ in range(8):
        qtbot.keyClick(scatter, Qt.Key.Key_Plus)
    assert not scatter.rect().contains(place(scatter, 2))
    scatter.set_current(1)
    qtbot.keyClick(scatter, Qt.Key.Key_Right)
    assert chosen == [2]
    assert scatter.rect().contains(place(scatter, 2))
    qtbot.keyClick(scatter, Qt.Key.Key_Minus)
    qtbot.keyClick(scatter, Qt.Key.Key_0)
    assert scatter.rect().contains(place(scatter, 0))


def test_the_sample_is_marked(scatter):
    scatter.set_points(None)
    before = scatter.grab().toImage()
    scatter.set_sample((0.2, 0.2))
    assert scatter.grab().toImage() != before
    scatter.set_sample(None)
    assert scatter.grab().toImage() == before


def test_without_points_nothing_is_there(qtbot, scatter, chosen):
    scatter.set_points(None)
    qtbot.keyClick(scatter, Qt.Key.Key_Left)
    qtbot.mouseClick(scatter, Qt.MouseButton.LeftButton, pos=QPoint(200, 150))
    assert chosen == []
    assert scatter.at(QPointF(10, 10)) == NOBODY


def test_points_are_painted_once(scatter, qtbot):
    scatter.grab()
    painted = scatter._picture
    scatter.set_current(3)
    scatter.set_sample((0, 0.5))
    scatter.grab()
    assert scatter._picture is painted
    scatter.resize(300, 300)
    scatter.grab()
    assert scatter._picture is not painted
