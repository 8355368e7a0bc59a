"""Weights of older model files, brought to today's format."""

from collections.abc import Callable, Mapping

import torch
from torch import Tensor

from mmdesk.engine.model.fusions.gated import GatedFusion, Whitening

Tensors = dict[str, Tensor]


def whitening_beside_factors(tensors: Mapping[str, Tensor]) -> Tensors:
    """From format 1, whose products were of factors of the raw embeddings: a whitening that changes no answer."""
    new = dict(tensors)
    for name in [name for name in tensors if name.startswith("fusion.factors.") and name.endswith(".weight")]:
        index = name.split(".")[2]
        weight, bias = tensors[name], tensors[f"fusion.factors.{index}.bias"]  # (R, D), (R,)
        width = min(weight.shape[1], Whitening.WIDEST)
        wide = weight.shape[1] >= Whitening.WIDEST == GatedFusion.RANK
        new[f"fusion.whitenings.{index}.projection"] = weight.T if wide else torch.eye(width)
        new[f"fusion.whitenings.{index}.mean"] = -bias if wide else torch.zeros(width)
        new[f"fusion.whitenings.{index}.map"] = torch.eye(width)
        new[name] = torch.eye(width) if wide else weight
        new[f"fusion.factors.{index}.bias"] = torch.zeros(width) if wide else bias
    return new


MIGRATIONS: dict[int, Callable[[Mapping[str, Tensor]], Tensors]] = {1: whitening_beside_factors}
"""For older formats whose weights differ from those of the next one, what brings them there."""
