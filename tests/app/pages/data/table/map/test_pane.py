"""The map of the examples on Data."""

import pytest

from mmdesk.app.pages.data.table.card import TableCard
from mmdesk.app.services import neighbours
from mmdesk.core.numerals import whole


@pytest.fixture
def card(ready, folder, engine, theme, qtbot):
    """The table of a project of ten rows, cats and dogs by turns, seen as a map."""
    with qtbot.waitSignal(ready.collection.opened):
        ready.collection.open(folder)
    card = TableCard(ready.collection, ready.worth, ready.alike, ready.settings, theme)
    qtbot.addWidget(card)
    card.resize(700, 500)
    card.show()
    qtbot.waitExposed(card)
    qtbot.waitUntil(lambda: not card.finder.busy and card.model.rowCount() == 10)
    return card


@pytest.fixture
def pane(card, ready, qtbot):
    card.switch.map.click()
    qtbot.waitUntil(lambda: ready.alike.map is not None)
    return card.map_pane


def test_nothing_is_embedded_before_the_map_is_wanted(card, engine, ready):
    assert engine.indexed == []
    assert card.map_pane is None


def test_classes_have_marks_and_the_map_tells_itself(pane):
    assert [pane.legend.item(number).text() for number in range(pane.legend.count())] == ["cat", "dog"]
    assert pane.scatter.accessibleDescription().startswith("10 examples of 2 classes, such as cat, dog.")
    assert pane.told.text().startswith("Near each other")
    assert pane.chart.isVisible()
    assert pane._tell(3).startswith("dog, row 4\n")


def test_a_point_selects_its_row_and_a_row_marks_its_point(pane, card, qtbot):
    pane.scatter._go_to(3)
    assert card.selection.current.key == 3
    card.selection.select(frozenset([7]))
    assert pane.scatter.current == 7


def test_the_sample_of_classify_is_marked(pane, ready, qtbot):
    assert pane.scatter._sample is None
    ready.write("text", "a cat")
    qtbot.waitUntil(lambda: ready.alike.neighbours is not None)
    assert pane.scatter._sample == (0.0, 0.0)
    assert "ring with a cross" in pane.told.text()


def test_what_the_table_does_not_show_stands_back(pane, card, qtbot):
    card.show_only(frozenset([0, 1]))
    qtbot.waitUntil(lambda: card.model.rowCount() == 2)
    assert pane.scatter._faded.tolist() == [False, False, *[True] * 8]
    card.show_only(None)
    qtbot.waitUntil(lambda: card.model.rowCount() == 10)
    assert pane.scatter._faded is None


def test_chosen_classes_stand_out(pane):
    pane.legend.item(1).setSelected(True)
    assert pane.scatter._faded.tolist() == [True, False] * 5
    pane.legend.item(1).setSelected(False)
    assert pane.scatter._faded is None


def test_an_edit_is_seen(pane, card, ready, qtbot):
    ready.collection.edits.relabel([0], "owl")
    qtbot.waitUntil(lambda: pane.legend.count() == 3)
    ready.collection.edits.delete(list(range(3, 10)))
    qtbot.waitUntil(lambda: pane.scatter.accessibleDescription().startswith("3 examples"))


def test_too_few_examples_are_told(pane, card, ready, qtbot):
    ready.collection.edits.delete(list(range(2, 10)))
    qtbot.waitUntil(lambda: ready.alike.count == 2)
    assert pane.told.text() == "There are too few examples for a map: it takes three."
    assert not pane.chart.isVisible()


def test_without_a_model_of_its_classes_it_says_what_it_needs(session, folder, theme, qtbot):
    with qtbot.waitSignal(session.collection.opened):
        session.collection.open(folder)
    card = TableCard(session.collection, session.worth, session.alike, session.settings, theme)
    qtbot.addWidget(card)
    card.show()
    card.switch.map.click()
    assert "It needs a model that knows classes of this project" in card.map_pane.told.text()
    assert not card.map_pane.agree.isVisible()


def test_of_many_examples_it_asks_first(card, ready, engine, qtbot, monkeypatch):
    monkeypatch.setattr(neighbours, "AT_ONCE", 5)
    card.switch.map.click()
    assert card.map_pane.agree.text() == "Place 10 examples"
    assert engine.indexed == []
    card.map_pane.agree.click()
    qtbot.waitUntil(lambda: ready.alike.map is not None)
    assert not card.map_pane.agree.isVisible()


def test_the_other_views_come_back(pane, card):
    card.switch.grid.click()
    assert card.views.currentWidget() is card.pane
    card.switch.map.click()
    assert card.views.currentWidget() is pane
    card.switch.table.click()
    assert card.views.currentWidget() is card.table
    assert not card._settings.grid


def test_it_says_that_not_all_of_very_many_are_shown(pane, ready):
    ready.alike.count = 90_000
    ready.alike.changed.emit()
    assert f"Shown are 10 of {whole(90_000)} examples." in pane.told.text()
