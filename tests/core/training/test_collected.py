"""What is enough to begin, and what may be said of how well it does."""

import pytest

from mmdesk.core.training.collected import Learned, LeaveOneOut, enough, judging, share_interval


@pytest.mark.parametrize(
    ("counts", "answer"),
    [({}, False), ({"a": 9}, False), ({"a": 2, "b": 1}, False), ({"a": 2, "b": 2}, True), ({"a": 2, "b": 5, "c": 1}, True)],
)
def test_two_classes_with_two_examples_begin(counts, answer):
    assert enough(counts) == answer


def test_classes_with_three_examples_judge_if_there_are_two_of_them():
    assert judging(["a", "b", "a", "b", "a", "b", "c"]) == [0, 1, 2, 3, 4, 5]
    assert judging(["a", "a", "a", "b", "b"]) == []


def test_no_share_is_higher_than_so_many_examples_can_tell():
    for samples in range(1, 200):
        low, high = share_interval(1.0, samples)
        assert 0 < low < high <= (samples + 1) / (samples + 2)
    assert share_interval(0.5, 100) == pytest.approx((0.404, 0.596), abs=1e-3)


def test_as_the_result_of_a_training(tmp_path):
    classes = Learned(None, samples=9, counts={"a": 5, "b": 4}, judged=LeaveOneOut(9, 0.75, (0.4, 0.9)), seconds=0.25)
    result = classes.result(tmp_path / "m.safetensors")
    assert (result.val_accuracy, result.val_samples, result.val_mae) == (0.75, 9, None)
    numbers = Learned(None, "regression", 30, judged=LeaveOneOut(30, 0.5, (1.0, 2.0))).result(tmp_path / "m.safetensors")
    assert (numbers.val_mae, numbers.val_interval) == (1.5, (1.0, 2.0))
