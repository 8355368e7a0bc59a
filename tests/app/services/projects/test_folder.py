"""The open project gets another name, a twin, and goes into the trash."""

import pytest
from PySide6.QtCore import QFile

from mmdesk.app.services.projects.folder import ProjectFolder
from mmdesk.core.modalities.sample import Sample

pytestmark = pytest.mark.usefixtures("saved_late")


@pytest.fixture
def project(collection, tmp_path, qtbot):
    with qtbot.waitSignal(collection.opened):
        collection.new(tmp_path / "pets")
    collection.edits.add(Sample(text="a cat"), "cat")
    qtbot.waitUntil(lambda: not collection.busy)
    return collection


@pytest.fixture
def whole(project, qapp):
    return ProjectFolder(project)


def labels(collection):
    return [row.label for row in collection.view.content.rows]


def test_a_project_is_renamed_and_goes_on(whole, project, settings, tmp_path, qtbot):
    with qtbot.waitSignal(project.opened):
        whole.rename("animals")
    assert project.folder == tmp_path / "animals"
    assert labels(project) == ["cat"]
    assert not (tmp_path / "pets").exists()
    assert settings.project == tmp_path / "animals"
    assert settings.recent_projects == (tmp_path / "animals",)
    project.edits.add(Sample(text="a dog"), "dog")
    qtbot.waitUntil(lambda: labels(project) == ["cat", "dog"])


def test_a_name_that_is_taken_is_told_and_the_project_stays(whole, project, tmp_path, qtbot):
    (tmp_path / "dogs").mkdir()
    whole.rename("dogs")
    qtbot.waitUntil(lambda: bool(project.problem))
    assert "dogs is there already" in project.problem
    assert project.folder == tmp_path / "pets"
    project.edits.add(Sample(text="a dog"), "dog")
    qtbot.waitUntil(lambda: labels(project) == ["cat", "dog"])


def test_a_copy_has_what_was_edited_last(whole, project, settings, tmp_path, qtbot):
    project.edits.add(Sample(text="a dog"), "dog")
    whole.copy("pets copy")
    qtbot.waitUntil(lambda: bool(whole.told))
    assert whole.told == "Copied as pets copy."
    assert project.folder == tmp_path / "pets"
    assert settings.recent_projects == (tmp_path / "pets", tmp_path / "pets copy")
    with qtbot.waitSignal(project.opened):
        project.open(tmp_path / "pets copy")
    assert labels(project) == ["cat", "dog"]


def test_a_project_goes_into_the_trash_and_none_is_open(whole, project, settings, tmp_path, qtbot, monkeypatch):
    trash = tmp_path / "trash"

    def move(name):
        """As the desktop does, whose own trash a test must not fill."""
        return bool(QFile.rename(name, str(trash))), str(trash)

    monkeypatch.setattr("mmdesk.app.services.projects.folder.QFile.moveToTrash", move)
    with qtbot.waitSignal(project.opened):
        whole.trash()
    assert project.view is None
    assert settings.project is None
    assert (trash / "manifest.csv").read_text(encoding="utf-8").count("cat") == 2
    with qtbot.waitSignal(project.opened):
        project.new(tmp_path / "pets")


def test_a_disk_without_a_trash_is_told_and_the_project_stays(whole, project, tmp_path, qtbot, monkeypatch):
    monkeypatch.setattr("mmdesk.app.services.projects.folder.QFile.moveToTrash", lambda name: (False, ""))
    whole.trash()
    qtbot.waitUntil(lambda: bool(project.problem))
    assert "could not be put into the trash" in project.problem
    assert project.folder == tmp_path / "pets"


def test_a_table_among_other_files_is_left_where_it_lies(project, whole, tmp_path, qtbot):
    table = tmp_path / "table.csv"
    table.write_text("text,label\na cat,cat\n", encoding="utf-8")
    with qtbot.waitSignal(project.opened):
        project.open(table)
    assert whole.whole is None
    whole.trash()
    assert table.exists()
