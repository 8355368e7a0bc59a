"""Dropout (Srivastava et al. 2014) whose draws a thread can choose, so that they are the same whatever other threads draw."""

import contextlib
from collections.abc import Iterator
from contextvars import ContextVar

import torch
import torch.nn.functional as F
from torch import Tensor, nn

_generator: ContextVar[torch.Generator | None] = ContextVar("generator", default=None)


@contextlib.contextmanager
def drawing_from(generator: torch.Generator) -> Iterator[None]:
    """Meanwhile, every `Dropout` of this thread draws from this generator of the processor instead of PyTorch's own."""
    token = _generator.set(generator)
    try:
        yield
    finally:
        _generator.reset(token)


class Dropout(nn.Module):
    """(...) -> (...): each value is 0 with the chance `share`, the others are scaled up; at rest nothing changes."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, values: Tensor) -> Tensor:
        generator = _generator.get()
        if generator is None or not self.training:
            return F.dropout(values, self.share, self.training)
        kept = torch.empty_like(values).bernoulli_(1 - self.share, generator=generator)
        return values * kept.div_(1 - self.share)
