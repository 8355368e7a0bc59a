"""The table: found, selected, edited."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QInputDialog, QMenu

from mmdesk.app.pages.data.table.card import TableCard
from mmdesk.app.pages.data.table.rows_model import orders

LABEL, WORDS = map(orders().index, ("label", "text"))


@pytest.fixture
def card(session, folder, theme, qtbot):
    card = TableCard(session.collection, session.settings, theme)
    qtbot.addWidget(card)
    card.resize(700, 500)
    card.show()
    card.activateWindow()
    card.table.setFocus()
    qtbot.waitUntil(card.isActiveWindow)
    session.collection.open(folder)
    qtbot.waitUntil(lambda: card.model.rowCount() == 10)
    yield card
    qtbot.waitUntil(lambda: session.collection.saved)


def labels(card):
    return [card.model.row(line).label for line in range(card.model.rowCount())]


def settled(card, qtbot):
    qtbot.waitUntil(lambda: card._collection.saved and not card.finder.busy)
    qtbot.waitUntil(lambda: card.model.rows is card._collection.view.content.rows)


def choose(card, *lines):
    card.select(frozenset(card.model.keys(lines)))


def test_many_are_labelled_at_once_and_stay_selected(card, qtbot):
    choose(card, 0, 2, 3)
    card.label_selected("fox")
    settled(card, qtbot)
    assert labels(card)[:5] == ["fox", "dog", "fox", "fox", "cat"]
    assert card.selected() == [0, 2, 3]
    assert card.count.text() == "3 selected of 10"


def test_the_delete_key_deletes_and_the_next_row_has_the_keyboard(card, qtbot):
    choose(card, 1, 2)
    qtbot.keyClick(card.table, Qt.Key.Key_Delete)
    settled(card, qtbot)
    assert card.model.rowCount() == 8
    assert card.current.key == 3


def test_without_examples_it_says_how_they_come(card, qtbot):
    card.table.selectAll()
    card.delete_button.click()
    settled(card, qtbot)
    assert card.count.text().startswith("No examples yet: drop files here")


def test_many_are_moved_to_a_split(card, qtbot):
    card.table.selectAll()
    (action,) = [action for action in card.split_menu.actions() if action.text() == "test"]
    action.trigger()
    settled(card, qtbot)
    assert {row.split for row in card.model.rows} == {"test"}


def test_the_table_is_filtered_and_sorted(card, qtbot):
    card.filters.choose_class("dog")
    qtbot.waitUntil(lambda: card.model.rowCount() == 5)
    assert card.count.text() == "5 of 10 examples"
    card.filters.reset()
    qtbot.waitUntil(lambda: card.model.rowCount() == 10)
    card.table.horizontalHeader().setSortIndicator(LABEL, Qt.SortOrder.DescendingOrder)
    qtbot.waitUntil(lambda: labels(card) == ["dog"] * 5 + ["cat"] * 5)
    card.table.horizontalHeader().setSortIndicator(WORDS, Qt.SortOrder.AscendingOrder)
    qtbot.waitUntil(lambda: labels(card) == ["cat"] * 5 + ["dog"] * 5)


def test_a_row_that_is_no_longer_looked_for_goes(card, qtbot):
    card.filters.choose_class("cat")
    qtbot.waitUntil(lambda: card.model.rowCount() == 5)
    choose(card, 0)
    card.label_selected("dog")
    settled(card, qtbot)
    assert labels(card) == ["cat"] * 4


def test_the_label_menu_offers_the_classes_and_another(card, qtbot):
    choose(card, 0)
    card._fill_labels()
    texts = [action.text() for action in card.label_menu.actions() if action.text()]
    assert texts == ["cat", "dog", "&Another…"]
    card.ask_label()
    dialog = card.findChild(QInputDialog)
    dialog.setTextValue("bird")
    dialog.accept()
    settled(card, qtbot)
    assert labels(card)[0] == "bird"


def test_the_context_menu_is_for_what_is_selected(card):
    menu = card.context_menu()
    assert [action.text() for action in menu.actions()] == [
        "&Label",
        "&Move to",
        "S&how it large",
        "&Play the sound",
        "&Delete",
    ]
    menu.deleteLater()
    card.table.clearSelection()
    card._show_menu(QPoint(20, 60))
    assert not [menu for menu in card.findChildren(QMenu) if menu.isVisible()]


def test_the_space_bar_wants_the_sound(card, qtbot):
    choose(card, 0)
    with qtbot.waitSignal(card.wants_sound):
        qtbot.keyClick(card.table, Qt.Key.Key_Space)


def test_without_a_selection_nothing_can_be_done(card):
    card.table.clearSelection()
    assert not card.delete_button.isEnabled()
    assert not card.label_button.isEnabled()
