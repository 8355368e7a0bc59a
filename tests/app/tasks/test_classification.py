from dataclasses import replace
from pathlib import Path

from mmdesk.app.tasks.classification import Classification
from mmdesk.core.answers.prediction import ModalityAnswer, Prediction
from mmdesk.core.training.reports import EpochReport, TrainResult

WORDS = Classification()
EPOCH = EpochReport(1, 3, 1.0, 0.7, 0.9, 0.1, 100.0, 0.8, val_unimodal={"text": 0.6})
RESULT = TrainResult(Path("m"), 2, 0.9, 4.0, ())


def test_classes_are_followed_by_their_accuracy():
    figure = WORDS.figure
    assert (figure.train(EPOCH), figure.val(EPOCH), figure.alone(EPOCH), figure.end(RESULT)) == (0.8, 0.9, {"text": 0.6}, 0.9)
    assert (figure.told(0.9, ()), figure.title) == ("90.0 %", "Curves of the accuracy")
    assert figure.interval(replace(RESULT, val_samples=20)) == "70 % to 97 %"
    assert (figure.axis.title, figure.axis.range, figure.axis.percent) == ("accuracy", (0, 1), True)


def test_few_samples_give_an_interval_and_fewer_no_figure():
    figure = WORDS.figure
    few, none, enough = (5, 5), (2, 2), (10, 12)
    told = [figure.told(share, few) for share in (1.0, 0.8, 0.0)]
    assert told == ["at least 72 %", "49 % to 94 %", "at most 28 %"]
    assert (figure.told(1.0, none), figure.told(1.0, enough)) == ("no figure yet", "100.0 %")
    assert figure.interval(replace(RESULT, val_samples=10, judged=few)) == ""
    assert WORDS.result(replace(RESULT, judged=none), "0:04").startswith("validation accuracy: no figure yet")


def test_an_answer_says_how_sure_it_is():
    own = ModalityAnswer(1.0, 0.4, "cat", 0.75)
    prediction = Prediction("cat", 0.9, {"cat": 0.9, "dog": 0.1}, {"image": own}, 0.5, "cpu", 1.0)
    assert (WORDS.score(0.9), WORDS.own(own), WORDS.verdict(prediction)) == ("90 %", "cat · 75 %", "sure")


def test_classes_are_counted_and_named():
    assert WORDS.labels(["cat", "dog"]) == "2 classes: cat, dog"
    assert WORDS.purpose([str(number) for number in range(20)], ("image",)).endswith("10, 11 and 8 more.")
    assert WORDS.result(RESULT, "0:04") == "validation accuracy: 90.0 % in round 2, 0:04 of training"


def test_it_says_what_it_takes():
    assert WORDS.purpose(["a", "b"], ("image",)) == "It takes: picture. It tells apart: a, b."
    assert WORDS.purpose(["a"], ("image", "text", "audio")).startswith("Give it a picture, words or a sound")


def test_an_answer_is_never_sure_where_its_parts_contradict_each_other():
    own = {"image": ModalityAnswer(0.5, 0.4, "cat", 0.97), "text": ModalityAnswer(0.5, 0.1, "dog", 0.95)}
    prediction = Prediction("cat", 0.99, {"cat": 0.99, "dog": 0.01}, own, 0.5, "cpu", 1.0)
    assert WORDS.sure(prediction)
    assert WORDS.verdict(prediction) == "sure · the parts disagree"
    conflicting = replace(prediction, conflict=True)
    assert not WORDS.sure(conflicting)
    assert WORDS.verdict(conflicting) == "unsure · the parts contradict each other"
