"""Many samples are answered while the desk stays alive."""

import csv

import pytest
from PIL import Image
from specs import spec_of

from mmdesk.core.answers.batch import Answered
from mmdesk.core.errors import InputError


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(6):
        Image.new("RGB", (8, 8), "red").save(folder / f"{number}.png")
    (folder / "9.png").touch()
    return folder


@pytest.fixture
def slow(engine, monkeypatch):
    """Rows that come one in each slice."""
    monkeypatch.setattr("mmdesk.app.services.batch.SLICE_SECONDS", 0)
    return engine


def test_a_folder_is_answered_row_by_row(ready, folder, qtbot):
    ready.drop([folder])
    qtbot.waitUntil(lambda: ready.batch.done and len(ready.batch.rows) == 7)
    assert [bool(answered.prediction) for answered in ready.batch.answers] == [True] * 6 + [False]
    assert "9.png is empty" in ready.batch.answers[-1].problem
    assert not ready.batch.running
    assert ready.empty


def test_it_rests_and_goes_on_where_it_was(ready, folder, slow, answered, qtbot):
    seen = []
    ready.batch.answered.connect(lambda count: (seen.append(count), ready.batch.stop()) if len(seen) == 1 else seen.append(count))
    ready.drop([folder])
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert not ready.batch.running
    ready.write("text", "a cat")  # answered by the same thread, after what it was told to do before
    answered()
    assert len(ready.batch.answers) == 2
    ready.batch.resume(ready.model.spec)
    qtbot.waitUntil(lambda: ready.batch.done)
    assert [answered.row.row for answered in ready.batch.answers] == list(range(1, 8))
    assert len(slow.asked) in {6, 7}, "at most the row that was on its way is answered again"


def test_the_desk_is_answered_between_the_rows(ready, folder, slow, qtbot):
    order = []
    ready.batch.answered.connect(lambda _: order.append("row"))
    ready.answer_changed.connect(lambda: order.append("desk"))
    ready.batch.answered.connect(lambda _: ready.write("text", "a cat") if len(order) == 1 else None)
    ready.drop([folder])
    qtbot.waitUntil(lambda: ready.batch.done and "desk" in order)
    assert order.index("desk") < len(order) - 2


def test_another_model_begins_anew(ready, folder, model, slow, qtbot):
    ready.drop([folder])
    qtbot.waitUntil(lambda: len(ready.batch.answers) > 1)
    ready.batch.stop()
    slow.spec = spec_of(("cat", "狗"), ("image",))
    with qtbot.waitSignal(ready.recent_changed):
        ready.open_model(model)
    asked = len(slow.asked)
    ready.batch.resume(ready.model.spec)
    qtbot.waitUntil(lambda: ready.batch.done)
    assert len(slow.asked) == asked + 6


def test_it_waits_for_a_model(session, folder, model, qtbot):
    session.drop([folder])
    qtbot.waitUntil(lambda: len(session.batch.rows) == 7)
    assert session.batch.answers == []
    session.open_model(model)
    qtbot.waitUntil(lambda: session.batch.done)


def test_the_answers_are_written(ready, folder, tmp_path, qtbot):
    ready.drop([folder])
    qtbot.waitUntil(lambda: ready.batch.done and bool(ready.batch.rows))
    ready.batch.save(tmp_path / "out.csv")
    qtbot.waitUntil((tmp_path / "out.csv").exists)
    with open(tmp_path / "out.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["label"] for row in rows] == ["cat"] * 6 + [""]
    with qtbot.waitSignal(ready.batch.changed):
        ready.batch.save(tmp_path / "gone" / "out.csv")
    assert "the folder does not exist" in ready.batch.problem


def test_what_stops_the_engine_is_told(ready, folder, engine, qtbot, monkeypatch):
    def none(rows, token):
        raise InputError("No model is open.")
        yield Answered(rows[0])

    monkeypatch.setattr(engine, "batch", none)
    ready.drop([folder])
    qtbot.waitUntil(lambda: ready.batch.problem == "No model is open.")
    assert not ready.batch.running


def test_a_row_is_laid_on_the_desk(ready, folder, answered, qtbot):
    (folder / "3.txt").write_text("three")
    ready.drop([folder])
    qtbot.waitUntil(lambda: ready.batch.done and bool(ready.batch.rows))
    ready.lay(ready.batch.rows[3])
    answered()
    assert ready.part("image").content.name == "3.png"
    assert ready.part("text").content == "three"
    ready.lay(ready.batch.rows[6])
    assert ready.empty


def test_an_empty_folder_is_told_and_the_batch_before_stays(ready, folder, tmp_path, qtbot):
    ready.drop([folder])
    qtbot.waitUntil(lambda: ready.batch.done and bool(ready.batch.rows))
    (tmp_path / "nothing").mkdir()
    with qtbot.waitSignal(ready.dropped_badly) as told:
        ready.drop([tmp_path / "nothing"])
    assert "nothing is not a dataset" in told.args[0]
    assert len(ready.batch.rows) == 7
    ready.batch.clear()
    assert ready.batch.dataset is None
