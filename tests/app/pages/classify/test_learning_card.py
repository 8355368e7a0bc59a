"""The card says which model answers, what taught it and how well it is known to do."""

import dataclasses

import pytest

from mmdesk.app.pages.classify.learning_words import awaited, counted, figure, left_out
from mmdesk.core.datasets.example import Skipped
from mmdesk.core.modalities.sample import Sample
from mmdesk.core.progress import Note
from mmdesk.core.training.collected import Learned, LeaveOneOut

FEW = Learned(None, samples=3, counts={"fox": 2, "owl": 1})


@pytest.fixture
def card(window):
    return window.classify.learning


@pytest.fixture
def project(card, ready, qtbot, tmp_path):
    with qtbot.waitSignal(ready.collection.opened):
        ready.collection.new(tmp_path / "mine")
    return ready.collection


def keep(session, qtbot, *labels):
    before = len(session.collection.view.content.rows)
    for number, label in enumerate(labels, before):
        session.collection.add(Sample(text=f"words {number}"), label)
    qtbot.waitUntil(lambda: len(session.collection.view.content.rows) == before + len(labels))
    qtbot.waitUntil(lambda: not (session.collection.busy or session.learning.busy or session.busy))


def test_it_is_seen_with_a_project(card, ready, qtbot, tmp_path):
    assert not card.isVisible()
    with qtbot.waitSignal(ready.collection.opened):
        ready.collection.new(tmp_path / "mine")
    assert card.isVisible()
    assert card.state.text() == "The model pets answers. What you keep does not change it."
    assert card.learn.isVisible()
    assert not card.use.isVisible()


def test_it_says_what_is_missing_and_then_what_is_known(card, project, ready, qtbot, window):
    keep(ready, qtbot, "fox", "fox", "owl")
    assert "Two kinds with two examples each" in window.classify.answer.note.text()
    assert "write what it is" in card.state.text()
    assert card.counts.text() == "fox 2  ·  owl 1"
    assert not card.figure.isVisible()
    assert window.model_button.text() == "Your examples"
    keep(ready, qtbot, "owl")
    assert "teaches at once" in card.state.text()
    assert card.figure.text() == "No figure yet: that takes three examples of a class."
    keep(ready, qtbot, "owl", "fox")
    assert card.figure.text() == "Judged by 6 examples: 50 to 88 % right"
    assert card.use.isEnabled()


def test_what_is_kept_is_offered_as_a_label_and_the_quiet_model_offers_none(project, ready, qtbot, window):
    keep(ready, qtbot, "fox")
    assert window.classify.keep.labels == ("fox",)


def test_use_it_writes_a_file_and_shows_its_card(card, project, ready, qtbot, window, engine):
    keep(ready, qtbot, *["fox"] * 3, *["owl"] * 3)
    with qtbot.waitSignal(ready.card_wanted):
        card.use.click()
    assert ready.model.path == engine.saved
    qtbot.waitUntil(lambda: card.learn.isVisible())


def test_one_can_have_them_answer(card, project, ready, qtbot):
    keep(ready, qtbot, "cat", "cat", "狗", "狗")
    assert ready.model.path is not None
    card.learn.click()
    qtbot.waitUntil(lambda: ready.model.path is None)
    assert not card.learn.isVisible()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"learned": FEW}, "Two kinds with two examples each, and it begins to answer."),
        ({"learned": None}, "Looking at your examples…"),
        ({"problem": "The weights are missing."}, "The weights are missing."),
        ({"learned": Learned(None, left_out=("audio",))}, "Sound: only a full training learns from them. Begin it on Train."),
    ],
)
def test_why_nothing_answers_yet(ready, changes, words):
    for name, value in changes.items():
        setattr(ready.learning, name, value)
    assert awaited(ready.learning) == words


def test_how_far_it_is_with_many(ready, qtbot, monkeypatch):
    monkeypatch.setattr(type(ready.learning), "busy", True)
    ready.learning.stage = Note("reading", 64, 80)
    assert awaited(ready.learning) == "Looking at your examples: 64 of 80"


def test_figures_name_what_they_do_not_tell():
    learned = Learned(None, samples=21, counts={"fox": 10, "owl": 10, "hare": 1}, judged=LeaveOneOut(20, 0.9, (0.699, 0.9545)))
    assert figure(learned) == "Judged by 20 examples: 70 to 95 % right. No figure yet for hare."
    assert counted(learned) == "fox 10  ·  owl 10  ·  hare 1"
    numbers = Learned(None, "regression", 30, judged=LeaveOneOut(30, 0.8, (1.25, 2.5)))
    assert figure(numbers) == "Judged by 30 examples: off by 1.25 to 2.5 on the average"


def test_what_does_not_teach_is_named():
    assert left_out(FEW) == ""
    both = dataclasses.replace(FEW, left_out=("audio",), skipped=(Skipped(4, "b.png is empty"),))
    assert left_out(both) == "Sound: left out until a full training. 1 example cannot be read."
