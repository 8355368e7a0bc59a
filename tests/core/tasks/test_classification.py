from dataclasses import dataclass

import pytest

from mmdesk.core.errors import DatasetError
from mmdesk.core.tasks.classification import Classification

TASK = Classification()


@dataclass
class Row:
    label: str
    split: str


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([Row("cat", "train"), Row("cat", "val")], "only the class cat"),
        ([Row("cat", "train"), Row("cat", "val"), Row("dog", "train")], "one sample only: dog"),
        ([Row("cat", "train"), Row("cat", "val"), Row("dog", "val"), Row("dog", "val")], "without training rows: dog"),
    ],
)
def test_labels_of_which_no_classes_can_be_learned_are_refused(rows, words):
    with pytest.raises(DatasetError, match=words):
        TASK.check_labels("pets", sorted({row.label for row in rows}), rows)


def test_anything_is_a_class_and_stays_with_its_like():
    assert TASK.problem_of("3.5") is None
    assert TASK.stratum("cat") == "cat"
    groups, group_of = TASK.groups(["b", "a"])
    assert (list(groups), group_of("a")) == (["b", "a"], "a")


def test_an_answer_is_a_label_with_its_score():
    assert TASK.answer("cat", 0.9) == {"label": "cat", "score": 0.9}
    assert TASK.copied("cat", 0.9) == "cat\t0.9000"
    assert TASK.agree("cat", ["cat", "cat"])
    assert not TASK.agree("cat", ["cat", "dog"])


def test_reports_have_no_errors_of_numbers():
    assert TASK.named_figures({"val_accuracy": 0.5, "val_mae": None, "val_unimodal_mae": {}}) == {"val_accuracy": 0.5}
    assert TASK.quality_words(0.5) == "accuracy 50.0%"
    assert TASK.result_words(0.5, None) == "validation accuracy 50.0%"
    assert TASK.described(["cat", "dog"]) == "samples of 2 classes"
