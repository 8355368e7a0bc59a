from PySide6.QtCore import Qt

from mmdesk.app.widgets.switch import Switch


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
