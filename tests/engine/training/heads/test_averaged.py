"""Two heads in one."""

import pytest
import torch
from clouds import clouds

from mmdesk.engine.training.heads import averaged, least_squares, logistic


def test_it_is_the_mean_of_both():
    values, labels = clouds(40)
    head, one, other = (
        averaged.fitted(values, labels, 3),
        logistic.fitted(values, labels, 3),
        least_squares.fitted(values, labels, 3),
    )
    torch.testing.assert_close(head(values), (one(values) + other(values)) / 2)
    torch.testing.assert_close(head.out_of_fold, (one.out_of_fold + other.out_of_fold) / 2)


def test_of_many_samples_logistic_regression_learns_alone(monkeypatch):
    values, labels = clouds(40)
    monkeypatch.setattr(averaged, "MAX_AVERAGED", 39)
    assert torch.equal(averaged.fitted(values, labels, 3).weight, logistic.fitted(values, labels, 3).weight)


@pytest.mark.parametrize("seed", range(3))
def test_it_is_hardly_ever_worse_than_the_worse_of_the_two(seed):
    values, labels = clouds(630, 50, apart=0.35, seed=seed)
    right = [
        float((solver(values[:30], labels[:30], 3)(values[30:]).argmax(-1) == labels[30:]).float().mean())
        for solver in (averaged.fitted, logistic.fitted, least_squares.fitted)
    ]
    assert right[0] > min(right[1:]) - 0.01
