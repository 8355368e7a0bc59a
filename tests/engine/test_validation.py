import pytest
import torch
import torch.nn.functional as F

from mmdesk.engine.batches import Batch
from mmdesk.engine.validation import own_sums


def test_each_modality_is_judged_by_the_samples_that_have_it():
    unimodal = torch.randn(5, 3, 4, generator=torch.Generator().manual_seed(0))
    labels = torch.tensor([0, 1, 2, 3, 0])
    mask = torch.tensor([[1, 1, 0], [1, 0, 0], [0, 1, 0], [1, 1, 0], [1, 0, 0]]).bool()
    there, losses, hits = own_sums(unimodal, Batch({}, mask, labels))
    assert there.tolist() == [4, 3, 0]
    for index in range(2):
        rows = mask[:, index]
        assert losses[index] == pytest.approx(float(F.cross_entropy(unimodal[rows, index], labels[rows], reduction="sum")))
        assert hits[index] == (unimodal[rows, index].argmax(-1) == labels[rows]).sum()
    assert losses[2] == hits[2] == 0
