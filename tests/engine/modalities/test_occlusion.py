import torch

from mmdesk.engine.modalities.occlusion import shares


def test_small_falls_are_nothing():
    assert shares(torch.tensor([0.001, -3.0])).tolist() == [0, 0]
    assert shares(torch.tensor([4.0, -3.0, 1.0])).tolist() == [1, 0, 0.25]
