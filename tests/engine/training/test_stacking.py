import pytest
import torch

from mmdesk.core.tasks.numbers import TargetScale
from mmdesk.engine.model.tasks.classification import Classification
from mmdesk.engine.model.tasks.regression import Regression
from mmdesk.engine.training.stacking import fitted_shares, stacked

TASK = Classification(("a", "b", "c"))


def answers(rows, strengths, seed=0):
    """Outputs of experts that are right so strongly, and the targets."""
    random = torch.Generator().manual_seed(seed)
    targets = torch.randint(0, 3, (rows,), generator=random)
    right = torch.nn.functional.one_hot(targets, 3).float()
    return torch.stack([strength * right + torch.randn(rows, 3, generator=random) for strength in strengths], 1), targets


def test_a_lone_encoder_is_all():
    outputs, targets = answers(5, [1.0])
    assert fitted_shares(TASK, outputs, targets).tolist() == [1.0]


def test_who_knows_more_counts_more():
    shares = fitted_shares(TASK, *answers(300, [2.0, 0.5]))
    assert shares[0] > 2 * shares[1] > 0


def test_who_knows_nothing_is_left_out():
    shares = fitted_shares(TASK, *answers(2000, [2.0, 0.0]))
    assert shares[0] > 0.5
    assert shares[1] == 0


@pytest.mark.parametrize("seed", range(5))
def test_few_samples_change_little(seed):
    """Over 200 seeds the two shares of three samples lay between 0.30 and 0.64."""
    shares = fitted_shares(TASK, *answers(3, [1.0, 1.0], seed))
    assert ((shares > 0.25) & (shares < 1.0)).all()


def test_together_they_are_better_than_each_on_samples_not_seen():
    shares = fitted_shares(TASK, *answers(200, [1.0, 1.0]))
    outputs, targets = answers(5000, [1.0, 1.0], seed=1)
    losses = [float(TASK.errors(logits, targets).mean()) for logits in (stacked(outputs, shares), outputs[:, 0], outputs[:, 1])]
    assert losses[0] < min(losses[1:]) - 0.1


def test_numbers_are_stacked_by_their_squared_errors():
    task = Regression(TargetScale(0.0, 1.0))
    random = torch.Generator().manual_seed(0)
    targets = torch.randn(400, generator=random)
    outputs = torch.stack([targets + spread * torch.randn(400, generator=random) for spread in (0.2, 1.0)], 1).unsqueeze(-1)
    shares = fitted_shares(task, outputs, targets)
    assert shares[0] > 0.8
    assert shares.sum() == pytest.approx(1, abs=0.1)
