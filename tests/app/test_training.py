from pathlib import Path

import pytest
from fakes import FakeEngine
from tiny_table import write_table

from mmdesk.app.training import Training
from mmdesk.core.errors import DatasetError
from mmdesk.core.plan import TrainPlan


@pytest.fixture
def data(tmp_path):
    return write_table(tmp_path / "pets")


@pytest.fixture
def training(qapp, engine, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    training = Training(engine)
    yield training
    engine.may_go.set()
    assert training.close(5)
    training.deleteLater()


@pytest.fixture
def chosen(training, data, qtbot):
    training.choose(data)
    qtbot.waitUntil(lambda: not training.looking)
    return training


def wait(qtbot, training):
    qtbot.waitUntil(lambda: training.runs and all(run.state not in ("waiting", "running") for run in training.runs.values()))


def test_a_dataset_is_looked_at(chosen, data):
    assert chosen.facts.dataset == data
    assert chosen.facts.labels == ("cat", "狗")
    assert chosen.facts.modalities == ("text",)
    assert chosen.facts.splits == {"train": 4, "val": 2}


def test_what_is_no_dataset_is_one_sentence(training, tmp_path, qtbot):
    training.choose(tmp_path / "nothing")
    qtbot.waitUntil(lambda: bool(training.problem))
    assert "nothing" in training.problem
    assert training.facts is None


def test_plans_are_trained_one_after_the_other_into_files_of_their_own(chosen, engine, qtbot):
    chosen.start([TrainPlan(fusion="mean"), TrainPlan(fusion="gated")])
    assert [run.state for run in chosen.runs.values()] == ["running", "waiting"]
    wait(qtbot, chosen)
    first, second = chosen.runs.values()
    assert (first.state, second.state) == ("done", "done")
    assert first.plan.out != second.plan.out
    assert engine.plan == second.plan
    assert [epoch.epoch for epoch in first.epochs] == [1, 2, 3]
    assert first.note == "Two rows were left out."
    assert chosen.best(first.dataset) is first


def test_it_stops_and_keeps_the_best_and_what_waited_does_not_begin(chosen, engine, qtbot):
    engine.may_go.clear()
    chosen.start([TrainPlan(), TrainPlan()])
    chosen.stop()
    assert chosen.stopping
    engine.may_go.set()
    wait(qtbot, chosen)
    (run,) = chosen.runs.values()
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


def test_runs_are_there_after_the_next_start_and_what_was_interrupted_goes_on(chosen, engine, qtbot, qapp):
    chosen.start([TrainPlan(seed=4)])
    wait(qtbot, chosen)
    run = chosen.runs[1]
    path = chosen._store._file(run)
    path.write_text(path.read_text().replace('"state": "done"', '"state": "running"'))
    again = Training(engine)
    try:
        qtbot.waitUntil(lambda: bool(again.runs))
        assert again.runs[1].state == "interrupted"
        assert again.runs[1].epochs == run.epochs or len(again.runs[1].epochs) == 3
        again.go_on_with(1)
        wait(qtbot, again)
        assert engine.plan.resume
        assert (engine.plan.seed, engine.plan.out) == (4, run.plan.out)
        assert again.runs[1].state == "done"
        assert [epoch.epoch for epoch in again.runs[1].epochs] == [1, 2, 3]
        again.forget(1)
        assert again.runs == {}
        assert not path.exists()
    finally:
        assert again.close(5)
        again.deleteLater()


class Failing(FakeEngine):
    def train(self, dataset, plan, token):
        raise DatasetError("{name} has only one class.", name=dataset.name)
        yield


def test_a_training_that_cannot_be_is_one_sentence_and_the_next_one_begins(qapp, data, qtbot, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    training = Training(Failing())
    try:
        training.choose(data)
        training.start([TrainPlan(), TrainPlan()])
        wait(qtbot, training)
        assert [(run.state, run.note) for run in training.runs.values()] == [("failed", "pets has only one class.")] * 2
    finally:
        assert training.close(5)
        training.deleteLater()


def test_a_model_is_copied_to_another_place(chosen, tmp_path, qtbot):
    model = tmp_path / "a.safetensors"
    model.write_bytes(b"weights")
    chosen.save_as(model, tmp_path / "b.safetensors")
    qtbot.waitUntil(lambda: (tmp_path / "b.safetensors").exists())
    chosen.save_as(model, Path(tmp_path / "missing" / "b.safetensors"))
    qtbot.waitUntil(lambda: "does not exist" in chosen.problem)
