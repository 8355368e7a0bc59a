"""What the open project teaches answers in place of a model file, and follows its changes."""

import dataclasses

from kept import keep, settle

from mmdesk.core.datasets.read import read_dataset
from mmdesk.core.errors import ModelFileError
from mmdesk.core.modalities.sample import Sample
from mmdesk.core.training.collected import COLLECTED


def test_a_model_that_knows_the_classes_goes_on_answering(project, ready, qtbot):
    keep(ready, qtbot, "cat", "cat", "狗", "狗")
    assert not ready.learning.on
    assert ready.model.path is not None
    ready.learning.begin()
    settle(ready, qtbot)
    assert ready.model.path is None, "unless one wishes otherwise"


def test_of_classes_that_the_model_does_not_know_the_project_itself_answers(project, ready, qtbot, engine):
    ready.write("text", "words")
    settle(ready, qtbot)
    assert ready.prediction is not None
    keep(ready, qtbot, "fox")
    assert ready.quiet
    assert ready.prediction is None, "what does not know foxes is quiet"
    keep(ready, qtbot, "fox", "owl")
    assert ready.quiet
    keep(ready, qtbot, "owl")
    assert not ready.quiet
    assert ready.model.spec.labels == ("fox", "owl")
    assert ready.model.title == "Your examples"
    assert ready.prediction is not None, "the sample on the desk is answered"
    assert ready.learning.learned.judged is None


def test_the_answer_on_the_desk_follows_each_example(project, ready, qtbot, engine):
    keep(ready, qtbot, "fox", "fox", "owl", "owl")
    ready.write("text", "words")
    settle(ready, qtbot)
    asked = len(engine.asked)
    keep(ready, qtbot, "hare")
    assert len(engine.asked) > asked
    assert ready.model.spec.labels == ("fox", "hare", "owl")
    asked = len(engine.asked)
    ready.collection.edits.undo()
    qtbot.waitUntil(lambda: len(ready.collection.view.content.rows) == 4)
    settle(ready, qtbot)
    assert ready.model.spec.labels == ("fox", "owl")
    assert len(engine.asked) > asked


def test_a_corrected_label_is_learned(project, ready, qtbot):
    keep(ready, qtbot, "fox", "fox", "owl", "owl", "owl")
    ready.collection.edits.relabel([project.view.content.rows[0].key], "owl")
    qtbot.waitUntil(lambda: ready.learning.learned.counts == {"fox": 1, "owl": 4})
    settle(ready, qtbot)
    assert ready.quiet, "one fox is too few"


def test_where_nobody_looks_it_waits_and_then_learns_what_has_changed(project, ready, qtbot, engine):
    keep(ready, qtbot, "fox", "fox", "owl", "owl")
    ready.learning.pause()
    ready.collection.edits.add(Sample(text="one more"), "owl")
    qtbot.waitUntil(lambda: len(project.view.content.rows) == 5 and not ready.collection.busy)
    assert ready.learning.busy
    assert ready.learning.learned.samples == 4
    assert ready.learning.answers, "what it knew so far"
    ready.learning.go_on()
    settle(ready, qtbot)
    assert ready.learning.learned.samples == 5


def test_what_was_being_learned_when_it_paused_is_learned_later(project, ready, qtbot, engine):
    keep(ready, qtbot, "fox", "fox", "owl", "owl")
    engine.may_go.clear()
    ready.collection.edits.add(Sample(text="one more"), "owl")
    qtbot.waitUntil(lambda: len(project.view.content.rows) == 5 and not ready.collection.busy)
    ready.learning.pause()
    engine.may_go.set()
    ready.learning.go_on()
    settle(ready, qtbot)
    assert ready.learning.learned.samples == 5


def test_after_a_pause_without_changes_nothing_is_learned(project, ready, qtbot, engine):
    keep(ready, qtbot, "fox", "fox", "owl", "owl")
    learned = ready.learning.learned
    ready.learning.pause()
    ready.learning.go_on()
    assert not ready.learning.busy
    assert ready.learning.learned is learned


