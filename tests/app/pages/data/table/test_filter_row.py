"""What a person looks for."""

import pytest

from mmdesk.app.pages.data.table.filter_row import FilterRow


@pytest.fixture
def row(qtbot):
    row = FilterRow()
    qtbot.addWidget(row)
    row.set_classes(("cat", "dog"))
    row.wishes = []
    row.wished.connect(row.wishes.append)
    return row


def test_words_are_told_when_the_typing_stops(row, qtbot):
    qtbot.keyClicks(row.words, " MEow ")
    assert row.wishes == []
    qtbot.waitUntil(lambda: bool(row.wishes))
    assert row.wishes == [{"words": "meow"}]


def test_choices(row):
    row.label.setCurrentText("dog")
    row.split.setCurrentText("validation")
    row.parts.setCurrentText("Without: Sound")
    row.label.setCurrentText("Without a label")
    wished = [{"label": "dog"}, {"split": "val"}, {"present": None, "absent": "audio"}, {"label": ""}]
    assert row.wishes == wished


def test_a_class_stays_chosen_as_long_as_it_is_there(row):
    row.choose_class("dog")
    row.set_classes(("bird", "dog"))
    assert row.label.currentText() == "dog"
    row.set_classes(("bird",))
    assert row.label.currentText() == "All classes"
    assert row.wishes[-1] == {"label": None}


def test_everything_is_looked_for_again(row, qtbot):
    row.choose_class("cat")
    row.words.setText("x")
    row.reset()
    qtbot.waitUntil(lambda: row.wishes[-1] == {"words": ""})
    assert {"label": None} in row.wishes


def test_most_worth_labelling_is_offered_while_labels_are_missing(row):
    row.worth = []
    row.worth_wished.connect(row.worth.append)
    words = "Most worth labelling first"
    assert row.label.findText(words) == -1
    row.offer_worth(True)
    row.label.setCurrentText(words)
    assert row.wishes == [{"label": ""}]
    assert row.worth == [True]
    row.set_classes(("cat", "dog", "fox"))
    assert row.label.currentText() == words, "a new class changes nothing"
    row.offer_worth(False)
    assert row.label.findText(words) == -1
    assert row.wishes[-1] == {"label": None}
    assert row.worth[-1] is False
