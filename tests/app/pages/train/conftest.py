import pytest
from tiny_table import write_number_table, write_table

from mmdesk.app.pages.train.questions_card import QuestionsCard
from mmdesk.core.training.plan import TrainPlan


@pytest.fixture
def data(tmp_path):
    return write_table(tmp_path / "pets")


@pytest.fixture
def chosen(ready, data, qtbot):
    """The session with an open model and a chosen dataset."""
    ready.training.data.choose(data)
    qtbot.waitUntil(lambda: not ready.training.data.looking)
    return ready


@pytest.fixture
def numbers(ready, tmp_path, qtbot):
    """The session with a dataset whose labels are numbers."""
    ready.training.data.choose(write_number_table(tmp_path / "ages"))
    qtbot.waitUntil(lambda: not ready.training.data.looking)
    return ready


@pytest.fixture
def train(chosen, qtbot):
    """Train by these plans to the end."""

    def train(*plans):
        chosen.training.start(plans or [TrainPlan()])
        qtbot.waitUntil(lambda: all(run.state not in ("waiting", "running") for run in chosen.training.list.runs.values()))
        return [*chosen.training.list.runs.values()]

    return train


@pytest.fixture
def questions(ready, qtbot, theme, settings):
    card = QuestionsCard(ready.training, settings)
    qtbot.addWidget(card)
    card.show()
    return card
