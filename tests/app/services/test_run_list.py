"""Remembered trainings: named, compared, forgotten, copied."""

from pathlib import Path

import pytest
from patience import SECONDS

from mmdesk.app.services.run_list import RunList
from mmdesk.app.system.workers import Worker
from mmdesk.core.training.collected import Learned, LeaveOneOut
from mmdesk.core.training.plan import TrainPlan
from mmdesk.core.training.reports import TrainResult
from mmdesk.core.training.runs import RunStore, TrainRun


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return RunStore(tmp_path / "trainings")


@pytest.fixture
def files(qapp):
    files = Worker("test")
    yield files
    assert files.close(SECONDS)
    files.deleteLater()


@pytest.fixture
def trainings(store, files):
    return RunList(store, files, files)


def run(number, task="regression", state="done", **figures):
    result = TrainResult(Path("m"), 1, figures.pop("val_accuracy", 0.9), 1.0, (), **figures)
    return TrainRun(number, Path("ages"), TrainPlan(task=task, out=Path("m")), state, result=result)


def test_what_was_kept_is_there_again(store, files, qtbot):
    store.write(run(1))
    again = RunList(store, files, files)
    with qtbot.waitSignal(again.changed):
        assert again.runs == {}
    assert list(again.runs) == [1]


def test_of_numbers_the_one_with_the_least_mean_error_is_the_best(trainings):
    trainings.runs = {1: run(1, val_mae=2.0), 2: run(2, val_mae=1.5, val_accuracy=0.5), 3: run(3, "classification")}
    assert trainings.best(Path("ages"), "regression").number == 2
    assert trainings.best(Path("ages"), "classification").number == 3
    assert trainings.best(Path("pets"), "regression") is None


def test_a_new_run_writes_over_no_other_nor_over_the_model_of_one_that_was_forgotten(trainings, store, tmp_path):
    trainings.runs = {1: run(1)}
    store.write(run(2))
    (tmp_path / "pets-mean-3.safetensors").write_bytes(b"weights")
    new = trainings.new_run(TrainPlan(fusion="mean"), Path("pets"), tmp_path)
    assert (new.number, new.plan.out, new.state) == (4, tmp_path / "pets-mean-4.safetensors", "waiting")


def test_a_name_is_kept_and_taken_back(trainings, store):
    trainings.runs = {1: run(1), 2: run(2, state="running")}
    for name, kept in ((" all rooms ", "all rooms"), (" ", "")):
        trainings.rename(1, name)
        assert (trainings.runs[1].name, store.read()[0].name) == (kept, kept)
    trainings.rename(2, "x")
    assert trainings.runs[2].name == ""


def test_what_has_ended_is_forgotten_and_what_runs_is_not(trainings, store):
    store.write(run(1))
    trainings.runs = {1: run(1), 2: run(2, state="running")}
    trainings.forget(1)
    trainings.forget(2)
    assert (list(trainings.runs), store.read()) == ([2], ())


def test_what_was_learned_while_collecting_is_entered_if_anything_judges_it(trainings, store, qtbot):
    learned = Learned(None, samples=4)
    new = trainings.run_of(learned, Path("pets"))
    trainings.enter(new, learned)
    assert trainings.runs == {}
    trainings.enter(new, Learned(None, samples=4, judged=LeaveOneOut(4, 0.75, (0.3, 0.95))))
    assert trainings.runs[new.number].state == "done"
    qtbot.waitUntil(lambda: len(store.read()) == 1)


def test_a_model_is_copied_to_another_place(trainings, tmp_path, qtbot):
    told = []
    trainings.told.connect(told.append)
    model = tmp_path / "a.safetensors"
    model.write_bytes(b"weights")
    trainings.save_as(model, tmp_path / "b.safetensors")
    qtbot.waitUntil(lambda: (tmp_path / "b.safetensors").exists())
    trainings.save_as(model, tmp_path / "missing" / "b.safetensors")
    qtbot.waitUntil(lambda: bool(told[-1]))
    assert "does not exist" in told[-1]


def test_models_are_named_after_their_data_and_an_unusual_fusion(trainings, tmp_path):
    (tmp_path / "birds v1.2").mkdir()
    named = lambda fusion, data: trainings.new_run(TrainPlan(fusion=fusion), data, tmp_path).plan.out.name  # noqa: E731
    assert named("mixture", tmp_path / "birds v1.2") == "birds v1.2-1.safetensors"
    assert named("mean", tmp_path / "labels.csv") == "labels-mean-1.safetensors"


def test_the_last_of_a_dataset_is_the_one_that_was_begun_last_and_gave_a_model(trainings):
    trainings.runs = {1: run(1), 2: run(2), 3: TrainRun(3, Path("ages"), TrainPlan(), "failed")}
    assert trainings.last(Path("ages")).number == 2
    assert trainings.last(Path("pets")) is None
