from dataclasses import replace
from math import isnan
from pathlib import Path

from mmdesk.app.tasks.regression import Regression
from mmdesk.core.answers.prediction import ModalityAnswer, Prediction
from mmdesk.core.training.reports import EpochReport, TrainResult

WORDS = Regression()
EPOCH = EpochReport(1, 3, 1.0, 0.7, 0.9, 0.1, 100.0, 0.8, val_unimodal={"text": 0.6})


def test_numbers_are_followed_by_their_mean_error_in_the_units_of_the_labels():
    figure = WORDS.figure
    epoch = EpochReport(1, 3, 1.0, 0.7, 0.9, 0.1, 100.0, task="regression", val_mae=12.5, val_unimodal_mae={"text": 20.0})
    result = TrainResult(Path("m"), 2, 0.9, 4.0, (), val_mae=12.5)
    assert (figure.val(epoch), figure.alone(epoch), figure.end(result)) == (12.5, {"text": 20.0}, 12.5)
    assert isnan(figure.train(epoch))
    assert isnan(figure.val(EPOCH))
    assert figure.told(12.5, ()) == "12.5"
    assert figure.interval(replace(result, val_mae_interval=(12.0, 13.0))) == "12 to 13"
    assert (figure.axis.title, figure.axis.range, figure.axis.percent) == ("mean error", None, False)


def test_an_answer_is_an_estimate():
    own = ModalityAnswer(1.0, 0.4, "12.50", 12.5)
    prediction = Prediction("12.50", 12.5, {}, {"image": own}, 10.0, "cpu", 1.0, task="regression")
    assert (WORDS.score(12.5), WORDS.own(own), WORDS.verdict(prediction)) == ("", "12.50", "an estimated number")


def test_numbers_are_told_by_their_ends():
    assert WORDS.labels(["3", "1", "2"]) == "3 different numbers from 1 to 3"
    assert "“many” is none" in WORDS.strange("many")
    result = TrainResult(Path("m"), 2, 0.9, 4.0, (), val_mae=12.5)
    assert WORDS.result(result, "0:04") == "mean error 12.5 in validation, R2 0.900, in round 2, 0:04 of training"
