"""The mean of two linear heads (ensemble averaging), which is a linear head again: logistic regression and least squares.

They err differently: of 5 to 50 photographs, comments and spoken digits a class, the mean is as right as the better of the two, or
up to half a point more, which of them that may be.
"""

import torch
from torch import Tensor

from mmdesk.engine.training.heads import least_squares, logistic
from mmdesk.engine.training.heads.linear_head import LinearHead

MAX_AVERAGED = 2000
"""Samples, up to which least squares take seconds; with more, the two hardly differ."""


def fitted(features: Tensor, targets: Tensor, outputs: int, named: Tensor | None = None) -> LinearHead:
    """The head for features (n, d), n > 1, of targets (n,): class numbers, or with one output numbers.

    `named` (C, d) are the features of what the classes are called, where that says anything.
    """
    head = logistic.fitted(features, targets, outputs, named)
    if len(targets) > MAX_AVERAGED:
        return head
    other = least_squares.fitted(features, targets, outputs, named)
    return LinearHead(*(torch.lerp(one, another, 0.5) for one, another in zip(head, other, strict=True)))
