"""The examples without a label are counted, and the way to label them is there as long as there are any."""

import pytest
from PySide6.QtWidgets import QWidget

from mmdesk.app.pages.data.unlabelled_card import UnlabelledCard


@pytest.fixture
def parent(session, qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.card = UnlabelledCard(session.collection, session.worth, parent)
    return parent


@pytest.fixture
def card(parent):
    return parent.card


def test_it_is_there_while_labels_are_missing(card, session, half_labelled, qtbot):
    assert card.isHidden()
    session.collection.open(half_labelled)
    qtbot.waitUntil(lambda: not card.isHidden())
    assert card.words.text().startswith("6 examples have no label.")
    session.collection.edits.relabel(range(4, 9), "cat")
    qtbot.waitUntil(lambda: card.words.text().startswith("1 example has no label."))
    session.collection.edits.relabel([9], "cat")
    qtbot.waitUntil(card.isHidden)


def test_its_button_asks_for_them(card, qtbot):
    with qtbot.waitSignal(card.begun):
        card.label.click()
