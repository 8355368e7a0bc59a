from math import isnan
from pathlib import Path

from mmdesk.app.pages.train.figures import figure_of
from mmdesk.core.training.reports import EpochReport, TrainResult

EPOCH = EpochReport(1, 3, 1.0, 0.7, 0.9, 0.1, 100.0, 0.8, val_unimodal={"text": 0.6})
RESULT = TrainResult(Path("m"), 2, 0.9, 4.0, ())


def test_classes_are_followed_by_their_accuracy():
    figure = figure_of("classification")
    assert (figure.train(EPOCH), figure.val(EPOCH), figure.alone(EPOCH), figure.end(RESULT)) == (0.8, 0.9, {"text": 0.6}, 0.9)
    assert (figure.shown(0.9), figure.rough(0.9), figure.title) == ("90.0 %", "90 %", "Curves of the accuracy")
    assert (figure.axis.title, figure.axis.range, figure.axis.percent) == ("accuracy", (0, 1), True)


def test_numbers_are_followed_by_their_mean_error_in_the_units_of_the_labels():
    figure = figure_of("regression")
    epoch = EpochReport(1, 3, 1.0, 0.7, 0.9, 0.1, 100.0, task="regression", val_mae=12.5, val_unimodal_mae={"text": 20.0})
    result = TrainResult(Path("m"), 2, 0.9, 4.0, (), val_mae=12.5)
    assert (figure.val(epoch), figure.alone(epoch), figure.end(result)) == (12.5, {"text": 20.0}, 12.5)
    assert isnan(figure.train(epoch))
    assert isnan(figure.val(EPOCH))
    assert figure.shown(12.5) == figure.rough(12.5) == "12.5"
    assert (figure.axis.title, figure.axis.range, figure.axis.percent) == ("mean error", None, False)
