"""Encodings of the modality image, by the names of their encoders."""

import torch
import torch.nn.functional as F
from torch import Tensor

from mmdesk.core.models.backbones import LITE0
from mmdesk.core.models.spec import CLASSIC, FRESH
from mmdesk.engine.modalities.image.augmentation import varied
from mmdesk.engine.modalities.image.encoders import ClassicImageEncoder, ImageEncoder
from mmdesk.engine.modalities.image.front_end import Lite0, Pixels
from mmdesk.engine.modalities.layers import Standardized
from mmdesk.engine.modalities.registry import Encoding

LOOK, CELLS, DIRECTIONS = 32, 8, 8


def gradients(pictures: Tensor) -> Tensor:
    """(n, 3, H, W) -> (n, 512) histograms of oriented gradients (Dalal and Triggs 2005, doi:10.1109/CVPR.2005.177)."""
    grey = F.adaptive_avg_pool2d(pictures.float().mean(1, keepdim=True), LOOK)
    padded = F.pad(grey, (1, 1, 1, 1), mode="replicate")
    across, down = padded[:, :, 1:-1, 2:] - padded[:, :, 1:-1, :-2], padded[:, :, 2:, 1:-1] - padded[:, :, :-2, 1:-1]
    direction = ((torch.atan2(down, across) % torch.pi) / torch.pi * DIRECTIONS).long().clamp_max(DIRECTIONS - 1)
    strength = across.hypot(down)
    histograms = torch.cat([F.adaptive_avg_pool2d(strength * (direction == number), CELLS) for number in range(DIRECTIONS)], 1)
    return F.normalize(histograms.flatten(1)).sqrt()


ENCODINGS = {
    FRESH: Encoding(Pixels, ImageEncoder, varied, quick_look=gradients),
    CLASSIC: Encoding(Pixels, ClassicImageEncoder, varied),
    LITE0.name: Encoding(Lite0, lambda _: Standardized(LITE0.features), frozen=True),
}
