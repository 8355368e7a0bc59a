"""The rows of a batch, sorted and filtered while answers come."""

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt

from mmdesk.app.pages.classify.batch_model import ANSWER, KNOWN, LABEL, PARTS, SAMPLE, SCORE, SETS, BatchModel, Wish
from mmdesk.app.services.parts import Many
from mmdesk.app.services.thumbnails import Thumbnails
from mmdesk.core.answers.batch import Answered
from mmdesk.core.answers.prediction import ModalityAnswer, Prediction
from mmdesk.core.answers.prediction_set import LabelSet
from mmdesk.core.datasets.example import Dataset, Example

ROWS = tuple(Example(number + 1, {"text": f"sample {number}"}, "", "") for number in range(4))


@pytest.fixture
def model(ready, qapp):
    parent = QObject()
    ready.batch.begin(Many(Dataset(Path(), ROWS), ROWS), None)
    yield BatchModel(ready.batch, Thumbnails(ready.collection.worker("batch", parent), parent), parent)
    parent.deleteLater()


def answer(ready, number, label, score):
    ready.batch._came((Answered(ROWS[number], Prediction(label, score, {}, {}, 0.5, "cpu", 1.0)),))


def numbers(model):
    return [model.number(row) for row in range(model.rowCount())]


def test_answers_that_come_later_are_put_in_order(model, ready, qtbot):
    answer(ready, 0, "cat", 0.4)
    model.sort(SCORE, Qt.SortOrder.DescendingOrder)
    answer(ready, 1, "dog", 0.9)
    qtbot.waitUntil(lambda: numbers(model)[0] == 1)
    answer(ready, 2, "cat", 0.7)
    ready.batch._came((Answered(ROWS[3], problem="broken"),))
    assert numbers(model) == [1, 2, 0, 3]
    assert model.row_of(3) == 3
    model.wish(Wish(problems=True))
    assert numbers(model) == [3]
    assert model.row_of(0) == -1


def test_what_has_no_label_cannot_be_ticked_or_corrected(model, ready):
    answer(ready, 0, "cat", 0.4)
    model.tick(range(4), True)
    assert model.ticked == {0}
    waiting = model.index(2, ANSWER)
    assert not model.flags(waiting) & Qt.ItemFlag.ItemIsEditable
    assert model.index(2, SAMPLE).data(Qt.ItemDataRole.CheckStateRole) is None
    assert not model.setData(model.index(0, ANSWER), "  "), "nothing is no label"
    assert model.setData(model.index(0, ANSWER), "lynx")
    assert model.answer(0) == "lynx"
    assert model.setData(model.index(0, SAMPLE), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert model.ticked == set()


def test_another_batch_begins_without_ticks(model, ready):
    answer(ready, 0, "cat", 0.4)
    model.tick(range(1), True)
    ready.batch.begin(Many(Dataset(Path(), ROWS[:2]), ROWS[:2]), None)
    assert model.rowCount() == 2
    assert model.ticked == set()


def test_rows_whose_parts_contradict_each_other_are_told_and_come_together(model, ready):
    own = {m: ModalityAnswer(0.5, 0.1, label, 0.9) for m, label in (("image", "cat"), ("text", "dog"))}
    for number, contradiction in enumerate((0.2, 0.95, 0.0, 0.8)):
        told = Prediction(*("cat", 0.9, {}, own, 0.5, "cpu", 1.0), contradiction=contradiction, conflict=contradiction > 0.5)
        ready.batch._came((Answered(ROWS[number], told),))
    assert model.conflicts == 2
    assert [model.index(row, PARTS).data() for row in range(4)] == ["", "contradict", "", "contradict"]
    tips = [model.index(row, PARTS).data(Qt.ItemDataRole.ToolTipRole) for row in range(2)]
    assert tips == ["", "picture: cat; words: dog"]
    model.sort(PARTS, Qt.SortOrder.DescendingOrder)
    assert numbers(model) == [1, 3, 0, 2]
    ready.batch.begin(Many(Dataset(Path(), ROWS[:2]), ROWS[:2]), None)
    assert model.conflicts == 0


def test_the_label_that_a_row_has_of_its_own_stands_beside_the_answer(model, ready):
    assert not model.labelled
    rows = tuple(Example(number + 1, {"text": f"sample {number}"}, label, "") for number, label in enumerate(["dog", "", "cat"]))
    ready.batch.begin(Many(Dataset(Path(), rows), rows), None)
    for row in rows:
        ready.batch._came((Answered(row, Prediction("cat", 0.5, {}, {}, 0.5, "cpu", 1.0)),))
    assert model.labelled
    assert [model.index(row, LABEL).data() for row in range(3)] == ["dog", "", "cat"]
    told = [model.index(row, LABEL).data(Qt.ItemDataRole.FontRole) for row in range(3)]
    assert [font is not None and font.bold() for font in told] == [True, False, False], "the answer is another one"
    model.sort(LABEL)
    assert numbers(model) == [1, 2, 0]
    model.setData(model.index(2, ANSWER), "dog")
    assert model.index(2, LABEL).data(Qt.ItemDataRole.FontRole) is None, "the person says the same now"


def test_rows_are_sorted_by_how_many_classes_cannot_be_excluded(model, ready):
    for number, few in enumerate((("cat",), ("cat", "dog", "fox"), ("cat", "dog"))):
        sets = LabelSet(0.9, few[:1]), LabelSet(0.95, few)
        ready.batch._came((Answered(ROWS[number], Prediction("cat", 0.5, {}, {}, 0.5, "cpu", 1.0, sets=sets)),))
    assert [model.index(row, SETS).data() for row in range(4)] == ["", "cat | dog | fox", "cat | dog", ""]
    model.sort(SETS, Qt.SortOrder.DescendingOrder)
    assert numbers(model)[:2] == [1, 2]
    model.choose(0.9)
    assert [model.index(row, SETS).data() for row in range(4)] == [""] * 4


def test_rows_that_are_none_of_the_classes_are_told_and_come_first(model, ready):
    for number, known in enumerate((0.9, 0.03, None, 0.01)):
        told = Prediction("cat", 0.9, {}, {}, 0.5, "cpu", 1.0, unknown=known is not None and known < 0.05, known=known)
        ready.batch._came((Answered(ROWS[number], told),))
    assert model.unknown == 2
    assert [model.index(row, KNOWN).data() for row in range(4)] == ["", "none of these", "", "none of these"]
    model.sort(KNOWN, Qt.SortOrder.AscendingOrder)
    assert numbers(model) == [3, 1, 0, 2]
    ready.batch.begin(Many(Dataset(Path(), ROWS[:2]), ROWS[:2]), None)
    assert model.unknown == 0
