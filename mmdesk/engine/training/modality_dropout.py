"""Modality dropout: training samples that show only a part of their modalities."""

import torch
from torch import Tensor


def random_subsets(mask: Tensor, generator: torch.Generator) -> Tensor:
    """For each row of (B, M) a subset of what is present, all equally likely; also the empty one, so that it learns the prior."""
    return mask & (torch.rand(mask.shape, generator=generator) < 0.5).to(mask.device)
