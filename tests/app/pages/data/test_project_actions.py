"""Beginning and opening."""

import pytest
from PySide6.QtWidgets import QFileDialog

from mmdesk.app.pages.data.project_actions import ProjectActions


@pytest.fixture
def actions(session, page):
    return ProjectActions(session, page)


def test_a_new_project_is_made_where_the_person_says(actions, page, session, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(session.collection, "free_folder", lambda: tmp_path / "My examples")
    actions.choose_new()
    dialog = page.findChild(QFileDialog)
    assert dialog.selectedFiles() == [str(tmp_path / "My examples")]
    with qtbot.waitSignal(session.collection.opened):
        dialog.fileSelected.emit(dialog.selectedFiles()[0])
    dialog.reject()
    assert session.collection.folder == tmp_path / "My examples"


@pytest.mark.parametrize("name", ["choose_folder", "choose_table"])
def test_what_is_chosen_is_opened(actions, page, session, qtbot, folder, name):
    getattr(actions, name)()
    dialog = page.findChild(QFileDialog)
    with qtbot.waitSignal(session.collection.opened):
        dialog.fileSelected.emit(str(folder))
    dialog.reject()
    assert session.collection.folder == folder


def test_recent_projects_are_in_the_menu(actions, session, folder, qtbot, tmp_path):
    for path in (folder, tmp_path / "mine"):
        with qtbot.waitSignal(session.collection.opened):
            session.collection.open(path) if path.exists() else session.collection.new(path)
    actions._fill()
    (recent,) = [action for action in actions.menu.actions() if action.text() == "pets"]
    with qtbot.waitSignal(session.collection.opened):
        recent.trigger()
    assert session.collection.folder == folder


def test_undo_says_what_it_would_undo(actions, opened, qtbot):
    assert not actions.undo.isEnabled()
    opened.collection.edits.delete([1])
    qtbot.waitUntil(lambda: actions.undo.isEnabled())
    assert actions.undo.toolTip() == "Undo: delete 1 row"
    actions.undo.trigger()
    qtbot.waitUntil(lambda: actions.redo.isEnabled())
    qtbot.waitUntil(lambda: opened.collection.saved)
