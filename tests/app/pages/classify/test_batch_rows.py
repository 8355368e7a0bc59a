"""What a row of a batch is called, and what is told of its answer."""

from dataclasses import replace

from mmdesk.app.pages.classify.batch_rows import are_labelled, in_conflict, label_of_row, name_of_row
from mmdesk.core.answers.batch import Answered
from mmdesk.core.answers.prediction import Prediction
from mmdesk.core.datasets.example import Example, Item, Skipped

CAT = Prediction("cat", 0.9, {"cat": 0.9}, {}, 0.5, "cpu", 1.0)


def test_a_row_is_called_by_its_files_its_words_or_its_number(tmp_path):
    assert name_of_row(Example(1, {"image": Item(tmp_path / "a.png")}, "", "")) == "a.png"
    assert name_of_row(Example(1, {"text": "one\ntwo"}, "", "")) == "one two"
    assert name_of_row(Skipped(7, "broken")) == "#7"


def test_labels_tell_rows_apart_where_there_are_several():
    rows = [Example(1, {}, "cat", ""), Example(2, {}, "dog", ""), Skipped(3, "broken")]
    assert [label_of_row(row) for row in rows] == ["cat", "dog", ""]
    assert are_labelled(rows)
    assert not are_labelled(rows[::2])


def test_only_an_answer_is_in_conflict():
    row = Example(1, {}, "", "")
    told = [Answered(row, problem="broken"), Answered(row, CAT), Answered(row, replace(CAT, conflict=True))]
    assert [in_conflict(answered) for answered in told] == [False, False, True]
