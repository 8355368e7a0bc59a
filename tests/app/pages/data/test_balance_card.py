"""How examples are spread."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from mmdesk.app.pages.data.balance_card import BalanceCard
from mmdesk.app.pages.data.classes_dialog import ClassesDialog


@pytest.fixture
def card(session, theme, folder, qtbot):
    card = BalanceCard(session.collection, theme)
    qtbot.addWidget(card)
    session.collection.open(folder)
    qtbot.waitUntil(lambda: bool(card.splits.text()))
    yield card
    qtbot.waitUntil(lambda: session.collection.saved)


def said(bars):
    return bars.accessibleDescription()


def test_counts_are_told(card):
    assert said(card.modalities) == "Picture: 6; Words: 10; Sound: 3"
    assert said(card.classes) == "cat: 5; dog: 5"
    assert card.splits.text().replace("\N{NO-BREAK SPACE}", " ") == "█ training 5  ░ automatic 5"


def test_one_modality_is_counted(card):
    card.counted.setCurrentText("with: Sound")
    assert said(card.classes) == "cat: 2; dog: 1"


def test_edits_are_counted(card, session, qtbot):
    session.collection.edits.relabel([0, 2], "fox")
    qtbot.waitUntil(lambda: said(card.classes) == "cat: 3; dog: 5; fox: 2")


def test_a_class_is_renamed_from_its_bar(card, session, qtbot):
    card.show()
    see, rename, _ = card.menu_of("dog").actions()
    with qtbot.waitSignal(card.chosen):
        see.trigger()
    rename.trigger()
    dialog = card.findChild(ClassesDialog)
    assert dialog.list.currentItem().text() == "dog"
    editor = dialog.list.findChild(QLineEdit)
    editor.setText("wolf")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: said(card.classes) == "cat: 5; wolf: 5")
    dialog.close()


def test_the_parts_that_any_row_has_are_told(card, session, qtbot):
    with qtbot.waitSignal(card.parts_found) as told:
        session.collection.edits.delete([0, 1, 2])  # those with a sound
    assert told.args == [{"image", "text"}]
