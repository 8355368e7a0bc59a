import pytest
from tiny_table import write_table

from mmdesk.app.leaving import LeaveQuestion
from mmdesk.core.training.plan import TrainPlan


@pytest.fixture
def training(window, ready, engine, tmp_path, qtbot):
    """The window while a training runs."""
    ready.training.data.choose(write_table(tmp_path / "pets"))
    engine.may_go.clear()
    ready.training.start([TrainPlan()])
    qtbot.waitUntil(lambda: ready.training.current is not None)
    return window


def question(window, qtbot):
    window.close()
    qtbot.waitUntil(lambda: window.findChild(LeaveQuestion) is not None)
    return window.findChild(LeaveQuestion)


def test_a_window_without_a_training_closes(window):
    assert window.close()


def test_closing_during_a_training_asks_and_to_stay_is_the_suggestion(training, ready, qtbot):
    asked = question(training, qtbot)
    assert asked.defaultButton() is asked.stay
    assert training.isVisible()
    training.close()
    assert training.findChildren(LeaveQuestion) == [asked]
    asked.stay.click()
    assert training.isVisible()
    assert ready.training.current is not None


def test_the_person_may_leave(training, qtbot):
    question(training, qtbot).leave.click()
    qtbot.waitUntil(lambda: not training.isVisible())
