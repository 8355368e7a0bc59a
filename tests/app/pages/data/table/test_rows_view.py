"""What the table draws."""

from array import array

import pytest
from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QColor, QPalette, QPixmap

from mmdesk.app.pages.data.table.rows_model import NUMBER, RowsModel, orders
from mmdesk.app.pages.data.table.rows_view import MARGIN, NARROW_LABEL, WIDEST_LABEL, RowsView
from mmdesk.core.projects.rows import Row

PICTURE, SOUND, WORDS = map(orders().index, ("image", "audio", "text"))

ROWS = tuple(Row(key, {"image": "red.png" if key % 2 else "", "text": f"words {key}"}, "cat", "") for key in range(200))
RED, GROUND, CHOSEN, INK = "#ff0000", "#ffffff", "#00ff00", "#000000"


class RedPictures(QObject):
    came = Signal()

    def pixmap(self, cell, ratio):
        pixmap = QPixmap(20, 30)
        pixmap.fill(QColor(RED))
        return pixmap


@pytest.fixture
def view(qtbot):
    pictures = RedPictures()
    model = RowsModel(pictures)
    model.show(ROWS, array("i", range(len(ROWS))))
    view = RowsView(model)
    palette = QPalette()
    for role, colour in (("Base", GROUND), ("Text", INK), ("Highlight", CHOSEN), ("HighlightedText", INK)):
        palette.setColor(QPalette.ColorRole[role], QColor(colour))
    view.setPalette(palette)
    qtbot.addWidget(view)
    view.resize(700, 400)
    with qtbot.waitExposed(view):
        view.show()
    yield view
    model.deleteLater()
    pictures.deleteLater()


def colours(view, line, column):
    """All that are seen in a cell."""
    image = view.viewport().grab(view.visualRect(view.model().index(line, column))).toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def test_a_picture_fills_as_much_of_its_cell_as_it_is_large(view):
    image = view.viewport().grab(view.visualRect(view.model().index(1, PICTURE))).toImage()
    red = [(x, y) for x in range(image.width()) for y in range(image.height()) if image.pixelColor(x, y).name() == RED]
    ratio = image.devicePixelRatio()
    assert len(red) == pytest.approx(20 * 30 * ratio**2)
    top, bottom = min(y for _, y in red), image.height() - 1 - max(y for _, y in red)
    assert abs(top - bottom) <= 1
    assert colours(view, 4, PICTURE) == {GROUND}


def test_words_are_written_in_the_colour_of_words(view):
    assert {GROUND, INK} <= colours(view, 4, WORDS)
    assert colours(view, 4, SOUND) == {GROUND}


def test_what_is_selected_is_seen(view):
    view.selectRow(2)
    assert {CHOSEN, INK} <= colours(view, 2, WORDS)
    assert GROUND not in colours(view, 2, SOUND)
    assert CHOSEN not in colours(view, 1, WORDS)


def test_the_row_with_the_keyboard_has_a_frame(view, qtbot):
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    view.selectRow(2)
    frame = view.palette().color(QPalette.ColorRole.Accent).name()
    assert frame in colours(view, 2, SOUND)
    view.clearFocus()
    assert frame not in colours(view, 2, SOUND)


def test_rows_at_the_end_and_the_room_below_them(view):
    view.scrollToBottom()
    assert {GROUND, INK} <= colours(view, len(ROWS) - 1, WORDS)
    view.model().show(ROWS, array("i", [0]))
    below = QRect(0, view.rowHeight(0) + 10, 100, 100)
    image = view.viewport().grab(below).toImage()
    assert {image.pixelColor(x, y).name() for x in range(100) for y in range(100)} == {GROUND}
    view.model().show((), array("i"))
    view.viewport().grab()


def test_long_words_are_cut_and_stay_in_their_cell(view):
    view.clearFocus()
    view.model().show((Row(0, {"text": "M" * 150}, "", ""),), array("i", [0]))
    assert INK in colours(view, 0, WORDS)
    assert colours(view, 0, SOUND) == {GROUND}


def test_from_right_to_left_the_number_stands_at_the_right_and_pictures_too(view):
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    cell = view.visualRect(view.model().index(1, PICTURE))
    assert view.visualRect(view.model().index(1, NUMBER)).left() > cell.left()
    image = view.viewport().grab(cell).toImage()
    red = [x for x in range(image.width()) if image.pixelColor(x, image.height() // 2).name() == RED]
    assert image.width() - 1 - max(red) < min(red)


def test_parts_that_no_row_has_leave_their_room_to_others(view):
    label = orders().index("label")
    view.fit_columns({"image", "text"}, ("cat",), narrow=False)
    assert [view.isColumnHidden(column) for column in (PICTURE, WORDS, SOUND)] == [False, False, True]
    before = view.columnWidth(label)
    view.fit_columns({"image"}, ("cat",), narrow=False)
    assert view.isColumnHidden(WORDS)
    assert view.columnWidth(label) > before, "no words take what is left"
    view.fit_columns({"image", "text"}, ("cat",), narrow=False)
    assert view.columnWidth(label) == before, "with words it is as it was"
    assert sum(map(view.columnWidth, range(view.model().columnCount()))) <= view.viewport().width()
    view.fit_columns(frozenset(), (), narrow=False)
    assert not any(view.isColumnHidden(column) for column in (PICTURE, WORDS, SOUND)), "without rows all have their columns"


def test_labels_have_the_room_that_they_need_within_bounds(view):
    label, name = orders().index("label"), "a class whose name has forty characters!"
    view.fit_columns({"text"}, (name, "cat"), narrow=False)
    assert view.columnWidth(label) == min(view.fontMetrics().horizontalAdvance(name) + 2 * MARGIN, WIDEST_LABEL)
    view.setColumnWidth(label, 99)
    view.fit_columns({"text"}, (name, "cat"), narrow=False)
    assert view.columnWidth(label) == 99, "the person made it so"
    view.fit_columns({"text"}, (name, "cat"), narrow=True)
    assert view.columnWidth(label) == NARROW_LABEL
