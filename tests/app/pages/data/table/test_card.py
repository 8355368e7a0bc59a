"""The table: found, filtered, sorted, counted."""

import sys

import pytest
from PySide6.QtCore import Qt

from mmdesk.app.pages.data.table import turns
from mmdesk.app.pages.data.table.rows_model import orders
from mmdesk.core.projects.edits import Change

LABEL, WORDS = map(orders().index, ("label", "text"))


def shown(card):
    return [card.model.row(line).key for line in range(card.model.rowCount())]


def labels(card):
    return [card.model.row(line).label for line in range(card.model.rowCount())]


def test_without_examples_it_says_how_they_come(card, settled):
    card.table.selectAll()
    card.row_actions.delete_button.click()
    settled()
    assert card.count.text().startswith("No examples yet: drop files here")


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


def test_in_a_narrow_card_the_buttons_below_it_stay_whole(card, qtbot):
    card.show_only(frozenset({1, 4}))
    card.table.selectAll()
    buttons = [card.everything, *card.row_actions.buttons]
    card.resize(sum(button.sizeHint().width() + 8 for button in buttons) + 40, 400)
    qtbot.waitUntil(lambda: card.everything.isVisible() and card.count.width() < 60)
    for button in buttons:
        assert button.width() >= button.minimumSizeHint().width()
        assert card.rect().contains(button.geometry())
    assert card.count.toolTip() == card.count.text()


def test_a_row_that_is_no_longer_looked_for_goes(card, choose, settled, qtbot):
    card.filters.choose_class("cat")
    qtbot.waitUntil(lambda: card.model.rowCount() == 5)
    choose(0)
    card.row_actions.label_selected("dog")
    assert settled() == ["cat"] * 4


def test_only_some_rows_are_shown_until_all_are_wanted(card, qtbot):
    card.show_only(frozenset({1, 4}))
    qtbot.waitUntil(lambda: card.model.rowCount() == 2)
    assert card.count.text() == "2 of 10 examples"
    card.everything.click()
    qtbot.waitUntil(lambda: card.model.rowCount() == 10)
    assert card.everything.isHidden()


def test_threads_take_shorter_turns_while_rows_are_seen_as_lines_or_as_pictures(card):
    for button in (card.switch.grid, card.switch.table):
        assert sys.getswitchinterval() == pytest.approx(turns.TURN_SECONDS)
        button.click()
    card.hide()
    assert sys.getswitchinterval() == pytest.approx(turns.USUAL_TURN_SECONDS)


def test_those_most_worth_a_label_come_first_until_another_order_is_wished(card, session, settled, qtbot):
    for key in (2, 5, 7):
        session.collection.edits._edit((Change((key,), "label", ("",)),), "take a label")
    qtbot.waitUntil(lambda: session.worth.unlabelled == 3)
    card.filters.label.setCurrentText("Most worth labelling first")
    qtbot.waitUntil(lambda: shown(card) == [7, 5, 2])
    settled()
    session.collection.edits.relabel([5], "cat")
    qtbot.waitUntil(lambda: shown(card) == [7, 2])
    card.table.horizontalHeader().setSortIndicator(WORDS, Qt.SortOrder.AscendingOrder)
    qtbot.waitUntil(lambda: shown(card) == [2, 7])
    assert card.filters.label.currentText() == "Without a label"
    settled()
    assert not session.worth.busy
