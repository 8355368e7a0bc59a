"""The card of the nearest examples."""

import csv

import pytest
from PIL import Image
from PySide6.QtCore import Qt

from mmdesk.app.services import neighbours
from mmdesk.core.problems.findings import Kind


@pytest.fixture
def opened(window, ready, tmp_path, qtbot):
    """The window on a project of six rows, of which the first has a picture."""
    folder = tmp_path / "pets"
    folder.mkdir()
    Image.new("RGB", (20, 20), "red").save(folder / "0.png")
    rows = [("0.png" if n == 0 else "", f"number {n}", "狗" if n % 2 else "cat & co" if n == 4 else "cat") for n in range(6)]
    with open(folder / "manifest.csv", "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("image", "text", "label"), *rows])
    with qtbot.waitSignal(ready.collection.opened):
        ready.collection.open(folder)
    qtbot.waitUntil(lambda: not (ready.learning.busy or ready.busy or ready.quiet))  # its examples answer from now on
    return ready


@pytest.fixture
def card(window):
    return window.places.classify.alike


def ask(session, qtbot, words="a cat"):
    session.write("text", words)
    qtbot.waitUntil(lambda: session.alike.neighbours is not None and not session.busy)


def test_it_is_hidden_without_an_answer_or_a_project_of_its_classes(card, ready, qtbot):
    assert card.isHidden()
    ready.write("text", "a cat")
    qtbot.waitUntil(lambda: ready.prediction is not None)
    assert card.isHidden()


def test_the_nearest_are_shown_with_label_and_similarity(card, opened, qtbot):
    ask(opened, qtbot)
    assert card.isVisible()
    assert [button.isVisible() for button in card.buttons] == [True] * 5
    assert card.buttons[0].text() == "cat\n0.90"
    assert card.buttons[4].text() == "cat && co\n0.50"
    assert card.buttons[1].accessibleName() == "Example 2: 狗, similarity 0.80, row 2"
    assert "number 1" in card.buttons[1].toolTip()
    assert card.told.text().startswith("Much like")


def test_a_picture_is_its_own_drawing(card, opened, qtbot):
    ask(opened, qtbot)

    def colour():
        drawn = card.buttons[0].icon().pixmap(20, 20).toImage()
        return drawn.pixelColor(drawn.width() // 2, drawn.height() // 2).name()

    qtbot.waitUntil(lambda: colour() == "#ff0000")
    assert not card.buttons[1].icon().isNull()


def test_one_modality_needs_no_choice_and_two_have_one(card, opened, qtbot, picture):
    ask(opened, qtbot)
    assert card.by.isHidden()
    opened.drop([picture])
    qtbot.waitUntil(lambda: opened.alike.neighbours is not None and len(opened.alike.neighbours.modalities) == 2)
    assert [card.by.itemText(number) for number in range(card.by.count())] == ["all together", "Picture", "Words"]
    card.by.setCurrentIndex(1)
    card.by.activated.emit(1)
    assert card.buttons[0].accessibleName() == "Example 1: 狗, similarity 0.50, row 6"
    assert card.told.text().startswith("Like examples")
    ask(opened, qtbot, "another")
    assert card.by.currentText() == "Picture"


def test_a_click_shows_the_example_on_data(card, opened, window, qtbot):
    ask(opened, qtbot)
    qtbot.mouseClick(card.buttons[2], Qt.MouseButton.LeftButton)
    page = window.places.current
    assert page is not window.places.classify
    qtbot.waitUntil(lambda: page.table.selection.current is not None and page.table.selection.current.key == 2)
    assert page.table.model.rowCount() == 5
    assert page.table.everything.isVisible()


def test_a_doubtful_label_leads_to_problems(card, opened, engine, window, qtbot):
    engine.doubted = "狗"
    ask(opened, qtbot)
    assert card.doubt.text() == "Row 1 is labelled cat, but all examples around it are 狗: its label may be wrong."
    card.doubt_button.click()
    page = window.places.current
    ((problem, entry),) = page.problems._shown
    assert (problem.kind, problem.rows, problem.suspects[0].label) == (Kind.WRONG_LABEL, (1,), "狗")
    window.go_to(0)
    card.doubt_button.click()
    assert len(page.problems._shown) == 1
    entry.buttons[1].click()
    qtbot.waitUntil(lambda: opened.collection.view.content.rows[0].label == "狗")


def test_no_doubt_no_button(card, opened, qtbot):
    ask(opened, qtbot)
    assert card.doubt_button.isHidden()


def test_of_many_examples_it_asks_first(card, opened, engine, qtbot, monkeypatch):
    monkeypatch.setattr(neighbours, "AT_ONCE", 5)
    opened.write("text", "a cat")
    qtbot.waitUntil(lambda: opened.prediction is not None)
    assert card.agree.text() == "Look among 6 examples"
    assert engine.indexed == []
    card.agree.click()
    qtbot.waitUntil(lambda: opened.alike.neighbours is not None)
    assert card.agree.isHidden()


def test_progress_is_told(card, opened, engine, qtbot):
    opened.write("text", "a cat")
    qtbot.waitUntil(lambda: opened.prediction is not None)
    qtbot.waitUntil(lambda: opened.alike.neighbours is not None)
    engine.may_go.clear()
    opened.collection.edits.delete([5])
    qtbot.waitUntil(lambda: opened.alike.stage is not None)
    opened.alike.forget()
    assert card.told.text() == "Looking at the examples: 0 of 5"


def test_nothing_is_looked_for_on_another_page(card, opened, engine, window, qtbot):
    window.go_to_named("train")
    opened.write("text", "a cat")
    qtbot.waitUntil(lambda: opened.prediction is not None and not opened.busy)
    assert engine.indexed == []
    window.go_to(0)
    qtbot.waitUntil(lambda: opened.alike.neighbours is not None)
