"""Problems are found, shown and remedied."""

import csv

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from mmdesk.app.pages.data.page import SIDE_WIDTH
from mmdesk.app.pages.data.problem_entry import ProblemEntry
from mmdesk.app.pages.data.problems_card import ProblemsCard
from mmdesk.core.problems.findings import Kind, Problem, Suspect


@pytest.fixture
def folder(folder):
    """With a picture that is none, and two rows that hold the same as another."""
    (folder / "5.png").write_text("no picture")
    with open(folder / "manifest.csv", "a", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("0.png", "CAT number 0", "0.wav", "cat", "train"), ("", "cat number 6 ", "", "cat", "")])
    Image.new("RGB", (30, 20), "white").save(folder / "4.png")
    return folder


@pytest.fixture
def card(opened, qtbot):
    card = ProblemsCard(opened.collection)
    qtbot.addWidget(card)
    card.show()
    yield card
    qtbot.waitUntil(lambda: opened.collection.saved)


@pytest.fixture
def looked(card, qtbot):
    card.look.click()
    assert card.busy
    qtbot.waitUntil(lambda: not card.busy)
    return card


def button(card, text, words):
    found = [b for b in card.findChildren(QPushButton) if b.isVisible() and b.text() == text and words in b.accessibleName()]
    assert found, [b.accessibleName() for b in card.findChildren(QPushButton)]
    return found[0]


def test_nothing_is_done_before_it_is_asked_for(card, opened):
    assert card.look.text() == "Look for problems"
    assert opened.collection.view.undo == ""


def test_rows_with_problems_are_shown(looked, qtbot):
    with qtbot.waitSignal(looked.chosen) as told:
        button(looked, "Show", "cannot be read").click()
    assert told.args == [frozenset({5})]


def test_a_remedy_is_an_edit_that_can_be_undone(looked, opened, qtbot):
    before = opened.collection.view.content
    button(looked, "Delete the rows", "cannot be read").click()
    qtbot.waitUntil(lambda: opened.collection.saved)
    assert 5 not in [row.key for row in opened.collection.view.content.rows]
    assert "have changed since" in looked.state.text()
    opened.collection.edits.undo()
    qtbot.waitUntil(lambda: opened.collection.view.content == before)


def test_a_remedied_problem_stays_in_its_place_and_is_ticked_off(looked, opened, qtbot):
    before = [entry.label.text() for entry in looked.findChildren(ProblemEntry)]
    done = next(entry for entry in looked.findChildren(ProblemEntry) if "cannot be read" in entry.label.text())
    done.remedies[0].setFocus()
    qtbot.keyClick(done.remedies[0], Qt.Key.Key_Space)
    after = [entry.label.text() for entry in looked.findChildren(ProblemEntry)]
    assert [words.removeprefix("✓ ") for words in after] == before
    assert [words for words in after if words.startswith("✓ ")] == [done.label.text()]
    assert not any(button.isEnabled() for button in done.buttons)
    focused = looked.window().focusWidget()
    assert isinstance(focused, QPushButton)
    assert focused.isEnabled()
    assert not done.isAncestorOf(focused)
    qtbot.waitUntil(lambda: opened.collection.saved)


def test_copies_are_made_one(looked, opened, qtbot):
    button(looked, "Keep one of each", "copies").click()
    qtbot.waitUntil(lambda: len(opened.collection.view.content.rows) == 10)


def test_rows_with_problems_are_marked(card, qtbot):
    marked = []
    card.marked.connect(marked.append)
    card.look.click()
    qtbot.waitUntil(lambda: not card.busy)
    assert {4, 5} <= marked[-1]
    assert 7 not in marked[-1], "its class has few examples, but it is sound itself"


def test_all_buttons_fit_beside_the_table(card, qtbot):
    card._reported(Problem(Kind.WRONG_LABEL, (Suspect(1, label="dog"),)))
    for title in ("Show", "Use the other labels", "Delete the rows"):
        qtbot.waitUntil(lambda title=title: button(card, title, "wrong label") is not None)
    assert card.minimumSizeHint().width() <= SIDE_WIDTH


def test_another_project_has_other_problems(looked, opened, qtbot, tmp_path):
    with qtbot.waitSignal(opened.collection.opened):
        opened.collection.new(tmp_path / "mine")
    assert not [b for b in looked.findChildren(QPushButton) if b.isVisible() and b.text() == "Show"]
    assert looked.look.text() == "Look for problems"


def test_looking_is_stopped(card, qtbot):
    card.look.click()
    card.look.click()
    assert not card.busy


def test_a_problem_that_was_found_elsewhere_is_told_once(card, opened, qtbot):
    problem = Problem(Kind.WRONG_LABEL, (Suspect(1, label="dog"),))
    card.tell(problem)
    card.tell(problem)
    (entry,) = card.findChildren(ProblemEntry)
    qtbot.waitUntil(entry.isVisible)
    button(card, "Use the other labels", "wrong label").click()
    qtbot.waitUntil(lambda: opened.collection.view.content.rows[0].label == "dog")
