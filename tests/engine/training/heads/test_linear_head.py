"""What the solvers agree on."""

import torch

from mmdesk.engine.training.heads.linear_head import LinearHead, spread_over


def test_a_head_answers_with_an_output_a_class():
    head = LinearHead(torch.tensor([[1.0, 2.0], [0.0, -1.0]]), torch.tensor([0.5, 0.0]), torch.zeros(0, 2))
    assert head(torch.tensor([[1.0, 1.0]])).tolist() == [[3.5, -1.0]]


def test_some_are_spread_over_all():
    assert spread_over(101, 5).tolist() == [0, 25, 50, 75, 100]
    assert spread_over(3, 5).tolist() == [0, 1, 2]
