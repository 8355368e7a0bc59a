import pytest
import torch

from mmdesk.core.training.plan import TrainPlan
from mmdesk.engine.training.optimization import suitable_batch, suitable_epochs, uncompiled


@pytest.mark.parametrize("samples", [1, 30, 600, 100_000])
def test_epochs_suit_the_data_unless_the_person_says_them(samples):
    assert suitable_epochs(TrainPlan(epochs=7), samples) == 7
    assert 1 <= suitable_epochs(TrainPlan(), samples) <= 200
    assert suitable_epochs(TrainPlan(preset="classic"), samples) == 10


def test_more_data_need_no_more_rounds():
    rounds = [suitable_epochs(TrainPlan(), samples) for samples in (100, 1000, 10_000, 100_000)]
    assert rounds == sorted(rounds, reverse=True)


@pytest.mark.parametrize("kind", [torch.optim.Adam, torch.optim.AdamW])
def test_the_optimizer_is_pytorchs_own_without_its_compiler(kind):
    weights = []
    for made in (uncompiled(kind), kind):
        weight = torch.nn.Parameter(torch.arange(6.0).view(2, 3))
        optimizer = made([{"params": [weight], "weight_decay": 0.1}], 0.01, fused=True)
        schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: 1 / (1 + step))
        for _ in range(3):
            optimizer.zero_grad()
            weight.square().sum().backward()
            optimizer.step()
            schedule.step()
            optimizer.load_state_dict(optimizer.state_dict())
        weights.append(weight.detach())
    assert torch.equal(*weights)
    assert not torch.equal(weights[0], torch.arange(6.0).view(2, 3))


def test_few_samples_go_in_small_steps_unless_the_person_says_otherwise():
    sizes = [suitable_batch(TrainPlan(), samples) for samples in (100, 1000, 10_000, 100_000)]
    assert sizes == sorted(sizes)
    assert suitable_batch(TrainPlan(batch_size=7), 100) == 7
    assert suitable_batch(TrainPlan(preset="classic"), 100_000) == 32


def test_effort_says_how_many_of_the_usual_rounds():
    usual = {preset: suitable_epochs(TrainPlan(preset=preset), 600) for preset in ("fast", "classic")}
    for preset, epochs in usual.items():
        assert suitable_epochs(TrainPlan(preset=preset, effort="thorough"), 600) == 2 * epochs
        assert suitable_epochs(TrainPlan(preset=preset, effort="quick"), 600) == round(epochs / 3)
    assert suitable_epochs(TrainPlan(effort="thorough", epochs=7), 600) == 7
