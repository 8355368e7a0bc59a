import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from mmdesk.app.message_line import MessageLine


@pytest.fixture
def parts(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    line, button, field = MessageLine(), QPushButton("Do"), QLineEdit()
    layout = QVBoxLayout(window)
    for part in (line, button, field):
        layout.addWidget(part)
    window.show()
    with qtbot.waitActive(window):
        pass
    yield line, button, field
    window.close()


def test_it_goes_with_the_next_press_and_the_press_counts(parts, qtbot):
    line, button, _ = parts
    pressed = []
    button.clicked.connect(lambda: pressed.append(1))
    line.tell("no picture")
    qtbot.waitUntil(line.isVisible)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(line.isHidden)
    assert pressed == [1]


def test_it_goes_with_the_next_key(parts, qtbot):
    line, _, field = parts
    field.setFocus()
    line.tell("no picture")
    qtbot.keyClick(field, Qt.Key.Key_Shift)
    qtbot.keyClick(field, "a")
    qtbot.waitUntil(line.isHidden)
    assert field.text() == "a"


def test_what_the_act_itself_brings_stays(parts, qtbot):
    line, button, _ = parts
    button.clicked.connect(lambda: line.tell("still none"))
    line.tell("no picture")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.wait(1)
    assert (line.text(), line.isVisible()) == ("still none", True)


def test_it_can_be_marked_and_copied(parts, qtbot):
    line, _, _ = parts
    line.tell("no picture")
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    qtbot.wait(1)
    assert line.text() == "no picture"
