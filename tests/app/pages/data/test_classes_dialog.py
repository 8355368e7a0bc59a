"""Names and order of the classes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QMessageBox, QWidget

from mmdesk.app.pages.data.classes_dialog import ClassesDialog
from mmdesk.core.projects.settings_file import read_project_file


@pytest.fixture
def dialog(opened, qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = ClassesDialog(opened.collection, parent)
    dialog.show()
    yield dialog
    qtbot.waitUntil(lambda: opened.collection.saved)


def shown(dialog):
    return [dialog.list.item(row).text() for row in range(dialog.list.count())]


def test_a_class_is_moved_and_the_order_is_kept(dialog, opened, folder, qtbot):
    assert shown(dialog) == ["cat", "dog"]
    assert (dialog.up.isEnabled(), dialog.down.isEnabled()) == (False, True)
    dialog.down.click()
    qtbot.waitUntil(lambda: shown(dialog) == ["dog", "cat"])
    assert dialog.list.currentItem().text() == "cat"
    assert (dialog.up.isEnabled(), dialog.down.isEnabled()) == (True, False)
    assert opened.collection.labels == ("dog", "cat")
    qtbot.waitUntil(lambda: opened.collection.saved)
    assert read_project_file(folder / "mmdesk.json")[0] == ("dog", "cat")
    opened.collection.edits.undo()
    qtbot.waitUntil(lambda: shown(dialog) == ["cat", "dog"])


def test_a_class_is_dragged_to_another_place(dialog, opened, qtbot):
    dialog.list.model().moveRow(dialog.list.rootIndex(), 1, dialog.list.rootIndex(), 0)
    qtbot.waitUntil(lambda: opened.collection.labels == ("dog", "cat"))


def test_a_name_is_written_by_keyboard_alone(dialog, opened, qtbot):
    dialog.choose("dog")
    dialog.edit_current()
    editor = dialog.list.findChild(QLineEdit)
    editor.setText(" wolf ")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown(dialog) == ["cat", "wolf"])
    assert dialog.isVisible()
    assert {row.label for row in opened.collection.view.content.rows} == {"cat", "wolf"}
    assert opened.collection.view.undo == "call the class dog wolf"


@pytest.mark.parametrize("written", ["", "  ", "dog "])
def test_what_is_no_new_name_changes_nothing(dialog, opened, written):
    dialog.list.item(1).setText(written)
    assert shown(dialog) == ["cat", "dog"]
    assert opened.collection.view.undo == ""


def test_two_classes_become_one_only_if_that_is_wanted(dialog, opened, qtbot):
    for button in ("Cancel", "Join"):
        dialog.list.item(1).setText("cat")
        assert shown(dialog) == ["cat", "dog"]
        box = dialog.findChild(QMessageBox)
        assert "cat" in box.text()
        assert box.defaultButton().text() == "Cancel"
        next(found for found in box.buttons() if found.text() == button).click()
        if button == "Cancel":
            assert opened.collection.view.undo == ""
            qtbot.waitUntil(lambda: dialog.findChild(QMessageBox) is None)
    qtbot.waitUntil(lambda: shown(dialog) == ["cat"])
    opened.collection.edits.undo()
    qtbot.waitUntil(lambda: shown(dialog) == ["cat", "dog"])
