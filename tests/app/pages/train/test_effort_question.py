import pytest

from mmdesk.app.pages.train.effort_question import EffortQuestion


@pytest.fixture
def question(qtbot):
    question = EffortQuestion()
    qtbot.addWidget(question)
    return question


def test_each_effort_says_about_how_long_it_takes(question):
    question.tell_times({"quick": (3.0, 4.0), "normal": (27.0, 130.0), "thorough": (9000.0, 9000.0)}.get)
    assert [label.text() for label in question.times.values()] == ["about 5 s", "25 s to 2 min", "about 2.5 h"]
    question.tell_times(lambda effort: None)
    assert all(label.isHidden() for label in question.times.values())


def test_one_is_chosen_and_the_usual_comes_back(question, qtbot):
    assert question.effort == "normal"
    with qtbot.waitSignal(question.chosen):
        question.buttons.button(2).click()
    assert question.effort == "thorough"
    question.back_to_usual()
    assert question.effort == "normal"
