"""Held from press to release, wherever the mouse is."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from mmdesk.app.widgets.hold_button import HoldButton

LEFT = Qt.MouseButton.LeftButton
AWAY = QPoint(300, 200)


@pytest.fixture
def told():
    return []


@pytest.fixture
def button(qtbot, told):
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    button = HoldButton("Hold")
    page.above = QLineEdit()
    column.addWidget(page.above)
    column.addWidget(button)
    button.held.connect(lambda: told.append("held"))
    button.let_go.connect(lambda: told.append("let go"))
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    button.page = page
    return button


def test_it_is_held_until_the_release_wherever_that_is(button, told, qtbot):
    qtbot.mousePress(button, LEFT)
    held = Qt.MouseButton.LeftButton
    for point in (AWAY, QPoint(5, 5), AWAY):
        move = QMouseEvent(QEvent.Type.MouseMove, QPointF(point), QPointF(point), held, held, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(button, move)
    button.move(button.pos() + QPoint(0, 500))  # away from the mouse
    assert told == ["held"]
    assert button.isDown()
    qtbot.mouseRelease(button, LEFT, pos=AWAY)
    assert told == ["held", "let go"]
    assert not button.isDown()


def test_the_space_bar_holds_it_too_however_often_it_repeats(button, told, qtbot):
    button.setFocus()
    qtbot.keyPress(button, Qt.Key.Key_Space)
    assert told == ["held"]
    qtbot.keyRelease(button, Qt.Key.Key_Space)
    assert told == ["held", "let go"]


@pytest.mark.parametrize("how", ["hide", "disable", "focus"])
def test_it_is_let_go_when_it_cannot_be_held_any_more(button, told, qtbot, how):
    button.setFocus()
    qtbot.mousePress(button, LEFT)
    {"hide": button.hide, "disable": lambda: button.setEnabled(False), "focus": button.parent().above.setFocus}[how]()
    assert told == ["held", "let go"]
    qtbot.mouseRelease(button, LEFT)
    assert told == ["held", "let go"]


def test_another_mouse_button_does_nothing(button, told, qtbot):
    qtbot.mousePress(button, Qt.MouseButton.RightButton)
    qtbot.mouseRelease(button, Qt.MouseButton.RightButton)
    assert told == []
