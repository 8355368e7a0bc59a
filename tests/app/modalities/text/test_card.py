import pytest


@pytest.fixture
def card(window):
    return window.places.classify.cards["text"]


def test_typing_is_answered(card, ready, answered, qtbot):
    qtbot.keyClicks(card.edit, "a cat")
    answered()
    assert ready.sample["text"] == "a cat"
    assert ready.prediction is not None


def test_a_text_file_fills_the_field_and_undo_empties_it(card, ready, answered, text):
    ready.drop([text])
    answered()
    assert card.edit.toPlainText() == "a cat, 一只猫"
    card.edit.undo()
    answered()
    assert ready.sample["text"] is None


def test_words_that_cannot_be_taken_stay_in_the_field(card, ready, answered):
    card.edit.setPlainText("a" * 100_001)
    answered()
    assert card.problem.isVisible()
    assert len(card.edit.toPlainText()) == 100_001
    assert ready.prediction is None


def test_clear_can_be_undone(card, ready, answered, qtbot):
    qtbot.keyClicks(card.edit, "a cat")
    card.clear_button.click()
    assert card.edit.toPlainText() == ""
    card.edit.undo()
    answered()
    assert ready.sample["text"] == "a cat"


def test_switching_off_keeps_the_words(card, ready, answered, qtbot):
    qtbot.keyClicks(card.edit, "a cat")
    ready.show("text", False)
    answered()
    assert card.edit.toPlainText() == "a cat"
    assert ready.prediction is None


def test_the_word_that_mattered_is_marked_until_another_is_typed(card, ready, qtbot):
    qtbot.keyClicks(card.edit, "cat here")
    qtbot.waitUntil(lambda: len(card.edit.extraSelections()) == 1)
    assert card.edit.extraSelections()[0].cursor.selectedText() == "cat"
    qtbot.keyClicks(card.edit, "s")
    assert card.edit.extraSelections() == []
