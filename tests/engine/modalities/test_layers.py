import torch

from mmdesk.engine.modalities.layers import AttentionPool, Folded, SideBySide, Standardized, StandardizedEach


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


def test_hand_made_features_get_a_scale_each():
    features = torch.randn(50, 3) * torch.tensor([1.0, 100.0, 0.01]) + 5
    encoder = StandardizedEach(3)
    encoder.fit(features)
    torch.testing.assert_close(encoder(features).std(0, correction=0), torch.ones(3))


def test_parts_side_by_side_are_worth_as_much():
    features = torch.cat([torch.randn(200, 4), 9 * torch.randn(200, 60)], 1)
    encoder = SideBySide(Standardized(4), Standardized(60))
    encoder.fit(features)
    small, large = encoder(features).split([4, 60], 1)
    torch.testing.assert_close(small.square().sum(), large.square().sum())
    torch.testing.assert_close(encoder(features).square().mean(), torch.tensor(1.0))


def test_folding_keeps_lengths_about_and_knows_its_features_again():
    torch.manual_seed(0)
    features = torch.randn(20, 5000)
    folded = Folded(5000, 512)(features)
    assert folded.shape == (20, 512)
    torch.testing.assert_close(folded.square().sum(1) * 10, features.square().sum(1), rtol=0.3, atol=0)
    assert torch.equal(Folded(5000, 512)(features), folded)
