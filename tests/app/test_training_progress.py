import pytest
from PySide6.QtWidgets import QMainWindow
from tiny_table import write_table

from mmdesk.app.training_progress import TrainingProgress
from mmdesk.core.training.plan import TrainPlan


class Told:
    """What the desktop would be told."""

    def __init__(self, shares):
        self.show = shares.append


@pytest.fixture
def titled(ready, qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    window.setWindowTitle("pets")
    window.shares = []
    TrainingProgress(window, ready.training, Told(window.shares))
    return window


def test_the_title_says_how_far_all_trainings_are(titled, ready, engine, tmp_path, qtbot):
    ready.training.data.choose(write_table(tmp_path / "pets"))
    engine.may_go.clear()
    ready.training.start([TrainPlan(), TrainPlan(fusion="mean")])
    assert titled.windowTitle() == "0 % trained · pets"
    titled.setWindowTitle("dogs")
    assert titled.windowTitle() == "0 % trained · dogs"
    seen = []
    titled.windowTitleChanged.connect(seen.append)
    engine.may_go.set()
    qtbot.waitUntil(lambda: not ready.training.under_way)
    assert titled.windowTitle() == "dogs"
    assert "50 % trained · dogs" in seen
    assert titled.shares[0] is titled.shares[-1] is None
    assert {0.0, 0.5} <= set(titled.shares)
