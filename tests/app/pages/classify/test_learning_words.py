"""What is said of a model that learns while examples are collected."""

import dataclasses

import pytest

from mmdesk.app.pages.classify.learning_words import awaited, counted, figure, left_out
from mmdesk.core.datasets.example import Skipped
from mmdesk.core.progress import Note
from mmdesk.core.training.collected import Learned, LeaveOneOut

FEW = Learned(None, samples=3, counts={"fox": 2, "owl": 1})


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
