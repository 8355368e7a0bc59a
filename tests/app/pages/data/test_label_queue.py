"""The way through the rows without a label."""

import pytest

from mmdesk.app.pages.data.label_queue import LabelQueue, mixed


@pytest.fixture
def queue(session, half_labelled, qtbot):
    with qtbot.waitSignal(session.collection.opened):
        session.collection.open(half_labelled)
    queue = LabelQueue(session.collection, session.worth)
    qtbot.waitUntil(lambda: len(session.worth.order) == 6)
    yield queue
    queue.end()
    qtbot.waitUntil(lambda: session.collection.saved)


def labels(session):
    return {row.key: row.label for row in session.collection.view.content.rows if row.key > 3}


def test_until_an_order_is_there_rows_come_in_one_without_a_meaning(session, half_labelled, engine, qtbot):
    engine.may_go.clear()
    with qtbot.waitSignal(session.collection.opened):
        session.collection.open(half_labelled)
    queue = LabelQueue(session.collection, session.worth)
    assert queue.key == mixed(range(4, 10))[0], "nobody waits for it"
    assert queue.guess is None
    engine.may_go.set()
    qtbot.waitUntil(lambda: session.worth.order == (9, 8, 7, 6, 5, 4))
    first = queue.key
    queue.skip()
    assert queue.key == next(key for key in (9, 8) if key != first)
    queue.end()


def test_each_label_is_an_edit_and_the_next_is_there_at_once(queue, session, qtbot):
    asked = []
    for label in ("cat", "dog", "cat"):
        asked.append(queue.key)
        queue.label(f" {label} ")
        assert queue.key not in asked
    qtbot.waitUntil(lambda: [labels(session)[key] for key in asked] == ["cat", "dog", "cat"])
    assert session.collection.view.undo == "label 1 row as cat"


def test_back_takes_the_label_back(queue, session, qtbot):
    first = queue.key
    queue.label("cat")
    second = queue.key
    queue.skip()
    queue.back()
    assert queue.key == second
    queue.back()
    assert queue.key == first
    assert not queue.can_go_back
    qtbot.waitUntil(lambda: not session.collection.busy)
    assert labels(session)[first] == ""
    queue.label("dog")
    qtbot.waitUntil(lambda: labels(session)[first] == "dog")
    assert queue.key == second


def test_what_was_skipped_comes_again_at_the_end(queue, session, qtbot):
    skipped = queue.key
    queue.skip()
    for _ in range(5):
        assert queue.key != skipped
        queue.label("cat")
    assert queue.key == skipped
    queue.label("dog")
    assert queue.key is None
    assert queue.row is None
    qtbot.waitUntil(lambda: session.worth.unlabelled == 0)
    queue.label("cat")
    queue.skip()
    assert queue.can_go_back, "the last label can be taken back still"
    queue.back()
    assert queue.key == skipped


def test_a_label_that_could_not_be_written_is_asked_for_again(queue, session, qtbot):
    key = queue.key
    manifest = session.collection.view.path / "manifest.csv"
    manifest.write_text(manifest.read_text(encoding="utf-8") + "\n", encoding="utf-8")  # another program does
    queue.label("cat")
    qtbot.waitUntil(lambda: bool(session.collection.problem))
    assert queue.key == key
    assert not queue.can_go_back
    assert labels(session)[key] == ""


def test_a_row_that_is_deleted_meanwhile_is_not_asked_about(queue, session, qtbot):
    key = queue.key
    session.collection.edits.delete([key])
    qtbot.waitUntil(lambda: queue.key != key)
    assert queue.row is not None


def test_nothing_is_no_label(queue):
    key = queue.key
    queue.label("  ")
    assert queue.key == key
    assert not queue.can_go_back
