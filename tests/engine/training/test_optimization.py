import pytest
import torch

from mmdesk.core.training.plan import TrainPlan
from mmdesk.engine.training.optimization import FINE_TUNING, LEARNING_RATE, optimizer_for, set_rates, suitable_batch, uncompiled


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


def test_what_learned_before_takes_smaller_steps():
    torch.manual_seed(0)
    model = torch.nn.Sequential(torch.nn.Linear(4, 4), torch.nn.Linear(4, 2))
    optimizer, schedule = optimizer_for(model, TrainPlan(), 10, [*model[0].parameters()])
    before = [parameter.detach().clone() for parameter in model.parameters()]
    model(torch.ones(8, 4)).square().sum().backward()
    optimizer.step()
    schedule.step()
    pairs = zip(model.parameters(), before, strict=True)
    moved = [float((parameter - old).detach().abs().max() / old.square().mean().sqrt()) for parameter, old in pairs]
    rate = LEARNING_RATE["fast"] / 3  # of the first of ten steps
    assert moved[:2] == pytest.approx([FINE_TUNING * rate] * 2, rel=0.01), "in proportion to their size"
    assert min(moved[2:]) > rate


def test_a_schedule_that_is_taken_up_gives_every_group_its_rate():
    model = torch.nn.Sequential(torch.nn.Linear(4, 4), torch.nn.Linear(4, 2))
    optimizer, schedule = optimizer_for(model, TrainPlan(), 10, [*model[0].parameters()])
    for _ in range(4):
        optimizer.step()
        schedule.step()
    expected = [group["lr"] for group in optimizer.param_groups]
    other, again = optimizer_for(model, TrainPlan(), 10, [*model[0].parameters()])
    again.last_epoch = schedule.last_epoch
    set_rates(other, again)
    assert [group["lr"] for group in other.param_groups] == expected
    assert expected[-1] < expected[0]
