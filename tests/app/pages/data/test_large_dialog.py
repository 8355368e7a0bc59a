"""An example as large as the window."""

import pytest
from PySide6.QtCore import Qt

from mmdesk.app.pages.data import DataPage
from mmdesk.app.pages.data.large_dialog import LargeDialog


@pytest.fixture
def page(session, folder, theme, qtbot):
    page = DataPage(session, theme)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    session.collection.open(folder)
    qtbot.waitUntil(lambda: page.table.model.rowCount() == 10)
    page.table.table.selectRow(0)
    yield page
    qtbot.waitUntil(lambda: session.collection.saved)


def test_its_picture_has_most_of_the_room_and_the_next_is_a_key_away(page, qtbot):
    page.table.table.setFocus()
    place = page.table.table.visualRect(page.table.model.index(0, 2)).center()
    qtbot.mouseClick(page.table.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(page.table.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    dialog = page.findChild(LargeDialog)
    assert dialog.details.heading.text() == "cat"
    picture = dialog.details.previews["image"]
    qtbot.waitUntil(lambda: not picture.view._pixmap.isNull())
    qtbot.waitUntil(lambda: picture.view.height() > 300)
    qtbot.keyClick(dialog, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: dialog.details.heading.text() == "dog")
    assert page.table.selection.current.key == 1
    dialog.before.click()
    dialog.before.click()
    assert page.table.selection.current.key == 0, "the first has none before it"
    page.show_large()
    assert len(page.findChildren(LargeDialog)) == 1
    dialog.close_button.click()


def test_words_that_are_written_there_are_kept(page, session, qtbot):
    page.show_large()
    dialog = page.findChild(LargeDialog)
    dialog.details.previews["text"].edit.setPlainText("a very large cat")
    dialog.close_button.click()
    qtbot.waitUntil(lambda: session.collection.view.content.rows[0].contents["text"] == "a very large cat")
