import numpy as np
import pytest

from mmdesk.core.evaluation import trust
from mmdesk.core.evaluation.metrics import reliability

TRUTH = np.array([0, 0, 0, 1, 1])
HELD = trust.Held(
    there=np.array([True, True, False, True, True]),
    held=np.array([True, False, True, True, True]),
    sizes=np.array([1.0, 1.0, 9.0, 2.0, 3.0]),
)


def test_coverage_and_size_are_those_of_the_samples_that_have_a_set():
    found = trust.sets_document({0.95: HELD}, TRUTH, ("a", "b", "c"), {"image": {0.95: HELD}, "text": {}})
    everything = {"coverage": 0.75, "size": 1.75, "samples": 4}
    classes = {"a": {"coverage": 0.5, "size": 1.0, "samples": 2}, "b": {"coverage": 1.0, "size": 2.5, "samples": 2}}
    assert found == {"0.95": {**everything, "classes": classes, "subsets": {"image": everything}}}


def test_numbers_have_no_classes():
    assert "classes" not in trust.sets_document({0.95: HELD}, None, (), {})["0.95"]


def test_where_no_sample_has_a_set_nothing_is_told():
    nothing = trust.Held(np.zeros(5, dtype=bool), HELD.held, HELD.sizes)
    assert trust.sets_document({0.95: nothing}, TRUTH, ("a", "b"), {}) == {}
    assert list(trust.told_sets({0.95: nothing}, "{asked} {measured} {size}", ".2f", str)) == []
    assert trust.class_cells(nothing, TRUTH == 0) == trust.class_cells(None, TRUTH == 0) == ("", "")


def test_what_was_measured_is_told_for_each_coverage():
    ((name, told),) = trust.told_sets({0.8: HELD, 0.95: HELD}, "{asked}: {measured}, {size}", ".2f", str)
    assert (name, told) == ("Right one in its set", "80 %: 75.0 %, 1.75; 95 %: 75.0 %, 1.75")
    assert trust.class_cells(HELD, TRUTH == 1) == ("100.0 %", "2.50")


def test_the_subset_that_is_calibrated_worst_is_told_beside_what_chance_gives():
    errors = {"image": trust.CalibrationError(0.01, 0.005), "text": trust.CalibrationError(0.02, 0.015)}
    ((name, told),) = trust.told_worst(errors, str)
    assert (name, told) == ("Calibration error of parts", "at most 2.0 %, of words (exactly right scores: 1.5 %)")
    assert list(trust.told_worst({"image": errors["image"]}, str)) == []


@pytest.mark.parametrize("rows", [100, 1000])
def test_the_floor_is_the_error_of_exactly_right_scores(rows):
    random, errors, floors = np.random.default_rng(0), [], []
    for _ in range(200):
        probabilities = random.dirichlet([0.3] * 4, rows)
        truth = (random.random((rows, 1)) > probabilities.cumsum(-1)[:, :-1]).sum(-1)
        found = reliability(probabilities, truth)
        errors.append(found.ece)
        floors.append(found.floor)
    assert np.mean(floors) == pytest.approx(np.mean(errors), rel=0.05)


def test_the_head_over_classes_names_the_coverage():
    assert trust.class_head(0.95, str) == ("In its set (95 %)", "Classes in sets")
