"""Bars divided by split."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QContextMenuEvent

from mmdesk.app.widgets.balance_bars import BalanceBars, Line

LINES = [Line("cat", "6", {"train": 4, "test": 2}, "#ff0000"), Line("dog", "3", {"": 3})]


@pytest.fixture
def bars(qtbot):
    bars = BalanceBars()
    qtbot.addWidget(bars)
    bars.set_lines(LINES)
    bars.resize(300, bars.sizeHint().height())
    bars.show()
    return bars


def red_pixels(bars):
    image = bars.grab().toImage()
    return sum(image.pixelColor(x, y) == QColor("red") for x in range(image.width()) for y in range(image.height()))


def test_they_are_read_aloud(bars):
    assert bars.accessibleDescription() == "cat: 6; dog: 3"


def test_splits_differ_by_more_than_colour(bars):
    mixed = red_pixels(bars)
    bars.set_lines([Line("cat", "6", {"train": 6}, "#ff0000"), LINES[1]])
    assert 0 < mixed < red_pixels(bars)


def test_a_click_chooses(bars, qtbot):
    with qtbot.waitSignal(bars.chosen) as told:
        qtbot.mouseClick(bars, Qt.MouseButton.LeftButton, pos=QPoint(20, bars.height() - 4))
    assert told.args == ["dog"]


def test_nothing_is_shown_as_nothing(bars):
    bars.set_lines([])
    assert bars.sizeHint().height() == 0
    bars.grab()


def test_a_menu_is_asked_for_where_the_bar_is(bars, qtbot):
    place = QPoint(20, bars.height() - 4)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, bars.mapToGlobal(place))
    with qtbot.waitSignal(bars.menu_wanted) as told:
        bars.contextMenuEvent(event)
    assert told.args == ["dog", bars.mapToGlobal(place)]
