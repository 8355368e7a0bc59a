"""The rows as Qt sees them."""

from array import array

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QPixmap

from mmdesk.app.pages.data.table.rows_model import NUMBER, RowsModel, orders
from mmdesk.core.projects.rows import Row

LABEL, PICTURE, SOUND, SPLIT, WORDS = map(orders().index, ("label", "image", "audio", "split", "text"))

ROWS = (
    Row(0, {"image": "a/cat.png", "text": "meow\n  purr"}, "cat", "train"),
    Row(4, {"text": "woof " * 100, "audio": "b/dog.wav"}, "dog", ""),
    Row(5, {"image": "broken.png"}, "", "night"),
)


class NoPictures(QObject):
    """Has a broken picture only."""

    came = Signal()

    def pixmap(self, cell, ratio):
        return QPixmap() if cell == ("image", "broken.png") else None


@pytest.fixture
def model(qapp):
    pictures = NoPictures()
    model = RowsModel(pictures)
    model.show(ROWS, array("i", [0, 1, 2]))
    yield model
    model.deleteLater()
    pictures.deleteLater()


def said(model, line, column, role=Qt.ItemDataRole.DisplayRole):
    return model.data(model.index(line, column), role)


def test_a_row_in_words(model):
    assert [said(model, 0, column) for column in range(6)] == ["1", "", "meow purr", "", "cat", "training"]
    assert said(model, 1, SOUND) == "♪ dog.wav"
    assert len(said(model, 1, WORDS)) < 200
    assert said(model, 2, SPLIT) == "night"
    assert said(model, 2, PICTURE) == "⚠ broken.png"


def test_those_who_do_not_see_hear_the_name_of_the_picture(model):
    assert said(model, 0, PICTURE, Qt.ItemDataRole.AccessibleTextRole) == "a/cat.png"


def test_rows_are_shown_in_another_order(model, qtbot):
    with qtbot.waitSignal(model.modelReset):
        assert not model.show(ROWS, array("i", [2, 0]))
    assert model.rowCount() == 2
    assert said(model, 0, NUMBER) == "6"
    assert model.keys([1, 0]) == [0, 5]
    assert model.lines_of(frozenset({0, 4})) == [1]


def test_other_words_do_not_reset_the_table(model, qtbot):
    changed = (ROWS[0]._replace(label="fox"), *ROWS[1:])
    with qtbot.waitSignal(model.dataChanged), qtbot.assertNotEmitted(model.modelReset):
        assert model.show(changed, array("i", [0, 1, 2]))
    assert said(model, 0, LABEL) == "fox"


def test_rows_with_problems_are_marked(model):
    model.mark(frozenset({4}))
    assert [said(model, line, NUMBER) for line in range(3)] == ["1", "5 ⚠", "6"]
