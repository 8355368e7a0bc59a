import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QTabBar,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)

from mmdesk.app.widgets.page_area import PageArea

WORDS = "words that break into many lines where there is little room " * 8


@pytest.fixture
def area(qtbot):
    area = PageArea()
    qtbot.addWidget(area)
    content = QWidget()
    column = QVBoxLayout(content)
    area.labels = [QLabel(WORDS) for _ in range(3)]
    for label in area.labels:
        label.setWordWrap(True)
        column.addWidget(label)
    column.addStretch()
    area.setWidget(content)
    area.resize(240, 200)
    area.show()
    qtbot.waitExposed(area)
    return area


def shown_whole(label):
    return label.height() >= label.heightForWidth(label.width())


def test_words_that_break_keep_their_height_and_the_page_scrolls(area, qtbot):
    qtbot.waitUntil(lambda: all(map(shown_whole, area.labels)))
    assert area.verticalScrollBar().maximum() > 0


def test_more_words_make_it_taller_and_more_room_less(area, qtbot):
    qtbot.waitUntil(lambda: all(map(shown_whole, area.labels)))
    before = area.widget().height()
    area.labels[0].setText(WORDS * 2)
    qtbot.waitUntil(lambda: area.widget().height() > before)
    area.labels[0].setText("few")
    area.resize(1600, 400)
    qtbot.waitUntil(lambda: area.widget().minimumHeight() < before / 2)
    assert all(map(shown_whole, area.labels))


def test_a_page_that_cannot_be_moved_sideways_gets_the_width_that_it_needs(area, qtbot):
    assert area.minimumSizeHint().width() < 200
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    before = area.minimumSizeHint().width()
    area.labels[0].setMinimumWidth(before + 300)
    qtbot.waitUntil(lambda: area.minimumSizeHint().width() >= before + 300)
    around = QWidget()
    qtbot.addWidget(around)
    row = QHBoxLayout(around)
    row.addWidget(QLabel("beside it"), 1)
    row.addWidget(area)
    around.resize(400, 200)
    around.show()
    qtbot.waitUntil(lambda: area.viewport().width() >= area.widget().width())
    assert area.horizontalScrollBar().maximum() == 0
    area.setParent(None)


@pytest.fixture
def fields(area, qtbot):
    """Fields on the page, all with the middle of what they can be."""
    fields = [QComboBox(), QSpinBox(), QDoubleSpinBox(), QTabBar()]
    fields[0].addItems("abc")
    fields[0].setCurrentIndex(1)
    for name in "abc":
        fields[3].addTab(name)
    fields[3].setCurrentIndex(1)
    for box in fields[1:3]:
        box.setValue(5)
    area.resize(240, 300)
    for number, field in enumerate(fields):
        area.widget().layout().insertWidget(number, field)
    area.labels[0].setText(WORDS * 3)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 200)
    qtbot.waitUntil(lambda: all(field.focusPolicy() != Qt.FocusPolicy.WheelFocus for field in fields))
    return fields


def value(field):
    return field.currentIndex() if isinstance(field, (QComboBox, QTabBar)) else field.value()


def turn(widget, steps=-1):
    """Turn the wheel over a widget's left side, as the window system tells it."""
    place = QPoint(8, widget.rect().center().y())
    outer = widget.window()
    QTest.wheelEvent(outer.windowHandle(), widget.mapTo(outer, place), QPoint(0, 120 * steps))


def test_the_wheel_over_a_field_scrolls_the_page_and_changes_nothing(area, fields, qtbot):
    for field in fields:
        area.verticalScrollBar().setValue(0)
        before = value(field)
        field.clearFocus()
        turn(field)
        assert area.verticalScrollBar().value() > 0, field
        assert value(field) == before
        assert not field.hasFocus()


def test_a_field_with_the_focus_takes_the_wheel(area, fields, qtbot):
    area.activateWindow()
    for field in fields:
        area.verticalScrollBar().setValue(0)
        before = value(field)
        field.setFocus()
        qtbot.waitUntil(field.hasFocus)
        turn(field)
        assert value(field) != before
        assert area.verticalScrollBar().value() == 0


def test_a_table_on_the_page_lets_the_wheel_through_at_its_ends(area, qtbot):
    table = QTableWidget(40, 1)
    table.setFixedHeight(120)
    table.setVerticalScrollMode(QTableWidget.ScrollMode.ScrollPerPixel)
    area.widget().layout().insertWidget(0, table)
    qtbot.waitUntil(lambda: table.verticalScrollBar().maximum() > 0 and area.verticalScrollBar().maximum() > 200)
    turn(table.viewport())
    assert table.verticalScrollBar().value() > 0
    assert area.verticalScrollBar().value() == 0
    table.scrollToBottom()
    turn(table.viewport())
    assert area.verticalScrollBar().value() > 0


def test_a_part_is_brought_into_sight_only_if_it_is_not_there(area, qtbot):
    bar = area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(3)
    area.bring(area.labels[2])
    moved = bar.value()
    assert moved > 3
    area.bring(area.labels[2])
    assert bar.value() == moved
    area.bring(area.labels[0])
    assert bar.value() < moved
