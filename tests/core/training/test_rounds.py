import pytest

from mmdesk.core.training.plan import TrainPlan
from mmdesk.core.training.rounds import suitable_epochs


@pytest.mark.parametrize("samples", [1, 30, 600, 100_000])
def test_epochs_suit_the_data_unless_the_person_says_them(samples):
    assert suitable_epochs(TrainPlan(epochs=7), samples) == 7
    assert 1 <= suitable_epochs(TrainPlan(), samples) <= 200
    assert suitable_epochs(TrainPlan(preset="classic"), samples) == 10


def test_more_data_need_no_more_rounds():
    rounds = [suitable_epochs(TrainPlan(), samples) for samples in (100, 1000, 10_000, 100_000)]
    assert rounds == sorted(rounds, reverse=True)


def test_effort_says_how_many_of_the_usual_rounds():
    usual = {preset: suitable_epochs(TrainPlan(preset=preset), 600) for preset in ("fast", "classic")}
    for preset, epochs in usual.items():
        assert suitable_epochs(TrainPlan(preset=preset, effort="thorough"), 600) == 2 * epochs
        assert suitable_epochs(TrainPlan(preset=preset, effort="quick"), 600) == round(epochs / 3)
    assert suitable_epochs(TrainPlan(effort="thorough", epochs=7), 600) == 7
