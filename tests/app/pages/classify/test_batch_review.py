"""What is chosen about a batch."""

import pytest

from mmdesk.app.pages.classify.batch_model import Wish
from mmdesk.app.pages.classify.batch_review import BOUNDS, BatchFilter


@pytest.fixture
def chooser(qtbot):
    chooser = BatchFilter()
    qtbot.addWidget(chooser)
    chooser.set_labels(("cat", "dog"))
    return chooser


def test_at_first_everything_is_wished(chooser):
    assert chooser.wish(problems=False) == Wish()
    assert chooser.wish(problems=True) == Wish(problems=True)


def test_answer_and_score_add_up(chooser, qtbot):
    with qtbot.waitSignal(chooser.wished):
        chooser.label.setCurrentIndex(2)
    chooser.score.setCurrentIndex(1)
    assert chooser.wish(problems=False) == Wish(label="dog", below=BOUNDS[0])
    chooser.score.setCurrentIndex(chooser.score.count() - 1)
    assert chooser.wish(problems=False) == Wish(label="dog", least=BOUNDS[-1])


def test_what_was_chosen_stays_with_another_model_that_has_it(chooser):
    chooser.label.setCurrentIndex(2)
    chooser.set_labels(("ant", "bee", "dog"))
    assert chooser.label.currentData() == "dog"
    chooser.set_labels(("ant",))
    assert chooser.label.currentData() is None
