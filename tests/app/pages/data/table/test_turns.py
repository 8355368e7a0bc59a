"""Threads take shorter turns while rows are seen."""

import sys

import pytest
from PySide6.QtWidgets import QWidget

from mmdesk.app.pages.data.table import turns


def test_the_last_view_that_goes_brings_the_usual_turns_back(qtbot):
    one, other = QWidget(), QWidget()
    qtbot.addWidget(one)
    qtbot.addWidget(other)
    turns.shown(one)
    turns.shown(other)
    turns.hidden(one)
    assert sys.getswitchinterval() == pytest.approx(turns.TURN_SECONDS)
    turns.hidden(other)
    assert sys.getswitchinterval() == pytest.approx(turns.USUAL_TURN_SECONDS)
