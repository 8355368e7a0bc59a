import pytest
from PySide6.QtGui import QImage

from mmdesk.app.widgets.chart_view import ChartView

RED = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{1}"><rect width="{0}" height="{1}" fill="#ff0000"/></svg>'


@pytest.fixture
def view(qtbot):
    view = ChartView((200, 100))
    qtbot.addWidget(view)
    view.resize(200, 100)
    view.show()
    return view


def test_it_draws_for_the_size_that_it_has(view):
    sizes = []
    view.set_drawing(lambda size: sizes.append(size) or RED.format(*size), "all is red")
    view.resize(300, 150)
    assert sizes[0] == (200, 100)
    assert (300, 150) in sizes
    assert view.grab().toImage().pixelColor(250, 140).name() == "#ff0000"
    assert view.accessibleDescription() == "all is red"


@pytest.mark.parametrize("ending", ["svg", "png"])
def test_it_is_saved_as_a_drawing_or_a_picture(view, tmp_path, ending):
    view.set_drawing(lambda size: RED.format(*size))
    file = tmp_path / f"chart.{ending}"
    view.save(file)
    image = QImage(str(file))
    assert image.pixelColor(10, 10).name() == "#ff0000"
    assert image.width() == (400 if ending == "png" else 200)


def test_a_place_that_cannot_be_written_is_told(view, tmp_path, qtbot):
    view.set_drawing(lambda size: RED.format(*size))
    for name in ("missing/chart.svg", "missing/chart.png"):
        with qtbot.waitSignal(view.failed) as signal:
            view._save(str(tmp_path / name))
        assert signal.args == [str(tmp_path / name)]


def test_without_a_drawing_it_is_empty(view):
    assert view.svg() == ""
    view.grab()
