"""How a widget looks."""

import pytest
from PySide6.QtGui import QColor, QPalette


@pytest.fixture
def coloured(qtbot):
    """A shown widget whose foreground is pure red."""

    def show(widget, width=200, height=60):
        qtbot.addWidget(widget)
        palette = widget.palette()
        for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText, QPalette.ColorRole.Highlight):
            palette.setColor(role, QColor("#ff0000"))
        palette.setColor(QPalette.ColorRole.Base, QColor("#ffffff"))
        widget.setPalette(palette)
        widget.resize(width, height)
        widget.show()
        return widget

    return show


@pytest.fixture
def red():
    """Whether a widget is red at a place."""

    def is_red(widget, x, y):
        colour = widget.grab().toImage().pixelColor(x, y)
        return colour.red() > 200 and colour.green() < 80 and colour.blue() < 80

    return is_red
