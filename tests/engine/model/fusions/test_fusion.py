import torch

from mmdesk.engine.model.fusions.fusion import proportions, shares

MASK = torch.tensor([[True, True, False], [False, False, False]])


def test_shares_are_the_softmax_over_what_is_present():
    found = shares(torch.tensor([[0.0, 1.0, 9.0], [1.0, 2.0, 3.0]]), MASK)
    torch.testing.assert_close(found[0, :2], torch.tensor([0.0, 1.0]).softmax(0))
    assert found[0, 2] == 0
    assert (found[1] == 0).all()


def test_scores_that_are_the_same_for_all_samples_need_only_be_given_once():
    scores = torch.tensor([0.0, 1.0, 9.0])
    torch.testing.assert_close(shares(scores, MASK), shares(scores.expand(2, 3), MASK))


def test_proportions_are_shares_of_amounts():
    found = proportions(torch.tensor([[1.0, 3.0, 9.0], [1.0, 2.0, 3.0]]), MASK)
    torch.testing.assert_close(found[0], torch.tensor([0.25, 0.75, 0.0]), atol=1e-5, rtol=0)
    assert (found[1] == 0).all()
