"""The open project, in its own thread."""

import threading

import numpy as np
import pytest
from patience import SECONDS
from tiny_table import write_table

from mmdesk.app.services.projects.collection import Collection
from mmdesk.core.datasets.read import read_dataset
from mmdesk.core.errors import InputError
from mmdesk.core.modalities.image.picture import Picture
from mmdesk.core.modalities.sample import Sample


@pytest.fixture
def make(settings, qapp):
    made = []

    def make():
        made.append(Collection(settings))
        return made[-1]

    yield make
    for collection in made:
        assert collection.close(SECONDS)
        collection.deleteLater()


@pytest.fixture
def collection(make):
    return make()


@pytest.fixture
def pets(tmp_path):
    folder = tmp_path / "pets"
    folder.mkdir()
    (folder / "manifest.csv").write_text("text,label\nmeow,cat\nwoof,dog\npurr,cat\n")
    return folder


@pytest.fixture
def ready(collection, pets, qtbot):
    with qtbot.waitSignal(collection.opened):
        collection.open(pets)
    return collection


def settled(collection, qtbot):
    """Wait until everything is done and saved; gives the labels."""
    qtbot.waitUntil(lambda: collection.saved)
    return [row.label for row in collection.view.content.rows]


def test_a_folder_is_opened_and_remembered(collection, pets, qtbot, settings):
    assert (collection.folder, collection.dataset, collection.labels) == (None, None, ())
    with qtbot.waitSignal(collection.recent_changed):
        collection.open(pets / "manifest.csv")
    assert collection.folder == collection.dataset == pets
    assert collection.labels == ("cat", "dog")
    assert settings.recent_projects == (pets,)


def test_what_is_no_dataset_is_told_and_the_one_before_stays(ready, pets, qtbot, tmp_path):
    ready.open(tmp_path / "settings")
    qtbot.waitUntil(lambda: bool(ready.problem))
    assert "not a dataset" in ready.problem
    assert ready.folder == pets
    ready.edits.relabel([0], "fox")
    assert settled(ready, qtbot) == ["fox", "dog", "cat"]
    assert ready.problem == ""


def test_edits_are_saved_by_themselves_and_undone(ready, pets, qtbot):
    ready.edits.relabel([0, 2], " fox ")
    ready.edits.move([1], "test")
    ready.edits.delete([2])
    ready.edits.reword(0, "text", "yip")
    assert settled(ready, qtbot) == ["fox", "dog"]
    assert [(e["text"], e.label, e.split) for e in read_dataset(pets).examples] == [("yip", "fox", ""), ("woof", "dog", "test")]
    assert ready.view.undo == "change the words of a row"
    for _ in range(4):
        ready.edits.undo()
    assert settled(ready, qtbot) == ["cat", "dog", "cat"]
    assert ready.view.redo == "label 2 rows as fox"
    ready.edits.redo()
    assert settled(ready, qtbot) == ["fox", "dog", "fox"]


def test_a_new_project_takes_samples(collection, qtbot, tmp_path):
    with qtbot.waitSignal(collection.opened):
        collection.new(tmp_path / "mine")
    for number in range(3):
        picture = Picture(np.full((4, 4, 3), number, dtype=np.uint8), (4, 4))
        collection.edits.add(Sample(image=picture, text=f"words {number}"), "cat", "train")
    collection.edits.keep({"training": {"seed": 1}})
    assert settled(collection, qtbot) == ["cat"] * 3
    assert [example["text"] for example in read_dataset(tmp_path / "mine").examples] == ["words 0", "words 1", "words 2"]
    assert collection.view.settings == {"training": {"seed": 1}}


def test_what_was_asked_for_at_the_end_is_done(saved_late, make, pets, qtbot):
    collection = make()
    with qtbot.waitSignal(collection.opened):
        collection.open(pets)
    for number in range(20):
        collection.edits.relabel([0], f"class {number}")
    assert collection.close(SECONDS)
    assert read_dataset(pets).examples[0].label == "class 19"
    assert sorted(path.name for path in pets.iterdir()) == ["manifest.csv", "mmdesk.json"]


def test_another_project_leaves_the_one_before_saved(saved_late, ready, pets, qtbot, tmp_path):
    ready.edits.relabel([0], "fox")
    with qtbot.waitSignal(ready.opened):
        ready.new(tmp_path / "mine")
    assert ready.folder == tmp_path / "mine"
    assert read_dataset(pets).examples[0].label == "fox"


def test_the_same_project_is_opened_again(saved_late, ready, pets, qtbot):
    ready.edits.relabel([0], "fox")
    with qtbot.waitSignal(ready.opened):
        ready.open(pets)
    assert settled(ready, qtbot) == ["fox", "dog", "cat"]


def test_two_windows_do_not_edit_the_same_project(ready, make, pets, qtbot):
    other = make()
    other.open(pets)
    qtbot.waitUntil(lambda: bool(other.problem))
    assert "pets is open in another window" in other.problem
    assert other.view is None
    with qtbot.waitSignal(ready.opened):
        ready.new(pets.parent / "mine")
    with qtbot.waitSignal(other.opened):
        other.open(pets)


