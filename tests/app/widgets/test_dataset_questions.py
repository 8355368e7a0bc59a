import pytest

from mmdesk.app.widgets.dataset_questions import EncodingChoice, LabelsQuestion


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


@pytest.fixture
def choice(qtbot):
    choice = EncodingChoice(("Windows-1252", "GB18030"))
    qtbot.addWidget(choice)
    return choice


def test_it_offers_the_likely_one(choice, qtbot):
    choice.ask("GB18030")
    assert not choice.isHidden()
    assert choice.button.text() == "Read as GB18030"
    with qtbot.waitSignal(choice.chosen) as told:
        choice.button.click()
    assert told.args == ["GB18030"]


def test_others_are_in_a_menu(choice, qtbot):
    choice.ask("GB18030")
    first, _ = choice.others.menu().actions()
    with qtbot.waitSignal(choice.chosen) as told:
        first.trigger()
    assert told.args == ["Windows-1252"]


def test_the_choice_is_hidden_where_nothing_is_to_be_decided(choice):
    choice.ask("")
    assert choice.isHidden()
