"""What the sample is like, seen from the GUI thread."""

import csv
from pathlib import Path

import pytest

from mmdesk.app.services import neighbours


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Four examples of words, of classes that the model knows."""
    folder = tmp_path / "pets"
    folder.mkdir()
    with open(folder / "manifest.csv", "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("text", "label"), *((f"number {n}", "狗" if n % 2 else "cat") for n in range(4))])
    return folder


@pytest.fixture
def opened(ready, folder, qtbot):
    with qtbot.waitSignal(ready.collection.opened):
        ready.collection.open(folder)
    qtbot.waitUntil(lambda: not ready.busy)
    return ready


def ask(session, qtbot, words):
    session.write("text", words)
    qtbot.waitUntil(lambda: session.prediction is not None and not session.busy)


def test_nothing_is_computed_while_nobody_looks(opened, engine, qtbot):
    ask(opened, qtbot, "a cat")
    assert opened.alike.examples == 4
    assert not opened.alike.busy
    assert engine.indexed == []
    opened.alike.watch("test", True)
    qtbot.waitUntil(lambda: opened.alike.neighbours is not None)
    assert len(engine.indexed) == 1
    assert [one.row for one in opened.alike.neighbours.together.found] == [1, 2, 3, 4]
    assert opened.alike.count == 4
    opened.alike.watch("test", False)
    opened.write("text", "another")
    qtbot.waitUntil(lambda: not opened.busy)
    assert opened.alike.neighbours is None
    assert not opened.alike.busy


def test_the_newest_sample_alone_counts(opened, qtbot):
    opened.alike.watch("test", True)
    qtbot.waitUntil(lambda: opened.alike.count is not None)
    told = []
    opened.alike.changed.connect(lambda: told.append(opened.alike.neighbours))
    ask(opened, qtbot, "a cat")
    qtbot.waitUntil(lambda: opened.alike.neighbours is not None)
    opened.clear_all()
    assert opened.alike.neighbours is None


def test_examples_that_change_are_embedded_again(opened, engine, qtbot):
    opened.alike.watch("test", True)
    qtbot.waitUntil(lambda: opened.alike.count == 4)
    opened.collection.edits.delete([3])
    qtbot.waitUntil(lambda: opened.alike.count == 3)
    assert [len(dataset.examples) for dataset in engine.indexed] == [4, 3]


def test_another_model_embeds_for_itself(opened, engine, model, qtbot):
    opened.alike.watch("test", True)
    qtbot.waitUntil(lambda: opened.alike.count == 4)
    opened.open_model(model)
    qtbot.waitUntil(lambda: len(engine.indexed) == 2 and opened.alike.count == 4)


def test_a_project_of_other_classes_is_not_looked_at(ready, engine, tmp_path, qtbot):
    (tmp_path / "birds").mkdir()
    (tmp_path / "birds" / "manifest.csv").write_text("text,label\na,owl\nb,wren\n")
    ready.alike.watch("test", True)
    with qtbot.waitSignal(ready.collection.opened):
        ready.collection.open(tmp_path / "birds")
    assert ready.alike.examples == 0
    assert engine.indexed == []


def test_of_many_examples_the_person_is_asked(opened, engine, qtbot, monkeypatch):
    monkeypatch.setattr(neighbours, "AT_ONCE", 3)
    opened.alike.watch("test", True)
    assert opened.alike.waits
    assert not opened.alike.busy
    opened.alike.agree()
    qtbot.waitUntil(lambda: opened.alike.count == 4)
    assert not opened.alike.waits
    assert len(engine.indexed) == 1


def test_going_away_ends_it_and_coming_back_begins_it_again(opened, engine, qtbot):
    engine.may_go.clear()
    opened.alike.watch("test", True)
    qtbot.waitUntil(lambda: opened.alike.stage is not None)
    opened.alike.watch("test", False)
    assert (opened.alike.stage, opened.alike.busy) == (None, False)
    engine.may_go.set()
    opened.alike.watch("test", True)
    qtbot.waitUntil(lambda: opened.alike.count == 4)


def test_a_closed_project_has_no_neighbours(opened, qtbot, tmp_path):
    opened.alike.watch("test", True)
    ask(opened, qtbot, "a cat")
    qtbot.waitUntil(lambda: opened.alike.neighbours is not None)
    with qtbot.waitSignal(opened.collection.opened):
        opened.collection.new(tmp_path / "empty")
    assert (opened.alike.neighbours, opened.alike.map, opened.alike.count) == (None, None, None)
