import pytest

from mmdesk.app.widgets.labels_question import LabelsQuestion


@pytest.fixture
def question(qtbot):
    question = LabelsQuestion()
    qtbot.addWidget(question)
    return question


def test_it_offers_each_place_and_tells_which_was_chosen(question, qtbot):
    question.ask(("labels.csv", "folders"), "folders")
    assert not question.isHidden()
    assert [button.text() for button in question.buttons.values()] == ["In labels.csv", "In the names of the folders"]
    with qtbot.waitSignal(question.chosen) as told:
        question.buttons["folders"].click()
    assert told.args == ["folders"]


def test_it_is_hidden_where_there_is_no_choice(question):
    question.ask((), "folders")
    assert question.isHidden()


def test_of_many_tables_the_folders_stay_among_the_buttons(question):
    question.ask((*"abcdefg", "folders"), "folders")
    assert list(question.buttons) == ["a", "b", "c", "folders"]