def test_an_edit_that_cannot_be_kept_is_told_and_the_next_ones_are_done(ready, pets, qtbot):
    table = (pets / "manifest.csv").read_text()
    (pets / "manifest.csv").write_text("text,label\nmoo,cow\n")
    ready.edits.relabel([0], "fox")
    qtbot.waitUntil(lambda: bool(ready.problem))
    assert "changed by another program" in ready.problem
    assert [row.label for row in ready.view.content.rows] == ["cat", "dog", "cat"]
    assert (pets / "manifest.csv").read_text() != table


def test_nothing_is_edited_while_another_project_opens(ready, pets, qtbot, tmp_path):
    other = write_table(tmp_path / "other")
    ready.open(other)
    ready.edits.relabel([0], "fox")
    assert "is being opened" in ready.problem
    qtbot.waitUntil(lambda: ready.folder == other)
    assert "fox" not in settled(ready, qtbot)
    assert read_dataset(pets).examples[0].label == "cat"


def test_of_several_that_are_opened_the_last_one_is_there(ready, pets, make, qtbot, tmp_path):
    folders = [write_table(tmp_path / name) for name in ("a", "b", "c")]
    for folder in folders:
        ready.open(folder)
    qtbot.waitUntil(lambda: ready.folder == folders[-1] and not ready.opening)
    for folder in (pets, *folders[:-1]):
        another = make()
        another.open(folder)
        qtbot.waitUntil(lambda another=another: another.view is not None)


def test_a_table_that_another_program_has_written_keeps_nothing_from_being_opened(ready, pets, qtbot, tmp_path):
    ready.edits.relabel([0], "fox")
    qtbot.waitUntil(lambda: ready.saved)
    (pets / "manifest.csv").write_text("text,label\nmoo,cow\n")
    ready.edits.relabel([1], "wolf")
    qtbot.waitUntil(lambda: "Open it again" in ready.problem)
    assert [row.label for row in ready.view.content.rows] == ["fox", "dog", "cat"]
    with qtbot.waitSignal(ready.opened):
        ready.open(pets)
    assert (settled(ready, qtbot), ready.problem) == (["cow"], "")


def test_what_could_not_be_done_is_still_told_once_the_rest_is_saved(ready, pets, qtbot):
    def unreadable():
        raise InputError("{name} is damaged.", name="a.png")

    ready.edits.relabel([0], "fox")
    ready.edits.add_made(unreadable, "fox")
    qtbot.waitUntil(lambda: bool(ready.problem))
    qtbot.waitUntil(lambda: ready.saved)
    assert "fox" in (pets / "manifest.csv").read_text()
    assert ready.problem == "a.png is damaged."
    ready.edits.relabel([1], "wolf")
    assert ready.problem == "", "that belongs to what was asked before"


def test_edits_that_the_table_lacks_are_told_when_another_project_is_opened(saved_late, ready, pets, qtbot, tmp_path):
    ready.edits.relabel([0], "fox")
    qtbot.waitUntil(lambda: ready.view.undo != "")
    (pets / "manifest.csv").write_text("text,label\nmoo,cow\n")
    with qtbot.waitSignal(ready.opened):
        ready.new(tmp_path / "mine")
    assert "changed by another program" in ready.problem
    with qtbot.waitSignal(ready.opened):
        ready.open(pets)
    assert "manifest.journal.old" in str(ready.note)


def test_who_looks_at_the_project_has_a_thread_that_ends_with_it(collection, qtbot):
    lane = collection.worker("looking", collection).lane()
    names = []
    lane.succeeded.connect(names.append)
    with qtbot.waitSignal(lane.succeeded):
        lane.start(lambda token: threading.current_thread().name)
    assert names == ["looking"]


def test_the_project_that_was_open_comes_back(collection, settings, tmp_path, qtbot):
    with qtbot.waitSignal(collection.opened):
        collection.new(tmp_path / "pets")
    assert collection.close(SECONDS)
    again = Collection(settings)
    with qtbot.waitSignal(again.opened):
        again.reopen()
    assert again.folder == tmp_path / "pets"
    assert again.close(SECONDS)
    again.deleteLater()


def test_one_that_has_gone_is_told_once(collection, settings, tmp_path, qtbot):
    settings.project = tmp_path / "pets"
    collection.reopen()
    assert f"The project pets is not where it was: {tmp_path}." in collection.problem
    assert settings.project is None
    collection.problem = ""
    collection.reopen()
    assert collection.problem == ""


def test_an_encoding_is_asked_and_read_as_decided(collection, qtbot, tmp_path):
    (tmp_path / "reviews.csv").write_bytes("text,label\nläuft schön,gut\nstürzt ab,übel\n".encode("cp1252"))
    collection.open(tmp_path / "reviews.csv")
    qtbot.waitUntil(lambda: collection.foreign == "Windows-1252")
    assert "line 2 would be “läuft schön”" in collection.problem
    collection.decide(encoding="Windows-1252")
    qtbot.waitUntil(lambda: collection.labels == ("gut", "übel"))
    assert (collection.foreign, collection.problem) == ("", "")
    collection.open(tmp_path / "gone.csv")
    qtbot.waitUntil(lambda: "gone.csv" in collection.problem)
    assert collection.foreign == ""
