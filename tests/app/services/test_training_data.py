"""What the next training learns from."""

from pathlib import Path

import pytest
from patience import SECONDS
from tiny_table import write_number_table, write_table

from mmdesk.app.services.run_list import RunList
from mmdesk.app.services.training_data import TrainingData
from mmdesk.app.system.workers import Worker
from mmdesk.core.tasks.registry import TASK_NAMES
from mmdesk.core.training.plan import TrainPlan
from mmdesk.core.training.runs import RunStore, TrainRun


@pytest.fixture
def trainings(tmp_path, qapp):
    files = Worker("test")
    yield RunList(RunStore(tmp_path / "trainings"), files, files)
    assert files.close(SECONDS)
    files.deleteLater()


@pytest.fixture
def data(trainings, qtbot):
    return TrainingData(trainings, trainings.parent(), trainings)


@pytest.fixture
def look(data, qtbot):
    """Choose a dataset and wait until it is known."""

    def look(path):
        data.choose(path)
        assert data.looking
        qtbot.waitUntil(lambda: not data.looking)

    return look


def test_a_dataset_is_looked_at(data, look, tmp_path):
    pets = write_table(tmp_path / "pets")
    look(pets)
    assert data.facts.dataset == pets
    assert data.facts.labels == ("cat", "狗")
    assert data.facts.modalities == ("text",)
    assert data.facts.splits == {"train": 4, "val": 2}


def test_what_is_no_dataset_is_one_sentence(data, look, tmp_path):
    told = []
    data.told.connect(told.append)
    look(tmp_path / "nothing")
    assert told[0] == ""
    assert "nothing" in told[-1]
    assert data.facts is None


def test_what_was_known_stays_until_a_changed_dataset_is_known_anew(data, look, tmp_path, qtbot):
    pets = write_table(tmp_path / "pets")
    look(pets)
    before = data.facts
    (pets / "manifest.csv").write_text("text,label\nmoo,cow\nquack,duck\n", encoding="utf-8")
    data.look_again()
    assert data.facts is before
    qtbot.waitUntil(lambda: data.facts is not before)
    assert data.facts.labels == ("cow", "duck")


def test_what_is_learned_is_suggested_chosen_and_remembered(data, look, trainings, tmp_path):
    ages, few = write_number_table(tmp_path / "ages"), write_number_table(tmp_path / "few", ["1", "2", "3"] * 5)
    assert data.task == "classification"
    look(ages)
    assert (data.task, data.facts.tasks, data.facts.strange) == ("regression", TASK_NAMES, None)
    look(few)
    assert (data.task, data.facts.tasks) == ("classification", TASK_NAMES)
    data.choose_task("regression")
    look(ages)
    trainings.runs[1] = TrainRun(1, ages, TrainPlan(out=Path("m"), task="classification"), "done")
    assert data.task == "classification"
    look(few)
    assert data.task == "regression"
