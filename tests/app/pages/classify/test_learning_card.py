"""The card says which model answers, what taught it and how well it is known to do."""

import pytest
from kept import keep
from PySide6.QtWidgets import QApplication, QDialog


@pytest.fixture
def card(window):
    return window.places.classify.learning


def test_it_is_seen_with_a_project(card, ready, qtbot, tmp_path):
    assert not card.isVisible()
    with qtbot.waitSignal(ready.collection.opened):
        ready.collection.new(tmp_path / "mine")
    assert card.isVisible()
    assert card.state.text() == "The model pets answers. What you keep does not change it."
    assert card.learn.isVisible()
    assert not card.use.isVisible()


def test_it_says_what_is_missing_and_then_what_is_known(card, project, ready, qtbot, window):
    keep(ready, qtbot, "fox", "fox", "owl")
    assert "Two kinds with two examples each" in window.places.classify.answer.note.text()
    assert "write what it is" in card.state.text()
    assert card.counts.text() == "fox 2  ·  owl 1"
    assert not card.figure.isVisible()
    assert window.head.model.text() == "Your examples"
    keep(ready, qtbot, "owl")
    assert "teaches at once" in card.state.text()
    assert card.figure.text() == "No figure yet: that takes three examples of a class."
    keep(ready, qtbot, "owl", "fox")
    assert card.figure.text() == "Judged by 6 examples: 50 to 88 % right"
    assert card.use.isEnabled()


def test_what_is_kept_is_offered_as_a_label_and_the_quiet_model_offers_none(project, ready, qtbot, window):
    keep(ready, qtbot, "fox")
    assert window.places.classify.keep.labels == ("fox",)


def test_use_it_writes_a_file_and_opens_it_without_its_card(card, project, ready, qtbot, window, engine):
    keep(ready, qtbot, *["fox"] * 3, *["owl"] * 3)
    with qtbot.waitSignal(ready.recent_changed):
        card.use.click()
    assert ready.model.path == engine.saved
    assert not window.findChildren(QDialog)
    qtbot.waitUntil(lambda: card.learn.isVisible())


def test_one_can_have_them_answer(card, project, ready, qtbot, window):
    keep(ready, qtbot, "cat", "cat", "狗", "狗")
    assert ready.model.path is not None
    card.learn.setFocus()
    card.learn.click()
    qtbot.waitUntil(lambda: ready.model.path is None)
    assert not card.learn.isVisible()
    keep_card = window.places.classify.keep
    assert QApplication.focusWidget() in (keep_card.label, keep_card.edit), "what comes next is a label"
