import dataclasses
from pathlib import Path

import pytest

from mmdesk.core.training.outlook import by_heart, expected
from mmdesk.core.training.plan import TrainPlan
from mmdesk.core.training.reports import EpochReport, TrainResult

EPOCHS = [EpochReport(number, 3, 1.0, 1.0, 0.4, 1.0, 10.0, train_accuracy=share) for number, share in ((1, 0.5), (2, 0.97))]
RESULT = TrainResult(Path("m"), 2, 0.4, 4.0, (), 60)


def test_few_examples_are_told_before_the_training():
    (told,) = expected({"cat": 40, "dog": 2}, ["audio"])
    assert told == "“dog” has only 2 examples: nobody can tell yet how well it is known. Collect 10 or more."
    (told,) = expected({"cat": 5, "dog": 5}, ["audio"])
    assert "With 5 examples of “cat” this is a first try" in told
    assert "where 80% is right, you read 49% to 94%" in told
    assert not [*expected({"cat": 10, "dog": 10}, ["audio"])]


def test_what_photographs_and_comments_gave_is_told_where_there_are_such_parts():
    counts = {"cat": 20, "dog": 30}
    assert ["photographs" in told for told in expected(counts, ["image", "audio"])] == [True]
    assert ["comments" in told for told in expected(counts, ["image", "text"])] == [False, True]
    assert not [*expected({"cat": 50, "dog": 60}, ["image"])]
    assert not [*expected({}, ["image"])]


def test_a_training_that_knows_its_own_samples_alone_learned_by_heart():
    told = by_heart(TrainPlan(), EPOCHS, RESULT)
    assert told == (
        "It learned its examples by heart: 97% of them are right, of others 29% to 53%. More examples of each class help most."
    )
    told = by_heart(TrainPlan(encoder=("image=fresh",)), EPOCHS, RESULT)
    assert told.endswith("another encoder may, too: EfficientNet-Lite0, learned before.")


@pytest.mark.parametrize(
    "result",
    [
        dataclasses.replace(RESULT, best_epoch=1),
        dataclasses.replace(RESULT, val_accuracy=0.9),
        dataclasses.replace(RESULT, val_samples=0),
        dataclasses.replace(RESULT, val_mae=1.0),
        dataclasses.replace(RESULT, best_epoch=9),
    ],
)
def test_otherwise_it_did_not(result):
    assert by_heart(TrainPlan(), EPOCHS, result) is None
