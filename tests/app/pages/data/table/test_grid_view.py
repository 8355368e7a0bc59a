"""Pictures of rows, drawn by the view itself."""

from array import array

import pytest
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAccessible

from mmdesk.app.pages.data.table.grid_cells import NAMED, SIDES
from mmdesk.app.pages.data.table.grid_view import GridView
from mmdesk.app.pages.data.table.rows_model import RowsModel
from mmdesk.app.services.thumbnails import Thumbnails
from mmdesk.app.system.workers import Worker
from mmdesk.core.projects.query import Group
from mmdesk.core.projects.rows import Row

ROWS = tuple(Row(key, {"text": f"words {key}"}, "cat" if key < 30 else "dog") for key in range(60))


@pytest.fixture
def view(qtbot):
    parent = QObject()
    worker = Worker("grid", parent)
    thumbnails = Thumbnails(worker, parent)
    model = RowsModel(thumbnails, parent)
    model.show(ROWS, array("i", range(60)))
    view = GridView(model, thumbnails, lambda group: (f"{group.label}: {group.count}", 0.5))
    qtbot.addWidget(view)
    view.keep = parent
    view.resize(500, 300)
    view.show()
    qtbot.waitExposed(view)
    yield view
    assert worker.close(10)


def test_every_cell_is_found_where_qt_is_told_that_it_is(view):
    for line in range(0, 60, 7):
        index = view.model().index(line, 0)
        view.scrollTo(index)
        assert view.viewport().rect().contains(view.visualRect(index))
        assert view.indexAt(view.visualRect(index).center()).row() == line
    assert not view.indexAt(QPoint(490, 299)).isValid()


def test_who_hears_the_window_hears_the_cell_with_the_keyboard(view, qtbot, monkeypatch):
    heard = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: heard.append(event.message()))
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    view.setCurrentIndex(view.model().index(0, 0))
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert "words 1" in view.accessibleDescription()
    assert "cat" in view.accessibleDescription()
    assert heard[-1] == view.accessibleDescription()
    view.setCurrentIndex(view.model().index(40, 0))
    assert "dog" in heard[-1]


def test_zooming_keeps_the_middle_in_sight(view):
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
    middle = view._layout.nearest(QPoint(0, view.verticalOffset() + view.viewport().height() // 2))
    for step in (1, 1, -1, -1, -1):
        view.zoom(step)
        seen = view.visualRect(view.model().index(middle, 0))
        assert seen.intersects(view.viewport().rect())
    for step in (-1, 1):
        for _ in range(len(SIDES)):
            view.zoom(step)
        assert view.side == SIDES[0 if step < 0 else -1]


def test_heads_stand_above_their_classes_and_words_in_place_of_pictures(view):
    view.set_groups((Group("cat", 0, 30, 30), Group("dog", 30, 30, 30)))
    before = view.viewport().grab().toImage()
    view.set_groups(())
    assert view.viewport().grab().toImage() != before
    assert view._layout.head == 0
    view.set_side(NAMED)
    view.viewport().grab()


def test_groups_of_other_rows_wait_for_theirs(view):
    view.set_groups((Group("cat", 0, 3, 3),))
    assert view._layout.head == 0, "they are of rows that are not shown yet"
