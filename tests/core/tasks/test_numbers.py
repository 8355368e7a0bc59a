import pytest

from mmdesk.core.tasks.numbers import TargetScale, doubtful, number_of, numbers_of


@pytest.mark.parametrize(
    ("label", "number"),
    [
        ("3", 3),
        ("-2.5", -2.5),
        (" 1e3 ", 1000),
        ("cat", None),
        ("", None),
        ("nan", None),
        ("inf", None),
        ("1_0", None),
        ("1e200", None),
        ("1,5", 1.5),
        ("-0,25", -0.25),
        ("1,5e3", 1500),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1 234,5", 1234.5),
        ("1\u202f234,5", 1234.5),
        ("1'234.5", 1234.5),
        ("1,234,567", 1234567),
        ("1.234.567", 1234567),
        ("٣٫٥", 3.5),
        ("−2,5", -2.5),
        ("1,2,3", None),
        ("1.2.3", None),
        ("12,34.5", None),
        ("a,b", None),
        ("1, 2", None),
        (",", None),
    ],
)
def test_labels_that_are_numbers_are_told_from_others(label, number):
    assert number_of(label) == number


def test_a_scale_is_the_mean_and_the_standard_deviation():
    assert TargetScale.of([1, 3]) == TargetScale(2, 1)
    assert TargetScale.of([5, 5]) == TargetScale(5, 1)


@pytest.mark.parametrize(
    ("spread", "words"), [(0.5, "1000.123"), (25, "1000.1"), (5000, "1000"), (0.001, "1000.12346"), (1e-20, "1000.12")]
)
def test_numbers_are_shown_in_figures_that_mean_something(spread, words):
    assert TargetScale(1000, spread).shown(1000.123456) == words


@pytest.mark.parametrize("values", [(0, 0), (0, -1), (float("nan"), 1), (0, float("inf")), (1e300, 1)])
def test_what_is_no_scale_is_refused(values):
    with pytest.raises(ValueError, match="scale"):
        TargetScale(*values)


def test_the_numbers_among_labels_are_kept_in_their_order():
    assert numbers_of(["3", "cat", "-1"]) == [3, -1]


@pytest.mark.parametrize(
    ("labels", "label"),
    [
        (["1,234", "2,500"], "1,234"),
        (["1,234", "2,5"], ""),
        (["1,234", "0,125"], ""),
        (["1,234", "2.5"], "1,234"),
        (["1,234", "1,234.5"], "1,234"),
        (["1.234", "2.5"], ""),
        (["1.234", "2"], ""),
        (["1.234", "2,5"], "1.234"),
        (["1.234", "1.234,5"], "1.234"),
        (["3", "4"], ""),
    ],
)
def test_what_may_be_one_or_a_thousand_is_doubtful(labels, label):
    assert doubtful(labels) == label
