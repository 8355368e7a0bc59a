"""A pair's answer is the sum of both halves', each counting as much as samples tell that taught neither."""

import pytest
import torch
import torch.nn.functional as F

from mmdesk.core.tasks.numbers import TargetScale
from mmdesk.engine.model.paired import EQUAL, PairedHead, PairedProjection, fitted_counts
from mmdesk.engine.model.tasks.classification import Classification
from mmdesk.engine.model.tasks.regression import Regression

TASK = Classification(("a", "b", "c", "d"))


def answers(targets, right, seed=0, sure=3.0):
    """(n, 4) logits of a half that is right on such a share."""
    random = torch.Generator().manual_seed(seed)
    other = torch.randint(4, targets.shape, generator=random)
    told = torch.where(torch.rand(len(targets), generator=random) < right, targets, other)
    return sure * F.one_hot(told, 4).float()


@pytest.fixture
def targets():
    return torch.arange(80) % 4


@pytest.mark.parametrize("poor", [0, 1])
def test_a_hopeless_half_counts_little(targets, poor):
    halves = [answers(targets, 0.9), answers(targets, 0.9)]
    halves[poor] = answers(targets, 0.0, sure=8.0)
    counts = fitted_counts(TASK, torch.stack(halves, 1), targets)
    assert counts[poor] <= 0.05
    assert counts[1 - poor] >= EQUAL


def test_halves_that_are_as_good_count_alike(targets):
    counts = fitted_counts(TASK, torch.stack([answers(targets, 0.7, 1), answers(targets, 0.7, 2)], 1), targets)
    assert abs(counts[0] - counts[1]) <= 0.25
    assert counts.min() > 0.2


def test_a_half_that_is_too_sure_of_itself_is_heard_with_reserve(targets):
    counts = fitted_counts(TASK, torch.stack([answers(targets, 0.7, 1, 30.0), answers(targets, 0.7, 2)], 1), targets)
    assert counts[0] <= 0.1 < counts[1]


def test_few_samples_hardly_move_what_they_count():
    few = torch.arange(4)
    counts = fitted_counts(TASK, torch.stack([answers(few, 0.8, 1, 1.0), answers(few, 0.8, 2, 1.0)], 1), few)
    assert (counts - EQUAL).abs().max() <= 0.5


def test_numbers_are_weighed_by_their_squared_errors(targets):
    random = torch.Generator().manual_seed(0)
    wanted = torch.randn(80, generator=random)
    near, noise = wanted + 0.1 * torch.randn(80, generator=random), torch.randn(80, generator=random)
    counts = fitted_counts(Regression(TargetScale()), torch.stack([noise, near], 1).unsqueeze(-1), wanted)
    assert counts[0] <= 0.1
    assert counts[1] >= 0.75


def test_together_they_tell_what_neither_knows_alone(targets):
    high, odd = targets // 2, targets % 2
    first = 4 * torch.stack([high == 0, high == 0, high == 1, high == 1], 1).float()
    second = 4 * torch.stack([odd == 0, odd == 1, odd == 0, odd == 1], 1).float()
    halves = torch.stack([first, second], 1)
    told = torch.einsum("nhc,h->nc", halves, fitted_counts(TASK, halves, targets))
    assert (told.argmax(1) == targets).all()


def test_while_training_only_the_half_that_learns_answers():
    torch.manual_seed(0)
    head, features = PairedHead((3, 5), 4), torch.randn(2, 8)
    own = head.train()(features)
    torch.testing.assert_close(own, head.fresh(features[:, :3]))
    both = head.eval()(features)
    torch.testing.assert_close(both, head.mean(own, head.frozen(features[:, 3:])))
    head.counts.copy_(torch.tensor([0.0, 1.0]))
    torch.testing.assert_close(head(features), head.frozen(features[:, 3:]))


def test_a_projection_has_a_part_for_each_half():
    torch.manual_seed(0)
    first, second = torch.nn.Linear(3, 6), torch.nn.Linear(5, 6)
    features = torch.randn(2, 8)
    expected = first(features[:, :3]) + second(features[:, 3:])
    torch.testing.assert_close(PairedProjection((3, 5), (first, second))(features), expected)
