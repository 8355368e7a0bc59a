"""Fusions and what they take, for their tests."""

import itertools

import torch

from mmdesk.core.modalities.registry import MODALITIES
from mmdesk.engine.model.fusions.fusion import Sizes
from mmdesk.engine.model.fusions.registry import FUSIONS

D, C = 16, 4
SUBSETS = torch.tensor(list(itertools.product([False, True], repeat=3)))
"""(8, 3), the empty one first."""


def built(name, modalities=tuple(MODALITIES)):
    torch.manual_seed(0)
    return FUSIONS[name](Sizes(modalities, D, C)).eval()


def inputs(rows, modalities=3):
    random = torch.Generator().manual_seed(rows)
    return torch.randn(rows, modalities, D, generator=random), torch.randn(rows, modalities, C, generator=random)
