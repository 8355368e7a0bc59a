from dataclasses import dataclass

import pytest

from mmdesk.core.errors import DatasetError
from mmdesk.core.tasks.numbers import TargetScale
from mmdesk.core.tasks.regression import Regression

TASK = Regression()


@dataclass
class Row:
    label: str
    split: str


def test_one_number_alone_is_not_learned():
    with pytest.raises(DatasetError, match="only the number 7"):
        TASK.check_labels("set", ["7", "8"], [Row("7", "train"), Row("7.0", "train"), Row("8", "val")])
    TASK.check_labels("set", ["7", "8"], [Row("7", "train"), Row("8", "train")])


def test_what_is_no_number_is_told():
    assert TASK.problem_of("many") == "The label many is not a number."
    assert TASK.problem_of("3") is None
    assert TASK.stratum("3") == TASK.stratum("4")


def test_an_answer_is_a_number():
    assert TASK.answer("2.35", 2.3456) == {"value": 2.3456}
    assert TASK.copied("2.35", 2.3456) == "2.3456"
    assert TASK.agree("2", ["3"])


def test_reports_call_r2_by_its_name():
    assert TASK.named_figures({"val_accuracy": 0.5, "val_mae": 2.0}) == {"val_r2": 0.5, "val_mae": 2.0}
    assert TASK.quality_words(0.5) == "R2 0.500"
    assert TASK.result_words(0.5, 2.0) == "validation R2 0.500, mean error 2"
    assert TASK.described(["1", "3"]) == "samples with numbers from 1 to 3"
    assert TASK.scale(["1", "3"]) == TargetScale(2, 1)


@pytest.mark.parametrize(("low", "high"), [(-1.5, 1.5), (0.001, 0.0042), (1e6, 3.3e6), (-100, -7)])
def test_every_number_lies_in_a_range(low, high):
    labels = [f"{low + (high - low) * share / 40:.9g}" for share in range(41)]
    names, range_of = TASK.groups(labels)
    assert 5 <= len(names) <= 12
    for label in labels:
        name = range_of(label)
        assert name in names
        start, end = map(float, name.split(" – "))
        assert start <= float(label) <= end
