"""Names above a matrix."""

import pytest
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QTableView

from mmdesk.app.pages.judge.names_header import LONGEST, MARGIN, NamesHeader


@pytest.fixture
def table(qtbot):
    table = QTableView()
    qtbot.addWidget(table)
    table.setModel(QStandardItemModel(3, 3))
    table.heads = NamesHeader()
    table.setHorizontalHeader(table.heads)
    table.heads.setDefaultSectionSize(60)
    table.show()
    return table


def named(table, *names):
    table.model().setHorizontalHeaderLabels(names)
    table.heads.measure()
    return table.heads


def test_short_names_lie_and_long_ones_stand(table):
    heads = named(table, "a", "b", "c")
    assert not heads.upright
    low = heads.sizeHint().height()
    heads = named(table, "a", "b", "a longer name")
    assert heads.upright
    assert low < heads.sizeHint().height() <= LONGEST + 2 * MARGIN
    heads = named(table, "a", "b", "a name that is so long that nobody would like to read all of it here")
    assert heads.sizeHint().height() == LONGEST + 2 * MARGIN
    assert not table.grab().isNull()


def test_names_have_their_room_in_larger_text_too(table):
    heads = named(table, "class 000", "class 001", "class 002")
    before = heads.sizeHint().height()
    font = heads.font()
    font.setPointSizeF(2 * font.pointSizeF())
    heads.setFont(font)
    assert heads.upright
    assert heads.sizeHint().height() > before
    assert heads.sizeHint().height() == heads.fontMetrics().horizontalAdvance("class 000") + 2 * MARGIN
