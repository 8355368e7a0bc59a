"""Controls that answer one question together."""

import pytest
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout

from mmdesk.app.pages.train.choice import Choice


@pytest.mark.parametrize("arrangement", [QHBoxLayout, QVBoxLayout])
def test_several_controls_say_one_value(qtbot, arrangement):
    boxes = [QCheckBox("a"), QCheckBox("b")]
    choice = Choice(boxes, lambda: tuple(box.text() for box in boxes if box.isChecked()), arrangement)
    qtbot.addWidget(choice)
    assert (choice.controls, choice.value()) == (boxes, ())
    boxes[1].click()
    assert choice.value() == ("b",)


def test_one_control_needs_no_list(qtbot):
    box = QCheckBox()
    choice = Choice(box, box.isChecked)
    qtbot.addWidget(choice)
    assert (choice.controls, choice.value()) == ([box], False)
