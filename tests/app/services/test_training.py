import sys

import pytest
from fakes import FakeEngine
from patience import MINUTES, SECONDS
from tiny_numbers import write_numbers
from tiny_table import write_table

from mmdesk.app.services.training import Training
from mmdesk.core.datasets.read import read_dataset
from mmdesk.core.errors import DatasetError
from mmdesk.core.training.plan import TrainPlan
from mmdesk.core.training.reports import EpochReport


@pytest.fixture
def data(tmp_path):
    return write_table(tmp_path / "pets")


@pytest.fixture
def training(collection, engine, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    training = Training(engine, collection)
    yield training
    engine.may_go.set()
    assert training.close(SECONDS)
    training.deleteLater()


@pytest.fixture
def chosen(training, data, qtbot):
    training.data.choose(data)
    qtbot.waitUntil(lambda: not training.data.looking)
    return training


def wait(qtbot, training):
    qtbot.waitUntil(
        lambda: training.list.runs and all(run.state not in ("waiting", "running") for run in training.list.runs.values())
    )


def test_plans_are_trained_one_after_the_other_into_files_of_their_own(chosen, engine, qtbot):
    chosen.start([TrainPlan(fusion="mean"), TrainPlan(fusion="gated")])
    assert [run.state for run in chosen.list.runs.values()] == ["running", "waiting"]
    wait(qtbot, chosen)
    first, second = chosen.list.runs.values()
    assert (first.state, second.state) == ("done", "done")
    assert first.plan.out != second.plan.out
    assert engine.plan == second.plan
    assert [epoch.epoch for epoch in first.epochs] == [1, 2, 3]
    assert first.note == "Two rows were left out."
    assert chosen.list.best(first.dataset, "classification") is first


def test_what_goes_wrong_with_data_or_models_is_its_problem_until_something_else_is_asked_for(chosen, data, tmp_path, qtbot):
    chosen.list.save_as(tmp_path / "a.safetensors", tmp_path / "missing" / "b.safetensors")
    qtbot.waitUntil(lambda: bool(chosen.problem))
    chosen.data.choose(tmp_path / "nothing")
    assert chosen.problem == ""
    qtbot.waitUntil(lambda: bool(chosen.problem))
    chosen.data.choose(data)
    assert chosen.problem == ""


def test_it_stops_and_keeps_the_best_and_what_waited_does_not_begin(chosen, engine, qtbot):
    engine.may_go.clear()
    chosen.start([TrainPlan(), TrainPlan()])
    chosen.stop()
    assert chosen.stopping
    engine.may_go.set()
    wait(qtbot, chosen)
    (run,) = chosen.list.runs.values()
    assert run.state == "stopped"
    assert "before the first round" in run.note


def test_a_pause_is_the_tokens(chosen, engine, qtbot):
    engine.may_go.clear()
    chosen.start([TrainPlan()])
    chosen.pause()
    assert chosen.paused
    chosen.go_on()
    assert not chosen.paused
    engine.may_go.set()
    wait(qtbot, chosen)


def test_runs_are_there_after_the_next_start_and_what_was_interrupted_goes_on(chosen, collection, engine, qtbot):
    chosen.start([TrainPlan(seed=4)])
    wait(qtbot, chosen)
    run = chosen.list.runs[1]
    path = chosen._store._file(1)
    path.write_text(path.read_text().replace('"state": "done"', '"state": "running"'))
    again = Training(engine, collection)
    try:
        qtbot.waitUntil(lambda: bool(again.list.runs))
        assert again.list.runs[1].state == "interrupted"
        assert again.list.runs[1].epochs == run.epochs or len(again.list.runs[1].epochs) == 3
        again.go_on_with(1)
        wait(qtbot, again)
        assert engine.plan.resume
        assert (engine.plan.seed, engine.plan.out) == (4, run.plan.out)
        assert again.list.runs[1].state == "done"
        assert [epoch.epoch for epoch in again.list.runs[1].epochs] == [1, 2, 3]
        again.list.forget(1)
        assert again.list.runs == {}
        assert not path.exists()
    finally:
        assert again.close(SECONDS)
        again.deleteLater()


class Failing(FakeEngine):
    """Has one round, then fails."""

    def __init__(self, error):
        super().__init__()
        self.error = error

    def train(self, dataset, plan, token):
        yield next(report for report in super().train(dataset, plan, token) if isinstance(report, EpochReport))
        raise self.error


FAILED = [
    (DatasetError("{name} has only one class.", name="pets"), "pets has only one class."),
    (RuntimeError("out of memory"), "Something went wrong inside mmdesk."),
]


@pytest.mark.parametrize(("error", "told"), FAILED)
def test_a_training_that_fails_is_one_sentence_and_the_next_one_begins(collection, data, qtbot, tmp_path, monkeypatch, error, told):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    faults = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, fault, _trace: faults.append(fault))
    training = Training(Failing(error), collection)
    try:
        training.data.choose(data)
        training.start([TrainPlan(), TrainPlan()])
        wait(qtbot, training)
        assert [(run.state, run.note, run.can_go_on) for run in training.list.runs.values()] == [("failed", told, True)] * 2
        qtbot.waitUntil(lambda: len(faults) == (0 if isinstance(error, DatasetError) else 2))
        assert all(fault is error for fault in faults)
    finally:
        assert training.close(SECONDS)
        training.deleteLater()


