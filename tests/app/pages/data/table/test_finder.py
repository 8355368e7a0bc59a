"""Rows are looked for in another thread."""

import pytest

from mmdesk.app.pages.data.table.finder import Finder


@pytest.fixture
def finder(session, folder, qtbot):
    finder = Finder(session.collection)
    with qtbot.waitSignal(finder.found) as told:
        session.collection.open(folder)
    places = told.args[0].places
    assert list(places) == list(range(10))
    yield finder
    finder.deleteLater()


def test_wishes_add_up(finder, qtbot):
    with qtbot.waitSignal(finder.found):
        finder.look(label="cat")
    with qtbot.waitSignal(finder.found) as told:
        finder.look(present="audio", descending=True)
    assert list(told.args[0].places) == [2, 0]


def test_an_edit_is_found_again(finder, session, qtbot):
    with qtbot.waitSignal(finder.found):
        finder.look(label="cat")
    with qtbot.waitSignal(finder.found) as told:
        session.collection.edits.relabel([0], "dog")
    assert list(told.args[0].places) == [2, 4, 6, 8]
    qtbot.waitUntil(lambda: session.collection.saved)


def test_the_same_wish_is_no_work(finder):
    finder.look(label=None)
    assert not finder.busy
