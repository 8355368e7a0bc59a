from dataclasses import replace
from pathlib import Path

from mmdesk.core.training.duration import BEGINNING, expected_seconds
from mmdesk.core.training.plan import TrainPlan
from mmdesk.core.training.reports import TrainResult
from mmdesk.core.training.runs import TrainRun

PLAN, DATA = TrainPlan(modalities=("text",)), Path("/data")
RUN = TrainRun(1, DATA, PLAN, "done", result=TrainResult(Path("m"), 1, 0.9, 60.0, ()))


def test_more_effort_and_more_samples_take_longer():
    times = [expected_seconds(replace(PLAN, effort=effort), 100, DATA, ()) for effort in ("quick", "normal", "thorough")]
    assert times == sorted(times)
    assert [low < high for low, high in times] == [False, True, True]
    assert expected_seconds(PLAN, 100_000, DATA, ()) > expected_seconds(PLAN, 2000, DATA, ()) > (BEGINNING, BEGINNING)
    assert expected_seconds(TrainPlan(), 100, DATA, ()) > expected_seconds(PLAN, 100, DATA, ())


def test_it_takes_as_long_as_the_last_time():
    assert expected_seconds(PLAN, 100, DATA, (RUN,)) == (BEGINNING + 60,) * 2
    assert expected_seconds(replace(PLAN, effort="thorough"), 100, DATA, (RUN,)) == (BEGINNING + 120,) * 2
    other = replace(RUN, number=2, plan=replace(PLAN, effort="quick"), result=replace(RUN.result, seconds=7.0))
    assert expected_seconds(PLAN, 100, DATA, (RUN, other)) == (BEGINNING + 60,) * 2


def test_other_trainings_say_nothing_of_it():
    unknown = expected_seconds(PLAN, 100, DATA, ())
    assert expected_seconds(PLAN, 100, Path("/others"), (RUN,)) == unknown
    assert expected_seconds(PLAN, 100, DATA, (replace(RUN, result=None),)) == unknown
