"""Table or grid."""

import pytest
from PySide6.QtCore import Qt

from mmdesk.app.pages.data.table.view_switch import ViewSwitch


@pytest.fixture
def switch(theme, qtbot):
    switch = ViewSwitch(theme)
    qtbot.addWidget(switch)
    switch.show()
    switch.activateWindow()
    qtbot.waitUntil(switch.isActiveWindow)
    return switch


def test_one_of_the_two_is_down(switch, qtbot):
    assert switch.table.isChecked()
    with qtbot.waitSignal(switch.grid_chosen) as told:
        qtbot.mouseClick(switch.grid, Qt.MouseButton.LeftButton)
    assert told.args == [True]
    assert not switch.table.isChecked()
    with qtbot.waitSignal(switch.grid_chosen) as told:
        qtbot.keyClick(switch, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert told.args == [False]
