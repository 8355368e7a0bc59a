import json
import math

import pytest
from specs import spec_of

from mmdesk.core.errors import ModelFileError
from mmdesk.core.models.coverage import COVERAGES, SETS, USUAL_COVERAGE, check_limits, key_of
from mmdesk.core.models.spec import ModelSpec


def test_the_usual_coverage_is_one_of_those_that_can_be_chosen():
    assert USUAL_COVERAGE in COVERAGES
    assert [key_of(coverage) for coverage in COVERAGES] == ["0.8", "0.9", "0.95", "0.99"]


@pytest.mark.parametrize("limits", [{}, {"image": {}}, {"image": {"0.95": 1.5}}, {"image": {"0.95": [0, 1.5]}}])
def test_limits_are_a_number_or_one_for_each_class(limits):
    check_limits(limits, 2)


@pytest.mark.parametrize(
    "limits",
    [
        [],
        {"image": 1.0},
        {"image": {"0.95": "1"}},
        {"image": {"0.95": None}},
        {"image": {"0.95": [0.5]}},
        {"image": {"0.95": [0.5, "x"]}},
        {"image": {"0.95": -1.0}},
        {"image": {"0.95": math.inf}},
        {"image": {"0.95": [math.nan, 1.0]}},
    ],
)
def test_what_is_none_is_refused_in_a_sentence(limits):
    with pytest.raises(ValueError, match="cannot be a model's"):
        check_limits(limits, 2)
    document = json.loads(spec_of(("cat", "dog")).to_json())
    document["training"] = {SETS: limits}
    with pytest.raises(ModelFileError, match="cannot read"):
        ModelSpec.from_json(json.dumps(document))


def test_a_model_of_before_has_no_limits():
    assert spec_of(("cat", "dog")).set_limits == {}
