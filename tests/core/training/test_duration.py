from dataclasses import replace
from pathlib import Path

from mmdesk.core.modalities.registry import MODALITIES
from mmdesk.core.training.duration import BEGINNING, expected_seconds
from mmdesk.core.training.plan import TrainPlan
from mmdesk.core.training.reports import TrainResult
from mmdesk.core.training.runs import TrainRun

PLAN, DATA = TrainPlan(modalities=("text",)), Path("/data")
FEW = {"a": 60, "b": 40}
RUN = TrainRun(1, DATA, PLAN, "done", result=TrainResult(Path("m"), 1, 0.9, 60.0, ()))


def test_more_effort_and_more_samples_take_longer():
    times = [expected_seconds(replace(PLAN, effort=effort), FEW, DATA, ()) for effort in ("quick", "normal", "thorough")]
    assert times == sorted(times)
    assert [low < high for low, high in times] == [False, True, True]
    assert expected_seconds(PLAN, {"a": 100_000}, DATA, ()) > expected_seconds(PLAN, {"a": 2000}, DATA, ()) > (BEGINNING, BEGINNING)
    assert expected_seconds(TrainPlan(), FEW, DATA, ()) > expected_seconds(PLAN, FEW, DATA, ())


def test_it_takes_as_long_as_the_last_time():
    assert expected_seconds(PLAN, FEW, DATA, (RUN,)) == (BEGINNING + 60,) * 2
    assert expected_seconds(replace(PLAN, effort="thorough"), FEW, DATA, (RUN,)) == (BEGINNING + 120,) * 2
    other = replace(RUN, number=2, plan=replace(PLAN, effort="quick"), result=replace(RUN.result, seconds=7.0))
    assert expected_seconds(PLAN, FEW, DATA, (RUN, other)) == (BEGINNING + 60,) * 2


def test_other_trainings_say_nothing_of_it():
    unknown = expected_seconds(PLAN, FEW, DATA, ())
    assert expected_seconds(PLAN, FEW, Path("/others"), (RUN,)) == unknown
    assert expected_seconds(PLAN, FEW, DATA, (replace(RUN, result=None),)) == unknown


def test_what_is_cross_validated_takes_longer():
    assert expected_seconds(PLAN, {"a": 61, "b": 39}, DATA, ()) > expected_seconds(PLAN, FEW, DATA, ())


def test_a_fine_tuning_may_take_longer_where_it_is_tried():
    plan, many = TrainPlan(modalities=("image",), effort="thorough"), {"a": 10_000}
    tried = expected_seconds(plan, many, DATA, ())
    assert tried[0] == expected_seconds(replace(plan, effort="normal"), many, DATA, ())[0]
    assert (
        tried[1] > 10_000 * MODALITIES["image"].tuning_seconds > expected_seconds(replace(plan, effort="quick"), many, DATA, ())[1]
    )
