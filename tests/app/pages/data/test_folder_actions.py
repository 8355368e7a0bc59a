"""The project's own menu."""

import pytest
from PySide6.QtCore import QFile
from PySide6.QtWidgets import QInputDialog, QMessageBox

from mmdesk.app.pages.data.folder_actions import FolderActions


@pytest.fixture
def actions(opened, page):
    return FolderActions(opened, page)


def answer(page, qtbot, words):
    dialog = page.findChild(QInputDialog)
    assert dialog.textValue()
    dialog.setTextValue(words)
    dialog.accept()


def test_it_is_renamed_by_its_menu(actions, page, opened, folder, qtbot):
    actions.rename.trigger()
    with qtbot.waitSignal(opened.collection.opened):
        answer(page, qtbot, "animals")
    assert opened.collection.folder == folder.with_name("animals")


def test_it_is_copied_by_its_menu(actions, page, opened, folder, qtbot):
    actions.copy.trigger()
    assert page.findChild(QInputDialog).textValue() == "pets copy"
    answer(page, qtbot, "twins")
    qtbot.waitUntil(lambda: opened.project_folder.told == "Copied as twins.")
    assert (folder.with_name("twins") / "0.png").exists()


@pytest.mark.parametrize("sure", [True, False])
def test_it_is_deleted_when_the_person_is_sure(actions, page, opened, folder, qtbot, tmp_path, monkeypatch, sure):
    monkeypatch.setattr(
        "mmdesk.app.services.projects.folder.QFile.moveToTrash", lambda name: (QFile.rename(name, str(tmp_path / "bin")), "")
    )
    actions.trash.trigger()
    box = page.findChild(QMessageBox)
    assert "pets with 10 examples" in box.text()
    assert box.informativeText() == str(folder)
    if sure:
        with qtbot.waitSignal(opened.collection.opened):
            next(button for button in box.buttons() if button.text() == "Put into the trash").click()
        assert opened.collection.view is None
    else:
        box.defaultButton().click()
        assert folder.exists()


def test_its_folder_is_shown(actions, folder, monkeypatch):
    shown = []
    monkeypatch.setattr(
        "mmdesk.app.pages.data.folder_actions.QDesktopServices.openUrl", lambda url: shown.append(url.toLocalFile())
    )
    actions.show_it.trigger()
    assert shown == [str(folder)]


def test_a_table_among_other_files_is_only_shown(actions, opened, tmp_path, qtbot):
    (tmp_path / "table.csv").write_text("text,label\na cat,cat\n", encoding="utf-8")
    with qtbot.waitSignal(opened.collection.opened):
        opened.collection.open(tmp_path / "table.csv")
    qtbot.waitUntil(lambda: not actions.rename.isEnabled())
    assert actions.show_it.isEnabled()
    assert not actions.trash.isEnabled()
    assert "among other files" in actions.trash.toolTip()
