import dataclasses

import pytest

from mmdesk.core.answers.prediction import ModalityAnswer, Prediction, unlike
from mmdesk.core.answers.unknown import is_other

OWN = {
    "image": ModalityAnswer(0.5, 0.1, "cat", 0.9, known=0.4),
    "text": ModalityAnswer(0.5, 0.1, "cat", 0.9, unknown=True, known=0.01),
}
STRANGE = Prediction("cat", 0.9, {"cat": 0.9, "dog": 0.1}, OWN, 0.5, "cpu", 1.0, unknown=True, known=0.02)


@pytest.mark.parametrize(
    "label", ["background", "_background_noise_", "Background Noise", "Other", "none-of-these", "背景", " 噪音 "]
)
def test_names_of_other_things(label):
    assert is_other(label)


@pytest.mark.parametrize("label", ["cat", "another", "no", "0", "", "noisy cat", "背包"])
def test_other_names_are_classes(label):
    assert not is_other(label)


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
