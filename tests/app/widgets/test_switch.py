import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from mmdesk.app.system.theme import palette
from mmdesk.app.widgets.switch import Switch
from mmdesk.core.palette import DARK, LIGHT


def test_it_is_on_at_first_and_toggles_by_mouse_and_keyboard(coloured, qtbot):
    switch = coloured(Switch())
    assert switch.isChecked()
    qtbot.mouseClick(switch, Qt.MouseButton.LeftButton)
    assert not switch.isChecked()
    qtbot.keyClick(switch, Qt.Key.Key_Space)
    assert switch.isChecked()


def test_it_shines_only_while_it_is_on(coloured, red):
    switch = coloured(Switch(), 40, 26)
    assert red(switch, 8, 13)
    switch.setChecked(False)
    assert not any(red(switch, x, 13) for x in range(40))


def test_on_and_off_differ_in_place_too(coloured):
    switch = coloured(Switch(), 40, 26)
    on = switch.grab().toImage().pixelColor(29, 13)
    switch.setChecked(False)
    assert switch.grab().toImage().pixelColor(29, 13) != on


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_off_it_stands_out_from_the_card(qtbot, colours):
    switch = Switch()
    qtbot.addWidget(switch)
    switch.setPalette(palette(colours))
    switch.resize(40, 26)
    switch.setChecked(False)
    image = switch.grab().toImage()
    assert QColor(colours.soft) in [image.pixelColor(x, 13) for x in range(40)]
    assert image.pixelColor(13, 13) == QColor(colours.soft), "so does its knob"