def test_what_was_taken_up_and_waits_is_not_lost_when_all_is_stopped(chosen, engine, qtbot):
    engine.may_go.clear()
    chosen.start([TrainPlan()])
    chosen.stop()
    engine.may_go.set()
    wait(qtbot, chosen)
    engine.may_go.clear()
    chosen.start([TrainPlan(), TrainPlan()])
    chosen.go_on_with(1)
    assert [run.state for run in chosen.list.runs.values()] == ["waiting", "running", "waiting"]
    chosen.stop()
    engine.may_go.set()
    wait(qtbot, chosen)
    assert [(number, run.state) for number, run in chosen.list.runs.items()] == [(1, "stopped"), (2, "stopped")]


def test_numbers_are_learned_by_the_real_engine(collection, tmp_path, monkeypatch, qtbot):
    from mmdesk.engine.torch_engine import TorchEngine

    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    training = Training(lambda: TorchEngine("cpu"), collection)
    try:
        training.data.choose(write_numbers(tmp_path / "set", {"train": 32, "val": 12}))
        qtbot.waitUntil(lambda: not training.data.looking)
        assert training.data.task == "regression"
        sizes = {"batch_size": 16, "image_size": 32, "audio_seconds": 0.2, "dimension": 64}
        training.start(
            [
                TrainPlan(
                    task=training.data.task, epochs=2, device="cpu", encoder=("image=fresh", "text=fresh", "audio=fresh"), **sizes
                )
            ]
        )
        qtbot.waitUntil(lambda: training.list.runs[1].state == "done", timeout=round(1000 * MINUTES))
        run = training.list.runs[1]
        assert 0 < run.result.val_mae < 60
        low, high = run.result.val_interval
        assert low < run.result.val_mae < high
        assert set(run.epochs[-1].val_unimodal_mae) == {"image", "text", "audio"}
        assert run.plan.out.exists()
    finally:
        assert training.close(SECONDS)
        training.deleteLater()


class Reading(FakeEngine):
    """Remembers the labels that the table had when the training began."""

    def train(self, dataset, plan, token):
        self.labels = read_dataset(dataset).labels
        yield from super().train(dataset, plan, token)


@pytest.fixture
def project(collection, data, qtbot):
    with qtbot.waitSignal(collection.opened):
        collection.open(data)
    return collection


def test_it_learns_from_what_the_person_sees(saved_late, project, data, qtbot, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    engine = Reading()
    training = Training(engine, project)
    try:
        training.data.choose(data / "manifest.csv")
        project.edits.relabel([0], "bird")
        assert not project.saved
        training.start([TrainPlan(), TrainPlan()])
        assert [run.state for run in training.list.runs.values()] == ["waiting", "waiting"]
        wait(qtbot, training)
        assert [run.state for run in training.list.runs.values()] == ["done", "done"]
        assert engine.labels == ("bird", "cat", "狗")
    finally:
        assert training.close(SECONDS)
        training.deleteLater()


def test_what_cannot_be_saved_is_not_trained_on(saved_late, project, chosen, data, qtbot):
    project.edits.relabel([0], "bird")
    qtbot.waitUntil(lambda: not project.busy)
    (data / "manifest.csv").write_text("text,label\nmeow,cat\n")  # by another program
    chosen.start([TrainPlan()])
    wait(qtbot, chosen)
    assert chosen.list.runs[1].state == "failed"
    assert "another program" in chosen.list.runs[1].note
