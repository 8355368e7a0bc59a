"""The column with the places."""

import pytest
from PySide6.QtCore import Qt

from mmdesk.app.widgets.rail import Rail


@pytest.fixture
def rail(qtbot):
    rail = Rail()
    for title in ("Classify", "Data", "Train"):
        rail.add(title)
    rail.set_current(0)
    qtbot.addWidget(rail)
    rail.show()
    qtbot.waitExposed(rail)
    return rail


def test_a_click_chooses_the_place_and_lets_the_one_before_go(rail, qtbot):
    with qtbot.waitSignal(rail.chosen, check_params_cb=lambda number: number == 2):
        qtbot.mouseClick(rail.buttons[2], Qt.MouseButton.LeftButton)
    assert [button.isChecked() for button in rail.buttons] == [False, False, True]


def test_the_keyboard_chooses_a_place_at_once(rail, qtbot):
    chosen = []
    rail.chosen.connect(chosen.append)
    qtbot.keyClick(rail, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert chosen == [1]
    assert [button.isChecked() for button in rail.buttons] == [False, True, False]


def test_setting_the_place_tells_nobody(rail, qtbot):
    with qtbot.assertNotEmitted(rail.chosen):
        rail.set_current(1)
    assert rail.buttons[1].isChecked()