def test_the_newest_examples_win_and_nobody_waits(project, ready, qtbot, engine):
    keep(ready, qtbot, "fox", "fox", "owl", "owl")
    engine.may_go.clear()
    for number in range(5):
        ready.collection.edits.add(Sample(text=f"more {number}"), "hare")
        qtbot.waitUntil(lambda: len(project.view.content.rows) == 5 + number)  # noqa: B023
    assert ready.learning.busy
    assert ready.learning.learned.samples == 4, "that one answers meanwhile"
    engine.may_go.set()
    settle(ready, qtbot)
    assert ready.learning.learned.samples == 9


def test_an_opened_model_file_answers_from_then_on(project, ready, qtbot, model):
    keep(ready, qtbot, "fox", "fox", "owl", "owl")
    ready.open_model(model)
    settle(ready, qtbot)
    assert ready.model.path == model
    assert not ready.learning.on
    keep(ready, qtbot, "owl")
    assert ready.learning.on, "it does not know owls"
    assert ready.model.path is None


def test_the_starter_model_is_quiet_about_any_project(session, qtbot, tmp_path, engine):
    with qtbot.waitSignal(session.recent_changed):
        session.open_model()
    with qtbot.waitSignal(session.collection.opened):
        session.collection.new(tmp_path / "mine")
    session.write("text", "words")
    settle(session, qtbot)
    assert session.quiet
    assert engine.asked == []
    assert session.model_title == "Your examples"


def test_another_project_begins_without_what_the_one_before_taught(project, ready, qtbot, tmp_path, model):
    keep(ready, qtbot, "fox", "fox", "owl", "owl")
    assert ready.model.path is None
    with qtbot.waitSignal(ready.collection.opened):
        ready.collection.new(tmp_path / "other")
    settle(ready, qtbot)
    assert ready.model.path == model
    assert ready.learning.learned is None


def test_it_becomes_a_file_among_the_trainings(project, ready, qtbot, engine):
    keep(ready, qtbot, *["fox"] * 3, *["owl"] * 3)
    ready.use_learned()
    qtbot.waitUntil(lambda: ready.model.path == engine.saved)
    settle(ready, qtbot)
    (run,) = ready.training.list.runs.values()
    assert run.plan.out == engine.saved
    assert run.plan.out.stem == f"mine-{run.number}"
    assert (run.state, run.result.val_accuracy, run.result.val_samples) == ("done", 0.75, 6)
    assert not ready.learning.on, "the file answers"


def test_a_file_that_learned_while_it_was_collected_gives_way_to_the_next_example(project, ready, qtbot, engine, monkeypatch):
    keep(ready, qtbot, *["fox"] * 3, *["owl"] * 3)
    monkeypatch.setattr(engine, "spec", dataclasses.replace(ready.model.spec, training={COLLECTED: True}))
    ready.use_learned()
    qtbot.waitUntil(lambda: ready.model.path == engine.saved)
    settle(ready, qtbot)
    keep(ready, qtbot, "owl")
    assert ready.learning.on
    assert ready.model.path is None


def test_what_goes_wrong_is_told(project, ready, qtbot, engine, monkeypatch):
    def failing(*_):
        raise ModelFileError("The weights are missing. Install mmdesk again.")
        yield

    monkeypatch.setattr(engine, "learn", failing)
    keep(ready, qtbot, "fox")
    assert ready.learning.problem == "The weights are missing. Install mmdesk again."


def test_what_it_learned_of_stays_in_the_project(project, ready, qtbot):
    keep(ready, qtbot, "fox", "fox", "owl", "owl")
    qtbot.waitUntil(lambda: project.saved)
    assert [example.label for example in read_dataset(project.folder).examples] == ["fox", "fox", "owl", "owl"]
