"""Where an archive goes."""

import zipfile

import pytest
from PySide6.QtWidgets import QFileDialog

from mmdesk.app.pages.data.project_actions import ProjectActions
from mmdesk.app.pages.data.unpack_question import UnpackQuestion


@pytest.fixture
def actions(session, page):
    return ProjectActions(session, page)


@pytest.fixture
def archive(tmp_path):
    path = tmp_path / "pets.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for label in ("cat", "dog"):
            archive.writestr(f"{label}/1.txt", f"a {label}")
    return path


def asked(actions, page, archive):
    actions.ask_to_unpack(archive)
    return page.findChild(UnpackQuestion)


def test_it_is_unpacked_beside_the_archive_and_opened(actions, page, session, archive, qtbot):
    question = asked(actions, page, archive)
    assert question.defaultButton() is question.first
    assert question.informativeText() == str(archive.with_suffix(""))
    with qtbot.waitSignal(session.collection.opened):
        question.first.click()
    assert session.collection.labels == ("cat", "dog")
    assert session.collection.folder == archive.with_suffix("")


def test_a_folder_that_is_there_can_be_opened_instead(actions, page, session, archive, folder, qtbot):
    folder.rename(archive.with_suffix(""))
    question = asked(actions, page, archive)
    assert question.first.text() == "Open it"
    with qtbot.waitSignal(session.collection.opened):
        question.first.click()
    assert session.collection.folder == archive.with_suffix("")


def test_another_place_can_be_chosen(actions, page, session, archive, tmp_path, qtbot):
    question = asked(actions, page, archive)
    question.other.click()
    dialog = page.findChild(QFileDialog)
    (tmp_path / "there").mkdir()
    with qtbot.waitSignal(session.collection.opened):
        dialog.fileSelected.emit(str(tmp_path / "there"))
    dialog.reject()
    assert session.collection.folder == tmp_path / "there" / "pets"


def test_it_is_left_alone_if_the_person_thinks_better_of_it(actions, page, archive, qtbot):
    question = asked(actions, page, archive)
    question.reject()
    assert sorted(path.name for path in archive.parent.iterdir() if path.name.startswith("pets")) == ["pets.zip"]
