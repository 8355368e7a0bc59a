"""Which rows are selected, and what is selected again when the table is another."""

from array import array

import pytest
from PySide6.QtCore import QObject, Signal

from mmdesk.app.pages.data.table.rows_model import RowsModel
from mmdesk.app.pages.data.table.rows_view import RowsView
from mmdesk.app.pages.data.table.selection import MAX_RESELECTED, Selection
from mmdesk.core.projects.rows import Row

ROWS = tuple(Row(key, {"text": f"words {key}"}, "cat", "") for key in range(MAX_RESELECTED + 1))


class NoPictures(QObject):
    came = Signal()

    def pixmap(self, cell, ratio):
        return None


@pytest.fixture
def model(qapp):
    pictures = NoPictures()
    model = RowsModel(pictures)
    model.show(ROWS[:10], array("i", range(10)))
    yield model
    model.deleteLater()
    pictures.deleteLater()


@pytest.fixture
def selection(model, qtbot):
    table = RowsView(model)
    qtbot.addWidget(table)
    return Selection(table, model)


def show(model, *keys):
    rows = tuple(ROWS[key] for key in keys)
    model.show(rows, array("i", range(len(rows))))


def test_rows_are_selected_by_their_keys_as_far_as_they_are_shown(selection, qtbot):
    with qtbot.waitSignals([selection.changed, selection.current_changed]):
        selection.select(frozenset({2, 5, 70}))
    assert (selection.keys(), selection.count, selection.current.key) == ([2, 5], 2, 2)


def test_what_is_still_there_is_selected_again_wherever_it_is(selection, model):
    selection.select(frozenset({2, 5}))
    kept = selection.kept()
    show(model, 9, 5, 4)
    assert selection.count == 0
    selection.take_up(kept)
    assert (selection.keys(), selection.current.key) == ([5], 5)


def test_where_all_have_gone_the_keyboard_stays_on_the_line(selection, model):
    for left, there in (((0, 1, 6), 6), ((0, 1), 1)):
        show(model, *range(10))
        selection.select(frozenset({2, 5}))
        kept = selection.kept()
        show(model, *left)
        selection.take_up(kept)
        assert selection.current.key == there


def test_of_very_many_none_is_selected_again(selection, model):
    show(model, *range(MAX_RESELECTED + 1))
    selection.select(frozenset(range(MAX_RESELECTED + 1)))
    assert selection.kept().keys == frozenset()


def test_the_keyboard_goes_on_to_the_ends_and_no_further(selection):
    selection.go_on(1)
    assert selection.current.key == 0
    for step, key in ((4, 4), (-9, 0), (99, 9)):
        selection.go_on(step)
        assert selection.current.key == key


def test_a_table_without_rows_has_no_row_with_the_keyboard(selection, model):
    selection.select(frozenset({2}))
    kept = selection.kept()
    show(model)
    selection.take_up(kept)
    selection.go_on(1)
    assert selection.current is None
