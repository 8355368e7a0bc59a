"""In which steps a training goes, and what moves the weights."""

import inspect
import math
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

import torch
from torch import Tensor, nn

from mmdesk.core.training.plan import TrainPlan

CLASSIC_BATCH = 32
BATCH_SIZES, MAX_BATCH = ((500, 16), (10_000, 32)), 64
"""Samples per step, up to so many training samples."""
LEARNING_RATE = {"fast": 2e-3, "classic": 1e-3}
WEIGHT_DECAY = 0.05
FINE_TUNING = 0.15
"""Of the rate, for weights that learned before; each takes steps in proportion to its size, as those of Adafactor (Shazeer and
Stern 2018, arXiv:1804.04235), because some layers' are thirty times as large as others'."""


def suitable_batch(plan: TrainPlan, samples: int) -> int:
    """The plan's batch size, or a small one for few samples, so that there are steps enough, and a large one for many."""
    if plan.batch_size:
        return plan.batch_size
    if plan.preset == "classic":
        return CLASSIC_BATCH
    return next((size for most, size in BATCH_SIZES if samples <= most), MAX_BATCH)


def optimizer_for(
    model: nn.Module, plan: TrainPlan, steps: int, slow: Sequence[nn.Parameter] = ()
) -> tuple[torch.optim.Optimizer, Any]:
    """AdamW with one cycle of the learning rate (Smith 2018, arXiv:1803.09820); the theory's plain Adam for classic.

    `slow` are those of its parameters that learned before, and now take small steps, in proportion to their size.
    """
    rate = plan.learning_rate or LEARNING_RATE[plan.preset]
    learned = [parameter for parameter in model.parameters() if parameter.requires_grad]
    if plan.preset == "classic":
        adam = uncompiled(torch.optim.Adam)(learned, rate, fused=True)
        return adam, torch.optim.lr_scheduler.LambdaLR(adam, lambda _: 1.0)
    slowly = {id(parameter) for parameter in slow}
    decayed = [p for p in learned if p.ndim > 1 and id(p) not in slowly]
    plain = [p for p in learned if p.ndim <= 1 and id(p) not in slowly]
    groups: list[dict[str, Any]] = [
        {"params": decayed, "weight_decay": WEIGHT_DECAY},
        {"params": plain, "weight_decay": 0.0},
    ]
    groups += [{"params": [p], "weight_decay": 0.0, "lr": FINE_TUNING * rate * _size(p)} for p in slow]
    adam_w = uncompiled(torch.optim.AdamW)(groups, rate, fused=True)
    return adam_w, torch.optim.lr_scheduler.LambdaLR(adam_w, OneCycle(steps))


def _size(weights: Tensor) -> float:
    """Their root mean square."""
    return float(weights.detach().square().mean().sqrt())


def set_rates(optimizer: torch.optim.Optimizer, schedule: Any) -> None:
    """Give an optimizer the rates of the step at which its schedule is."""
    for group, rate, factor in zip(optimizer.param_groups, schedule.base_lrs, schedule.lr_lambdas, strict=True):
        group["lr"] = rate * factor(schedule.last_epoch)


Optimizer = TypeVar("Optimizer", bound=torch.optim.Optimizer)


def uncompiled(kind: type[Optimizer]) -> type[Optimizer]:
    """The same optimizer without the wrappers that keep PyTorch's compiler away from it.

    They import the compiler only for that: two seconds and six hundred modules, at the start of every training.
    """
    names = ("add_param_group", "zero_grad", "state_dict", "load_state_dict")
    methods = {name: inspect.unwrap(getattr(kind, name)) for name in names}
    return type(kind.__name__, (kind,), {**methods, "step": torch.no_grad()(inspect.unwrap(kind.step))})


class OneCycle:
    """Factor of the learning rate: up over the first fifth of the steps, then down along a cosine."""

    def __init__(self, steps: int) -> None:
        self._steps = steps

    def __call__(self, step: int) -> float:
        rise = 0.2 * self._steps
        if step < rise:
            return (step + 1) / (rise + 1)
        return 0.5 * (1 + math.cos(math.pi * min((step - rise) / (self._steps - rise), 1.0))) + 1e-4


def optimizer_state(tensors: Mapping[str, Tensor], parameters: Sequence[Tensor]) -> dict[int, dict[str, Tensor]]:
    """{"3.exp_avg": tensor, ...} -> {3: {"exp_avg": tensor, ...}, ...}, in memory as the parameters are.

    The fused optimizer goes through parameter and state side by side in memory, whatever their strides.
    """
    state: dict[int, dict[str, Tensor]] = {}
    for name, value in tensors.items():
        index, _, key = name.partition(".")
        like = parameters[int(index)]
        value = torch.empty_like(like).copy_(value) if value.shape == like.shape else value
        state.setdefault(int(index), {})[key] = value
    return state
