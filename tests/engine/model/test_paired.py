"""A pair's answer is the sum of both halves', each counting as much as samples tell that taught neither."""

import torch

from mmdesk.engine.model.paired import PairedHead, PairedProjection


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
