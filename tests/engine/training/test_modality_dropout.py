import torch

from mmdesk.engine.training.modality_dropout import random_subsets


def test_subsets_are_parts_of_what_is_present_all_about_as_often():
    mask = torch.tensor([True, True, False]).expand(4000, 3)
    parts = random_subsets(mask, torch.Generator().manual_seed(0))
    assert not parts[:, 2].any()
    counts = (parts[:, 0].long() + 2 * parts[:, 1].long()).bincount(minlength=4)
    assert counts.min() > 0
