import torch

from mmdesk.engine.modalities.layers import AttentionPool


def test_pooling_gives_a_mean_with_weights_and_the_largest_of_the_valid_places():
    torch.manual_seed(0)
    pool = AttentionPool(4)
    positions = torch.randn(2, 5, 4)
    valid = torch.tensor([[True, True, False, False, False], [False, False, True, False, False]])
    mean, largest = pool(positions, valid).chunk(2, -1)
    torch.testing.assert_close(mean[1], positions[1, 2])
    torch.testing.assert_close(largest[1], positions[1, 2])
    low, high = positions[0, :2].amin(0), positions[0, :2].amax(0)
    assert ((mean[0] >= low - 1e-6) & (mean[0] <= high + 1e-6)).all()
    torch.testing.assert_close(largest[0], high)
    torch.testing.assert_close(pool(torch.ones(1, 9, 4)), torch.ones(1, 8))
