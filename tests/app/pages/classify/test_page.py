from PySide6.QtWidgets import QApplication


def test_the_title(window):
    assert window.page.title == "Classify"


def test_a_drag_is_shown_on_every_card(window):
    window.page.set_dropping(True)
    assert all(card.property("dropping") for card in window.page.cards.values())
    window.page.set_dropping(False)
    assert not any(card.property("dropping") for card in window.page.cards.values())


def test_the_keyboard_begins_with_the_words(window):
    window.page.begin()
    assert QApplication.focusWidget() is window.page.cards["text"].edit
