"""One label after the other, by the keyboard alone."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from mmdesk.app.pages.data import DataPage
from mmdesk.app.pages.data.label_next_dialog import LabelNextDialog


@pytest.fixture
def page(session, half_labelled, theme, qtbot):
    page = DataPage(session, theme)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    session.collection.open(half_labelled)
    qtbot.waitUntil(lambda: page.table.model.rowCount() == 10)
    yield page
    qtbot.waitUntil(lambda: session.collection.saved and not session.learning.busy)


@pytest.fixture
def dialog(page, session, qtbot):
    page.unlabelled.label.click()
    dialog = page.findChild(LabelNextDialog)
    qtbot.waitUntil(lambda: len(session.worth.order) == 6)
    yield dialog
    if isValid(dialog):  # which closing deletes
        dialog.close()


def press(qtbot, dialog, key):
    qtbot.keyClick(dialog.focusWidget() or dialog, key)


def labels(session):
    return {row.key: row.label for row in session.collection.view.content.rows if row.label and row.key > 3}


def test_a_number_key_labels_and_the_next_is_shown(dialog, session, qtbot):
    assert dialog.focusWidget() is dialog.choice, "not a field that would take the key"
    first = dialog.queue.key
    press(qtbot, dialog, Qt.Key.Key_2)
    second = dialog.queue.key
    press(qtbot, dialog, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: labels(session) == {first: "dog", second: "cat"})
    qtbot.waitUntil(lambda: dialog.progress.text() == "6 of 10 labelled")
    assert dialog.details.facts.text().startswith(f"{dialog.queue.key + 1}")


def test_enter_takes_the_guess_that_is_said_as_one(dialog, session, qtbot):
    press(qtbot, dialog, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: dialog.guess.text() == "What is it? The program guesses cat (75 %). Enter takes that.")
    assert dialog.choice.accessibleDescription() == dialog.guess.text(), "for those who hear the window"
    key = dialog.queue.key
    assert dialog.choice.buttons["cat"].property("kind") == "guess"
    press(qtbot, dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: labels(session) == {key: "cat"})


def test_letters_write_a_label_and_enter_gives_it_once(dialog, session, qtbot):
    key = dialog.queue.key
    press(qtbot, dialog, Qt.Key.Key_F)
    assert dialog.focusWidget() is dialog.choice.edit
    dialog.choice.edit.insert("ox 7")
    press(qtbot, dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: labels(session) != {} and not session.collection.busy)
    assert labels(session) == {key: "fox 7"}, "and the guess of the next was not taken"
    assert dialog.choice.edit.text() == ""
    assert dialog.focusWidget() is dialog.choice


def test_back_and_undo_return_to_the_one_before(dialog, session, qtbot):
    first = dialog.queue.key
    assert not dialog.back.isEnabled()
    press(qtbot, dialog, Qt.Key.Key_1)
    press(qtbot, dialog, Qt.Key.Key_PageUp)
    assert dialog.queue.key == first
    qtbot.waitUntil(lambda: not session.collection.busy)
    assert labels(session) == {}
    press(qtbot, dialog, Qt.Key.Key_2)
    qtbot.keyClick(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert dialog.queue.key == first
    qtbot.waitUntil(lambda: not session.collection.busy)
    assert labels(session) == {}


def test_words_that_are_mended_on_the_way_stay_when_the_label_is_taken_back(dialog, session, qtbot):
    key = dialog.queue.key
    dialog.details.previews["text"].edit.setPlainText("mended")
    press(qtbot, dialog, Qt.Key.Key_1)
    press(qtbot, dialog, Qt.Key.Key_PageUp)
    qtbot.waitUntil(lambda: not session.collection.busy)
    row = session.collection.view.content.rows[key]
    assert (row.cell("text"), row.label) == ("mended", "")


def test_a_key_that_is_held_labels_one(dialog, session, qtbot):
    first = dialog.queue.key
    press(qtbot, dialog, Qt.Key.Key_1)
    second = dialog.queue.key
    again = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_1, Qt.KeyboardModifier.NoModifier, "1", True)
    QApplication.sendEvent(dialog.choice, again)
    assert dialog.queue.key == second
    qtbot.waitUntil(lambda: labels(session) == {first: "cat"})


def test_at_the_end_it_says_so(dialog, session, page, qtbot):
    for _ in range(6):
        press(qtbot, dialog, Qt.Key.Key_1)
    assert dialog.guess.text() == "Every example has a label now."
    assert not dialog.choice.isEnabled()
    assert dialog.focusWidget() is dialog.close_button
    qtbot.waitUntil(lambda: dialog.progress.text() == "10 of 10 labelled")
    assert page.unlabelled.isHidden()
    press(qtbot, dialog, Qt.Key.Key_Return)
    assert not dialog.isVisible()


def test_closing_it_ends_what_is_computed_for_it(dialog, session, engine, qtbot):
    press(qtbot, dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    order = session.worth.order
    session.collection.edits.relabel(order, "cat")
    qtbot.waitUntil(lambda: session.worth.unlabelled == 0)
    assert session.worth.order is order
