from PySide6.QtWidgets import QApplication


def test_the_title(window):
    assert window.head.title.text() == "Classify"


def test_a_drag_is_shown_on_every_card(window):
    window.places.classify.set_dropping(True)
    assert all(card.property("dropping") for card in window.places.classify.cards.values())
    window.places.classify.set_dropping(False)
    assert not any(card.property("dropping") for card in window.places.classify.cards.values())


def test_the_keyboard_begins_with_the_words(window):
    window.places.classify.begin()
    assert QApplication.focusWidget() is window.places.classify.cards["text"].edit
