import pytest
from tiny_table import write_table

from mmdesk.app.next_step import NextStep
from mmdesk.core.training.plan import TrainPlan


@pytest.fixture
def step(ready, qtbot):
    step = NextStep(ready)
    qtbot.addWidget(step)
    return step


def test_after_the_examples_comes_the_training(step, ready, tmp_path, qtbot):
    step.show_at("data")
    assert step.isHidden()
    with qtbot.waitSignal(ready.collection.opened):
        ready.collection.open(write_table(tmp_path / "pets"))
    assert step.words.text() == "Next: train a model on 2 classes, the rarest with 3 examples."
    with qtbot.waitSignal(ready.place_wanted) as told:
        step.go.click()
    assert told.args == ["train"]
    step.show_at("classify")
    assert step.isHidden()


def test_a_beginning_needs_examples_first(step, ready, tmp_path, qtbot):
    step.show_at("data")
    with qtbot.waitSignal(ready.collection.opened):
        ready.collection.new(tmp_path / "mine")
    assert "collect examples of at least two classes" in step.words.text()
    assert step.go.isHidden()


def test_after_the_training_comes_the_judgement_and_then_the_mistakes(step, ready, tmp_path, qtbot):
    step.show_at("train")
    assert step.isHidden()
    data = write_table(tmp_path / "pets")
    ready.training.data.choose(data)
    ready.training.start([TrainPlan()])
    assert step.isHidden()
    qtbot.waitUntil(lambda: not ready.training.under_way)
    assert "judge the model" in step.words.text()
    assert step.go.text() == "Judge it"
    step.show_at("judge")
    assert step.isHidden()
    step.show_at("train")
    with qtbot.waitSignal(ready.place_wanted) as told:
        step.go.click()
    assert told.args == ["judge"]
    (run,) = ready.training.list.runs.values()
    assert (ready.judging.model, ready.judging.dataset) == (run.plan.out, data)
    step.show_at("judge")
    qtbot.waitUntil(lambda: ready.judging.judgement is not None)
    assert "worst mistakes" in step.words.text()


def test_after_the_training_the_model_can_be_used_at_once(step, ready, tmp_path, qtbot):
    step.show_at("train")
    ready.training.data.choose(write_table(tmp_path / "pets"))
    ready.training.start([TrainPlan()])
    qtbot.waitUntil(lambda: not ready.training.under_way)
    (run,) = ready.training.list.runs.values()
    run.plan.out.parent.mkdir(parents=True, exist_ok=True)
    run.plan.out.write_bytes(b"a model")
    assert not step.use.isHidden()
    with qtbot.waitSignals([ready.place_wanted, ready.recent_changed]):
        step.use.click()
    assert ready.model.path == run.plan.out
    step.show_at("data")
    assert step.use.isHidden()


def test_a_rare_class_does_not_keep_the_others_from_being_trained(step, ready, tmp_path, qtbot):
    (tmp_path / "pets").mkdir()
    rows = ["text,label", *(f"words {number},{label}" for label in ("cat", "dog") for number in range(3)), "woof,Dog"]
    (tmp_path / "pets" / "manifest.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    step.show_at("data")
    with qtbot.waitSignal(ready.collection.opened):
        ready.collection.open(tmp_path / "pets")
    assert step.words.text() == "Next: train a model on 3 classes, the rarest with 1 example."
    assert not step.go.isHidden()
