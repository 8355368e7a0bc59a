"""What is said in the queue."""

from types import SimpleNamespace

import pytest

from mmdesk.app.pages.data.queue_words import awaited, guessed, progress
from mmdesk.core.progress import Note
from mmdesk.core.training.collected import Learned, LeaveOneOut
from mmdesk.core.training.worth_labelling import Guess

VIEW = SimpleNamespace(content=SimpleNamespace(rows=range(50)))
JUDGED = LeaveOneOut(12, 0.8, (0.712, 0.9))


@pytest.mark.parametrize(
    ("learned", "words"),
    [
        (None, "12 of 50 labelled"),
        (Learned(None), "12 of 50 labelled"),
        (Learned(None, counts={"cat": 12}, judged=JUDGED), "12 of 50 labelled · judged by 12: 71 to 90 % right"),
        (Learned(None, judged=JUDGED), "12 of 50 labelled · judged by 12: off by 0.712 to 0.9 on the average"),
    ],
)
def test_how_many_are_done_and_how_well_it_is_known(qapp, learned, words):
    assert progress(VIEW, 38, learned) == words


def test_a_guess_is_called_one(qapp):
    assert guessed(None) == "What is it? The program cannot guess it yet."
    assert guessed(Guess(("cat", "dog"), 0.616)) == "What is it? The program guesses cat (62 %). Enter takes that."
    assert guessed(Guess(("17.5",), None)) == "What is it? The program guesses 17.5."


@pytest.mark.parametrize(
    ("busy", "stage", "order", "words"),
    [
        (True, Note("reading", 64, 1444), (), "Looking at the examples: 64 of "),
        (True, None, (), "Choosing the next ones…"),
        (True, Note("learning", 0, 1), (3,), "Choosing the next ones…"),
        (False, None, (3,), "First come those from which the program learns the most"),
        (False, None, (), ""),
    ],
)
def test_how_far_the_choice_is(qapp, busy, stage, order, words):
    assert awaited(SimpleNamespace(busy=busy, stage=stage, order=order)).startswith(words)
