"""The panels of the places."""

from PySide6.QtWidgets import QLabel

from mmdesk.app.widgets.card import MARGINS, Card, heading_label


def test_a_card_is_found_by_the_style_sheet_and_keeps_its_margins(qtbot):
    card = Card()
    qtbot.addWidget(card)
    rows = card.column()
    rows.addWidget(QLabel("words"))
    assert card.objectName() == "card"
    assert card.layout() is rows
    assert rows.contentsMargins().left() == MARGINS[0]
    assert rows.contentsMargins().bottom() == MARGINS[3]


def test_a_heading_is_found_by_the_style_sheet(qtbot):
    label = heading_label("Answer")
    qtbot.addWidget(label)
    assert label.text() == "Answer"
    assert label.property("kind") == "heading"
