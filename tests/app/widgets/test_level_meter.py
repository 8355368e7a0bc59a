import pytest
from PySide6.QtGui import QColor, QPalette

from mmdesk.app.widgets.level_meter import LevelMenu, LevelMeter, share_of


@pytest.mark.parametrize(("peak", "share"), [(1, 1), (0.1, 2 / 3), (0.001, 0), (0, 0), (2, 1), (1e-9, 0)])
def test_the_scale_is_that_of_decibels(peak, share):
    assert share_of(peak) == pytest.approx(share)


def test_it_rises_at_once_and_falls_slowly(coloured, red):
    meter = coloured(LevelMeter(), 100, 16)
    meter.set_level(0.5, False)
    high = meter.share
    assert red(meter, 50, 8)
    meter.set_level(0, False)
    assert 0.8 * high < meter.share < high
    for _ in range(60):
        meter.set_level(0, False)
    assert meter.share < 0.01
    meter.set_level(1, True)
    meter.clear()
    assert meter.share == 0


def test_a_menu_shows_the_level_of_each_entry_that_has_one(qtbot, red):
    menu = LevelMenu()
    qtbot.addWidget(menu)
    loud, silent, none = (menu.addAction(name) for name in ("one", "two", "three"))
    menu.set_level(loud, 1.0)
    menu.set_level(silent, 0.0)
    palette = menu.palette()
    palette.setColor(QPalette.ColorRole.Link, QColor("#ff0000"))
    menu.setPalette(palette)
    menu.resize(200, menu.sizeHint().height())
    places = [menu.actionGeometry(action) for action in (loud, silent)]
    assert [red(menu, place.right() - 40, place.center().y()) for place in places] == [True, False]
    assert [menu.share(action) for action in (loud, silent, none)] == [1, 0, None]
    menu.forget_levels()
    assert menu.share(loud) is None
