import dataclasses
import json
from pathlib import Path

import pytest

from mmdesk.core.datasets.example import Skipped
from mmdesk.core.errors import InputError
from mmdesk.core.training.plan import TrainPlan
from mmdesk.core.training.reports import EpochReport, TrainResult
from mmdesk.core.training.runs import RunStore, TrainRun


def epoch(number, seconds=2.0):
    return EpochReport(number, 10, 1.5, 0.7, 0.5, seconds, 100.0, 0.4, {"image": 0.3}, {"image": 0.2}, {"image": 1.1}, 5000)


PLAN = TrainPlan(
    out=Path("/models/a.safetensors"),
    modalities=("image", "audio"),
    augment=(),
    epochs=4,
    tensorboard=Path("/curves"),
    start_from=Path("/m"),
)
RESULT = TrainResult(PLAN.out, 2, 0.5, 4.0, (Skipped(4, "empty"),), 20, judged=(9, 11))
RUN = TrainRun(3, Path("/data"), PLAN, "done", "Good.", (epoch(1), epoch(2)), RESULT)


def test_a_run_is_the_same_after_it_was_written_and_read(tmp_path):
    store = RunStore(tmp_path / "trainings")
    store.write(RUN)
    assert store.read() == (RUN,)


def test_what_was_running_was_interrupted_and_what_waited_is_forgotten(tmp_path):
    store = RunStore(tmp_path)
    for number, state in ((12, "running"), (2, "stopped"), (5, "waiting")):
        store.write(dataclasses.replace(RUN, number=number, state=state))
    assert [(run.number, run.state, run.can_go_on) for run in store.read()] == [(2, "stopped", True), (12, "interrupted", True)]


def test_what_an_earlier_version_kept_has_no_name_and_no_date():
    told = json.loads(RUN.to_json())
    for key in ("name", "began"):
        del told[key]
    for part in (told["result"], *told["epochs"]):
        del part["judged"]
    assert TrainRun.from_json(json.dumps(told)) == dataclasses.replace(RUN, result=dataclasses.replace(RESULT, judged=()))


def test_how_much_of_it_is_over():
    assert [dataclasses.replace(RUN, state=state).share for state in ("waiting", "running", "done", "failed")] == [0, 0.2, 1, 1]
    assert dataclasses.replace(RUN, state="running", epochs=()).share == 0


@pytest.mark.parametrize("text", ["", "{", "[]", '{"number": 1}', RUN.to_json().replace('"mixture"', '"magic"')])
def test_a_file_that_cannot_be_read_harms_no_other(tmp_path, text):
    store = RunStore(tmp_path)
    store.write(RUN)
    (tmp_path / "7.json").write_text(text)
    if "magic" in text:
        with pytest.raises(InputError):
            TrainRun.from_json(text)
    assert store.read() == (RUN,)


def test_a_forgotten_run_is_gone_and_a_place_that_cannot_be_written_is_told(tmp_path):
    store = RunStore(tmp_path)
    store.write(RUN)
    store.forget(RUN)
    store.forget(RUN)
    assert store.read() == ()
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError):
        RunStore(tmp_path / "file").write(RUN)


def test_an_epoch_that_comes_again_takes_the_place_of_the_first():
    again = epoch(2, seconds=9.0)
    assert RUN.after(again).epochs == (epoch(1), again)
    assert RUN.after(epoch(3)).epochs[-1].epoch == 3


def test_the_time_left_follows_the_last_epochs():
    assert RUN.seconds_left == 8 * 2.0
    assert dataclasses.replace(RUN, epochs=()).seconds_left is None


def test_a_run_of_numbers_is_the_same_too_and_one_from_before_can_be_read(tmp_path):
    epochs = tuple(dataclasses.replace(one, task="regression", val_mae=1.5, val_unimodal_mae={"image": 2.0}) for one in RUN.epochs)
    result = dataclasses.replace(RUN.result, task="regression", val_mae=1.5, val_mae_interval=(1.25, 1.75))
    run = dataclasses.replace(RUN, plan=dataclasses.replace(PLAN, task="regression"), epochs=epochs, result=result)
    assert TrainRun.from_json(run.to_json()) == run
    assert (run.result.merit, run.result.val_interval) == (-1.5, (1.25, 1.75))
    before = json.loads(RUN.to_json())
    del before["result"]["val_mae_interval"], before["epochs"][0]["val_mae"]
    assert TrainRun.from_json(json.dumps(before)) == RUN


@pytest.mark.parametrize(("shares", "slowed"), [((), False), ((0.9, 0.95), False), ((0.5,), True), ((0.2, 0.9, 0.9, 0.9), False)])
def test_a_training_is_slowed_where_others_had_the_processor_lately(shares, slowed):
    epochs = tuple(dataclasses.replace(epoch(number), processor_share=share) for number, share in enumerate(shares, 1))
    assert dataclasses.replace(RUN, epochs=epochs).slowed == slowed
