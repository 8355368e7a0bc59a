import pytest

from mmdesk.core.tasks.few import can_tell, told_accuracy, told_f1, told_share, wilson_interval


@pytest.mark.parametrize(
    ("share", "each", "told"),
    [
        (1.0, (), "100.0%"),
        (1.0, (10, 30), "100.0%"),
        (1.0, (9, 30), "at least 91%"),
        (0.5, (4, 4), "22% to 78%"),
        (0.0, (4, 4), "at most 32%"),
        (1.0, (2, 3), "no figure yet"),
        (1.0, (0, 40), "at least 91%"),
        (0.0, (0, 0), "no figure yet"),
    ],
)
def test_an_accuracy_claims_no_more_than_its_samples_can_tell(share, each, told):
    assert told_accuracy(share, each) == told


@pytest.mark.parametrize("samples", range(10))
@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_nothing_is_everything_or_nothing_by_fewer_than_ten(share, samples):
    told = told_share(share, samples)
    assert "100" not in told
    assert not told.startswith("0")
    assert (told == "no figure yet") == (samples < 3)


def test_ten_of_each_class_are_enough():
    assert [can_tell(each) for each in ((), (10, 10), (10, 9))] == [True, True, False]


@pytest.mark.parametrize(("share", "samples", "interval"), [(0.5, 10, (0.2366, 0.7634)), (1.0, 2, (0.3424, 1.0)), (0.0, 0, (0, 1))])
def test_the_interval_is_wilsons(share, samples, interval):
    assert wilson_interval(share, samples) == pytest.approx(interval, abs=5e-4)


@pytest.mark.parametrize(
    ("figures", "told"), [((1.0, 2, 1.0, 9), "no figure yet"), ((1.0, 20, 0.5, 10), "66.7%"), ((0.0, 9, 0.0, 9), "at most 30%")]
)
def test_f1_claims_no_more_than_its_samples_can_tell(figures, told):
    assert told_f1(*figures) == told
