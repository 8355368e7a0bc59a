import pytest
import torch

from mmdesk.core.training.plan import TrainPlan
from mmdesk.engine.training.optimization import suitable_batch, uncompiled


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
