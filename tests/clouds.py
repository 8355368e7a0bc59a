"""Classes as clouds of features around centres of their own."""

import torch
from torch import Tensor


def centres(features: int = 20, classes: int = 3, apart: float = 1.5, seed: int = 0) -> Tensor:
    """(C, d) where those of `clouds` lie."""
    return apart * torch.randn(classes, features, generator=torch.Generator().manual_seed(seed))


def clouds(rows: int, features: int = 20, classes: int = 3, apart: float = 1.5, seed: int = 0) -> tuple[Tensor, Tensor]:
    """(n, d) features, and (n,) numbers of the classes in turns."""
    random = torch.Generator().manual_seed(seed)
    around = apart * torch.randn(classes, features, generator=random)
    labels = torch.arange(rows) % classes
    return around[labels] + torch.randn(rows, features, generator=random), labels
