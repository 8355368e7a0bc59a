"""The order of the unlabelled rows follows the labels, a batch at a time."""

import csv

import pytest

from mmdesk.core.training.worth_labelling import BATCH


@pytest.fixture
def folder(tmp_path):
    """Two rows with a label each of three classes, and thirty without."""
    folder = tmp_path / "words"
    folder.mkdir()
    rows = [(f"words {number}", ("fox", "owl", "hare")[number % 3] if number < 6 else "") for number in range(36)]
    with open(folder / "manifest.csv", "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("text", "label"), *rows])
    return folder


@pytest.fixture
def worth(session, folder, qtbot):
    with qtbot.waitSignal(session.collection.opened):
        session.collection.open(folder)
    yield session.worth
    qtbot.waitUntil(lambda: session.collection.saved)


def rest(worth, session, qtbot):
    qtbot.waitUntil(lambda: not (worth.busy or session.collection.busy or session.learning.busy))


def test_nothing_is_ordered_before_somebody_asks(worth, session, qtbot):
    rest(worth, session, qtbot)
    assert worth.order == ()
    worth.begin("me")
    assert worth.busy
    rest(worth, session, qtbot)
    assert worth.order == tuple(range(35, 5, -1))
    assert worth.guesses[35].labels == ("cat", "狗")
    assert worth.learned.counts == {"fox": 2, "hare": 2, "owl": 2}
    assert worth.unlabelled == 30
    worth.end("me")


def test_it_is_ordered_anew_after_a_batch_of_labels_not_after_each(worth, session, qtbot):
    worth.begin("me")
    rest(worth, session, qtbot)
    before = worth.order
    session.collection.edits.relabel(before[: BATCH - 1], "fox")
    rest(worth, session, qtbot)
    assert worth.order is before
    session.collection.edits.relabel(before[BATCH - 1 : BATCH], "fox")
    qtbot.waitUntil(lambda: worth.order == before[BATCH:])
    assert worth.learned.counts["fox"] == 2 + BATCH
    worth.end("me")
    session.collection.edits.relabel(before[BATCH:], "owl")
    rest(worth, session, qtbot)
    assert worth.order == before[BATCH:], "nobody asks any more"


def test_labels_that_come_while_it_is_busy_are_not_forgotten(worth, session, engine, qtbot):
    engine.may_go.clear()
    worth.begin("me")
    session.collection.edits.relabel(tuple(range(6, 6 + BATCH)), "fox")
    qtbot.waitUntil(lambda: worth.unlabelled == 30 - BATCH)
    assert worth.busy
    engine.may_go.set()
    qtbot.waitUntil(lambda: len(worth.order) == 30 - BATCH)
    worth.end("me")


def test_a_fitting_file_guesses_until_there_are_labels_to_learn_from(worth, ready, engine, qtbot):
    every = [row.key for row in ready.collection.view.content.rows]
    ready.collection.edits.relabel(every[:6], "cat")
    rest(worth, ready, qtbot)
    worth.begin("me")
    rest(worth, ready, qtbot)
    assert engine.ranked_by == ready.file.path, "six cats alone teach nothing"
    assert worth.guesses
    worth.end("me")
    ready.collection.edits.relabel(every[:3], "狗")
    rest(worth, ready, qtbot)
    worth.begin("me")
    rest(worth, ready, qtbot)
    assert engine.ranked_by is None
    worth.end("me")


def test_a_model_that_knows_other_classes_is_not_asked(worth, ready, engine, qtbot):
    every = [row.key for row in ready.collection.view.content.rows]
    ready.collection.edits.relabel(every[:6], "fox")
    rest(worth, ready, qtbot)
    worth.begin("me")
    rest(worth, ready, qtbot)
    assert engine.ranked_by is None
    assert worth.guesses == {}
    worth.end("me")


def test_who_ends_early_stops_it(worth, session, engine, qtbot):
    engine.may_go.clear()
    worth.begin("me")
    worth.begin("you")
    worth.end("me")
    assert worth.busy
    worth.end("you")
    assert not worth.busy
    engine.may_go.set()
    rest(worth, session, qtbot)
    assert worth.order == ()


def test_another_project_has_an_order_of_its_own(worth, session, tmp_path, qtbot):
    worth.begin("me")
    rest(worth, session, qtbot)
    (tmp_path / "few").mkdir()
    (tmp_path / "few" / "manifest.csv").write_text("text,label\na,\nb,\n", encoding="utf-8")
    session.collection.open(tmp_path / "few")
    qtbot.waitUntil(lambda: worth.order == (1, 0))
    assert worth.guesses == {}
    worth.end("me")


def test_what_goes_wrong_is_told(worth, session, engine, qtbot, monkeypatch):
    from mmdesk.core.errors import InputError

    def broken(*_):
        raise InputError("The disk is full.")

    monkeypatch.setattr(engine, "worth_labelling", broken)
    worth.begin("me")
    qtbot.waitUntil(lambda: worth.problem == "The disk is full.")
    assert not worth.busy
    worth.end("me")
