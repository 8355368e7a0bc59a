"""Stacking: how far each encoder of one modality is believed, by answers to samples that did not teach it (Wolpert 1992).

n samples, E encoders, C outputs of the task.
"""

import torch
from torch import Tensor

from mmdesk.engine.model.tasks.task import Task

SPREAD = 0.25
"""Standard deviation of a share before any sample was seen, around an equal share: what three samples say moves two
encoders that know the same from 0.5 to between 0.30 and 0.64 (200 seeds), and a few hundred decide."""
MIN_SHARE = 0.05
"""Of the largest: an encoder that counts for less costs more time than it is worth."""
STEPS = 50


def stacked(outputs: Tensor, shares: Tensor) -> Tensor:
    """(n, C) what E encoders say together: the sum of their outputs (n, E, C) by shares (E,).

    For classes it is a product of experts: probabilities to the power of the shares, multiplied.
    """
    return torch.einsum("nec,e->nc", outputs, shares)


def fitted_shares(task: Task, outputs: Tensor, targets: Tensor) -> Tensor:
    """(E,) shares, none below 0: the most probable ones given outputs (n, E, C) to samples that the encoders did not see.

    The prior is normal around equal shares, so that a handful of samples does not make one encoder the only one. What counts
    for next to nothing gets 0.
    """
    experts = outputs.shape[1]
    if experts == 1:
        return torch.ones(1)
    outputs = outputs.double()
    equal = 1 / experts
    roots = torch.full((experts,), equal**0.5, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([roots], max_iter=STEPS, line_search_fn="strong_wolfe")
    noise = (
        float(task.errors(stacked(outputs, torch.full((experts,), equal).double()), targets).mean()) if not task.uncertain else 0.5
    )

    def closure() -> Tensor:
        optimizer.zero_grad()
        shares = roots.square()
        # A log-likelihood: of numbers, with errors as large as those of equal shares.
        loss = task.errors(stacked(outputs, shares), targets).sum() / (2 * max(noise, 1e-9))
        loss = loss + ((shares - equal) / SPREAD).square().sum() / 2
        loss.backward()
        return loss

    optimizer.step(closure)
    shares = roots.detach().square()
    return torch.where(shares < MIN_SHARE * shares.max(), 0.0, shares).float()
