import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

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
