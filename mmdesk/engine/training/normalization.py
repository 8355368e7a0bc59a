"""Batch normalisation's statistics, measured on purpose after each round instead of on the way.

While training, each batch is normalised by its own statistics and no running mean is kept: the varied samples of which it
would be made are louder, noisier and emptier than those that the model will meet (precise statistics, Wu & Johnson 2021,
arXiv:2105.07576).
"""

import torch
from torch import nn

from mmdesk.core.errors import Cancelled
from mmdesk.core.progress import CancelToken
from mmdesk.engine.data.batches import Table
from mmdesk.engine.device import Device
from mmdesk.engine.model.fused_model import FusedModel
from mmdesk.engine.workers import Workers

SAMPLES = 256
"""Training samples of each modality on which they are measured."""
BATCH = 64
"""Samples at a time. The larger, the nearer to the statistics of all, and the quicker."""


def norms_of(module: nn.Module) -> list[nn.BatchNorm2d]:
    """The batch normalisations within a module."""
    return [part for part in module.modules() if isinstance(part, nn.BatchNorm2d)]


def keep_no_means(model: nn.Module) -> None:
    """Let training leave the statistics alone."""
    for norm in norms_of(model):
        norm.track_running_stats = False


def measure(model: FusedModel, table: Table, device: Device, workers: Workers, token: CancelToken) -> None:
    """Measure the statistics of all encoders on training samples as they are, each modality as a task of its own.

    Raises:
        Cancelled: if the token asks for it
    """
    token.check()
    model.eval()

    def one(index: int) -> None:
        modality = model.modalities[index]
        encoder = model.encoders[modality]
        norms, present = norms_of(encoder), table.having(modality)
        if not norms or not len(present):
            return
        for norm in norms:
            norm.track_running_stats = True  # without it, nothing is reset either
            norm.reset_running_stats()
            norm.momentum = None  # the mean over all that follows
            norm.train()
        chosen = present[torch.linspace(0, len(present) - 1, min(SAMPLES, len(present))).long()]
        for rows in chosen.split(BATCH):
            if token.cancelled:
                raise Cancelled
            if len(rows) > 1 or len(chosen) == 1:
                with torch.no_grad(), device.autocast():
                    encoder(table.values(modality, rows).to(device.torch))
        keep_no_means(encoder)

    workers.map(one, range(len(model.modalities)))
