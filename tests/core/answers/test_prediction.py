import dataclasses

import pytest

from mmdesk.core.answers.prediction import ModalityAnswer, Prediction, unlike
from mmdesk.core.answers.prediction_set import Interval, LabelSet
from mmdesk.core.errors import localize


def prediction(*own, **changes):
    answers = {m: ModalityAnswer(0.5, 0.1, said, 0.9) for m, said in zip(("image", "text", "audio"), own, strict=False)}
    return Prediction("dog", 0.9, {"dog": 0.9, "bird": 0.1}, answers, 0.5, "cpu", 1.0, **changes)


@pytest.mark.parametrize(
    ("own", "told"),
    [
        (("dog", "dog", "bird"), "picture and words: dog; sound: bird"),
        (("bird", "dog", "bird"), "picture and sound: bird; words: dog"),
        (("dog", "cat", "bird"), "picture: dog; words: cat; sound: bird"),
        (("dog", "dog", "dog"), "picture, words and sound: dog"),
        (("a; b", "{label}"), "picture: a; b; words: {label}"),
    ],
)
def test_those_that_say_the_same_are_told_together(own, told):
    assert prediction(*own).sides == told


def test_sides_can_be_told_in_another_language():
    words = {"picture": "图片", "words": "文字", "sound": "声音"}
    catalogue = {**words, "{names} and {last}": "{names}和{last}", "{parts}: {label}": "{parts}：{label}"}
    told = localize(prediction("dog", "dog", "bird").sides, lambda _, text: catalogue.get(text, text))
    assert told == "图片和文字：dog; 声音：bird"


def test_the_document_tells_of_a_conflict():
    assert prediction("dog", "cat").to_json()["conflict"] is False
    assert prediction("dog", "cat", contradiction=0.9, conflict=True).to_json()["conflict"] is True


def test_numbers_contradict_nothing():
    own = {"image": ModalityAnswer(1.0, 2.5, "70.0", 70.0)}
    assert "conflict" not in Prediction("72.5", 72.5, {}, own, 70.0, "cpu", 1.0, "regression").to_json()


def test_the_document_has_the_set_of_the_coverage_that_is_asked():
    found = prediction("dog", sets=(LabelSet(0.8, ("dog",)), LabelSet(0.95, ("dog", "bird"))))
    assert found.to_json()["set"] == {"coverage": 0.95, "labels": ["dog", "bird"]}
    assert found.to_json(0.8)["set"] == {"coverage": 0.8, "labels": ["dog"]}
    assert found.to_json(0.99)["set"] is None
    assert found.set_at(0.9) is None


def test_the_document_of_a_number_has_its_interval():
    sets = (Interval(0.95, 70.0, 75.0, ("70.0", "75.0")),)
    own = {"image": ModalityAnswer(1.0, 2.5, "70.0", 70.0)}
    document = Prediction("72.5", 72.5, {}, own, 70.0, "cpu", 1.0, "regression", sets=sets).to_json()
    assert document["interval"] == {"coverage": 0.95, "low": 70.0, "high": 75.0}
    assert "set" not in document


OWN = {
    "image": ModalityAnswer(0.5, 0.1, "cat", 0.9, known=0.4),
    "text": ModalityAnswer(0.5, 0.1, "cat", 0.9, unknown=True, known=0.01),
}
STRANGE = Prediction("cat", 0.9, {"cat": 0.9, "dog": 0.1}, OWN, 0.5, "cpu", 1.0, unknown=True, known=0.02)


def test_the_document_tells_of_it_as_a_whole_and_of_each_part():
    document = STRANGE.to_json()
    assert (document["unknown"], document["known"]) == (True, 0.02)
    assert [(part["unknown"], part["known"]) for part in document["modalities"].values()] == [(False, 0.4), (True, 0.01)]


def test_a_model_that_cannot_tell_says_null():
    document = Prediction("cat", 0.9, {"cat": 0.9}, {"text": ModalityAnswer(1, 0, "cat", 0.9)}, 0.5, "cpu", 1.0).to_json()
    assert (document["unknown"], document["known"]) == (False, None)
    assert document["modalities"]["text"]["known"] is None


def test_a_class_of_other_things_is_told_from_a_class():
    assert not STRANGE.other
    assert dataclasses.replace(STRANGE, label="background").other


def test_it_is_said_which_part_is_unlike():
    assert unlike(STRANGE) == "unlike all that the model has learned from: words"
    together = dataclasses.replace(STRANGE, modalities={"image": OWN["image"]})
    assert unlike(together) == "its parts together are unlike all that the model has learned from"
