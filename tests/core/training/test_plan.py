import dataclasses

import pytest

from mmdesk.core.errors import OptionError
from mmdesk.core.training.plan import FUSION_NAMES, TrainPlan, fusions_of


def test_every_field_has_its_sentence():
    for field in dataclasses.fields(TrainPlan):
        assert field.metadata["sentence"]


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        ({"fusion": "magic"}, "magic is not a choice for fusion"),
        ({"device": "abacus"}, "device"),
        ({"imbalance": "x"}, "imbalance"),
        ({"preset": "slow"}, "preset"),
        ({"task": "poetry"}, "task"),
        ({"task": "regression", "fusion": "product"}, "The fusion product multiplies probabilities"),
        ({"task": "regression", "imbalance": "focal"}, "imbalance is for classes"),
        ({"task": "regression", "label_smoothing": 0.2}, "label_smoothing is for classes"),
        ({"epochs": 0}, "0 is out of range for epochs"),
        ({"batch_size": 0}, "batch_size"),
        ({"learning_rate": float("nan")}, "learning_rate"),
        ({"modality_dropout": 1.5}, "from 0 to 1"),
        ({"audio_seconds": 0.0}, "audio_seconds"),
        ({"modalities": ()}, "at least one modality"),
        ({"modalities": ("smell",)}, "at least one modality"),
        ({"augment": ("smell",)}, "at least one modality"),
        ({"seed": -1}, "seed"),
        ({"seed": 2**64}, "seed"),
        ({"image_size": 16}, "image_size"),
    ],
)
def test_choices_that_are_not_allowed_are_one_sentence(choice, said):
    with pytest.raises(OptionError, match=said):
        TrainPlan(**choice)


def test_what_is_left_open_is_no_wrong_choice():
    assert TrainPlan(epochs=None, learning_rate=None, patience=None) == TrainPlan()


def test_the_size_of_the_space_goes_in_steps():
    assert TrainPlan(dimension=64).dimension == 64
    with pytest.raises(OptionError, match="100 is not a choice for dimension"):
        TrainPlan(dimension=100)


def test_a_regression_has_every_fusion_but_that_of_probabilities():
    assert set(FUSION_NAMES) - {*fusions_of("regression")} == {"product"}
    assert fusions_of("classification") == FUSION_NAMES
    for fusion in fusions_of("regression"):
        assert TrainPlan(task="regression", fusion=fusion, label_smoothing=0).fusion == fusion
