"""What is dropped on the project: opened, or taken in as examples."""

import os
import shutil
import sys
import threading

import numpy as np
import pytest
from patience import SECONDS
from PIL import Image
from tiny_table import write_table

from mmdesk.app.services.projects.imports import _look
from mmdesk.core.errors import InputError
from mmdesk.core.progress import CancelToken
from mmdesk.core.projects import importing
from mmdesk.core.projects.project import Project


@pytest.fixture
def project(session, tmp_path, qtbot):
    with qtbot.waitSignal(session.collection.opened):
        session.collection.open(write_table(tmp_path / "pets"))
    yield session.collection
    qtbot.waitUntil(lambda: session.collection.saved)


@pytest.fixture
def files(tmp_path):
    made = [tmp_path / f"{number}.png" for number in range(4)]
    for file in made:
        Image.new("RGB", (8, 8), "red").save(file)
    return made


@pytest.fixture
def gate(monkeypatch):
    """Copying waits at every file until it is open."""
    gate, take_in = threading.Event(), importing.take_in
    monkeypatch.setattr(importing, "take_in", lambda *a: (gate.wait(SECONDS), take_in(*a))[1])
    yield gate
    gate.set()


def count(collection):
    return len(collection.view.content.rows)


def test_drops_are_taken_one_after_the_other_while_the_project_is_edited(session, project, files, gate, qtbot):
    session.incoming.take(files[:2])
    session.incoming.take(files[2:])
    qtbot.waitUntil(lambda: session.incoming.stage is not None)
    assert session.incoming.busy
    assert (session.incoming.stage.done, session.incoming.stage.total) == (0, 2)
    project.edits.relabel([0], "bird")
    qtbot.waitUntil(lambda: "bird" in project.labels)
    assert count(project) == 6
    gate.set()
    qtbot.waitUntil(lambda: count(project) == 10)
    qtbot.waitUntil(lambda: not session.incoming.busy)


def test_it_is_called_off_without_a_trace(session, project, files, gate, qtbot):
    session.incoming.take(files[:2])
    session.incoming.take(files[2:])
    qtbot.waitUntil(lambda: session.incoming.stage is not None)
    session.incoming.cancel()
    assert not session.incoming.busy
    gate.set()
    folder = project.folder / "images"
    qtbot.waitUntil(lambda: folder.is_dir() and not list(folder.iterdir()))
    assert count(project) == 6
    session.incoming.take(files[:1])
    qtbot.waitUntil(lambda: count(project) == 7)


def test_another_project_gets_nothing_of_it(session, project, files, gate, tmp_path, qtbot):
    session.incoming.take(files)
    qtbot.waitUntil(lambda: session.incoming.stage is not None)
    session.incoming.take([write_table(tmp_path / "others")])
    with qtbot.waitSignal(project.opened):
        project.open(tmp_path / "others")
    gate.set()
    qtbot.waitUntil(lambda: not session.incoming.busy)
    assert count(project) == 6


def test_files_that_are_no_samples_begin_no_project(session, tmp_path, qtbot, monkeypatch):
    monkeypatch.setattr(session.collection, "free_folder", lambda: tmp_path / "mine")
    (tmp_path / "strange.bin").write_bytes(bytes(range(256)))
    session.incoming.take([tmp_path / "strange.bin"])
    qtbot.waitUntil(lambda: "strange.bin cannot be an example" in session.incoming.problem)
    assert not (tmp_path / "mine").exists()


def test_a_folder_of_pictures_begins_a_project_with_its_name_as_label(session, tmp_path, files, qtbot, monkeypatch):
    monkeypatch.setattr(session.collection, "free_folder", lambda: tmp_path / "mine")
    (tmp_path / "fox").mkdir()
    files[0].rename(tmp_path / "fox" / "1.png")
    session.incoming.take([tmp_path / "fox"])
    qtbot.waitUntil(lambda: session.collection.labels == ("fox",))
    qtbot.waitUntil(lambda: session.collection.saved)


def test_where_no_project_can_be_made_that_is_told(session, tmp_path, files, qtbot, monkeypatch):
    monkeypatch.setattr(session.collection, "free_folder", lambda: files[1] / "mine")
    session.incoming.take(files[:1])
    qtbot.waitUntil(lambda: bool(session.collection.problem))
    assert not session.incoming.busy


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are bytes on Linux")
def test_files_that_no_table_can_name_are_told_and_the_others_taken(session, project, files, tmp_path, qtbot):
    strange = tmp_path / os.fsdecode(b"caf\xe9.png")
    shutil.copy(files[0], strange)
    session.incoming.take([strange])
    qtbot.waitUntil(lambda: "not text in UTF-8" in session.incoming.problem)
    session.incoming.take([files[0], strange])
    qtbot.waitUntil(lambda: count(project) == 7)
    qtbot.waitUntil(lambda: project.saved and "1 file or row was left out" in session.incoming.problem)


def test_arrays_of_one_split_are_opened_as_a_dataset(tmp_path):
    np.save(tmp_path / "val_images.npy", np.zeros((3, 8, 8), dtype=np.uint8))
    np.save(tmp_path / "val_labels.npy", np.array([0, 1, 0]))
    assert _look((tmp_path,), CancelToken()) == tmp_path


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_what_may_not_be_read_is_one_sentence(locked):
    (locked.parent / "dim").mkdir()
    (locked.parent / "dim" / "1.png").touch()
    (locked.parent / "dim").chmod(0o400)  # its files are listed, but not told from folders
    for folder in (locked, locked.parent / "dim"):
        with pytest.raises(InputError, match="may not be read"):
            Project.open(_look((folder,), CancelToken()))
    with pytest.raises(InputError, match="inner cannot be an example: inner may not be read"):
        _look((locked / "inner",), CancelToken())


def test_in_what_a_loose_text_is_written_is_told(session, project, tmp_path, qtbot):
    (tmp_path / "a.txt").write_bytes("läuft schön".encode("cp1252"))
    session.incoming.take([tmp_path / "a.txt"])
    qtbot.waitUntil(lambda: "probably in Windows-1252, as in “läuft schön”" in session.incoming.problem)
