"""All earlier answers in a list."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from mmdesk.app.pages.classify.earlier_dialog import EarlierDialog


def newest_is(session, words):
    return session.earlier.entries[:1] != () and session.earlier.entries[0].words == words


@pytest.fixture
def parent(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    return parent


@pytest.fixture
def dialog(ready, theme, qtbot, parent):
    ready.earlier._settling.setInterval(20)
    for words in ("a cat sits", "a cat runs", "一只猫"):
        ready.write("text", words)
        qtbot.waitUntil(partial(newest_is, ready, words))
    dialog = EarlierDialog(ready.earlier, theme, parent)
    dialog.chosen.connect(ready.put_back)
    dialog.show()
    return dialog


def lines(dialog):
    model = dialog.model
    return [model.index(row).data().split("\n")[1] for row in range(model.rowCount())]


def test_the_search_narrows_the_list(dialog, qtbot):
    assert lines(dialog) == ["一只猫", "a cat runs", "a cat sits"]
    qtbot.keyClicks(dialog.search, "cat pets runs")
    assert lines(dialog) == ["a cat runs"]
    dialog.search.setText("elephant")
    assert lines(dialog) == []
    assert "matches" in dialog.none.text()


def test_one_is_laid_on_the_desk(dialog, ready, qtbot):
    assert not dialog.open_button.isEnabled()
    dialog.list.setCurrentIndex(dialog.model.index(2))
    qtbot.mouseClick(dialog.open_button, Qt.MouseButton.LeftButton)
    assert ready.part("text").content == "a cat sits"


def test_one_is_deleted(dialog, qtbot):
    dialog.list.setCurrentIndex(dialog.model.index(1))
    qtbot.mouseClick(dialog.delete_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: lines(dialog) == ["一只猫", "a cat sits"])
    assert not dialog.delete_button.isEnabled()


def test_all_are_deleted_after_a_question(dialog, ready, qtbot):
    qtbot.mouseClick(dialog.delete_all_button, Qt.MouseButton.LeftButton)
    box = dialog.findChild(QMessageBox)
    (delete,) = [button for button in box.buttons() if button.text() == "Delete all"]
    delete.click()
    qtbot.waitUntil(lambda: not ready.earlier.entries)
    assert dialog.none.text() == "Nothing is kept."
