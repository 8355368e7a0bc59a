"""The strip of earlier answers."""

import pytest
from PySide6.QtCore import Qt

from mmdesk.app.pages.classify.earlier_card import EarlierCard


@pytest.fixture
def card(ready, theme, qtbot):
    ready.earlier._settling.setInterval(20)
    card = EarlierCard(ready.earlier, theme)
    card.chosen.connect(ready.put_back)
    qtbot.addWidget(card)
    card.resize(400, 90)
    card.show()
    return card


def keep(ready, qtbot, words):
    before = len(ready.earlier.entries)
    ready.write("text", words)
    qtbot.waitUntil(lambda: len(ready.earlier.entries) > before)


def test_it_says_what_it_is_for_as_long_as_it_is_empty(card):
    assert "kept here" in card.note.text()
    assert not card.all_button.isEnabled()


def test_a_click_brings_a_sample_back(card, ready, qtbot):
    keep(ready, qtbot, "the first")
    keep(ready, qtbot, "the second")
    assert card.buttons[1].text() == "cat  90 %"
    assert card.buttons[1].accessibleName().startswith("Earlier: cat, 90 %")
    assert not card.buttons[2].isVisible()
    qtbot.mouseClick(card.buttons[1], Qt.MouseButton.LeftButton)
    assert ready.part("text").content == "the first"


def test_a_picture_is_its_own_drawing(card, ready, qtbot, picture):
    ready.drop([picture])
    qtbot.waitUntil(lambda: bool(ready.earlier.entries))
    drawn = card.buttons[0].icon().pixmap(20, 20).toImage()
    assert drawn.pixelColor(drawn.width() // 2, drawn.height() // 2).name() == "#ff0000"


def test_only_as_many_are_shown_as_there_is_room_for(card, ready, qtbot):
    for number in range(6):
        keep(ready, qtbot, f"number {number}")
    shown = [button for button in card.buttons if button.isVisible()]
    assert 2 <= len(shown) < 6
    assert all(button.geometry().right() <= card.width() for button in shown)
    card.resize(800, 90)
    assert sum(button.isVisible() for button in card.buttons) == 6


def test_private_is_seen(card, ready, qtbot, settings):
    qtbot.mouseClick(card.private, Qt.MouseButton.LeftButton)
    assert settings.private
    assert card.note.text() == "Private: no answers are kept."
    qtbot.mouseClick(card.private, Qt.MouseButton.LeftButton)
    assert not settings.private


def test_what_went_wrong_is_told_here(card, ready, qtbot, tmp_path):
    qtbot.waitUntil(lambda: not ready.earlier._listing.busy)
    (tmp_path / "history" / "history.sqlite").write_bytes(b"no database " * 1000)
    ready.earlier.forget_all()
    qtbot.waitUntil(lambda: "not a database" in card.note.text())
