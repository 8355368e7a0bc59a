"""Encodings of the modality image, by the names of their encoders."""

import torch.nn.functional as F
from torch import Tensor

from mmdesk.core.models.backbones import LITE0
from mmdesk.core.models.spec import CLASSIC, FRESH
from mmdesk.engine.modalities.image.augmentation import varied
from mmdesk.engine.modalities.image.encoders import ClassicImageEncoder, ImageEncoder
from mmdesk.engine.modalities.image.front_end import Lite0, Pixels
from mmdesk.engine.modalities.layers import Standardized
from mmdesk.engine.modalities.registry import Encoding

SHRUNK = 12
"""Side in pixels: what is in the same place in all pictures of a class, such as a digit, can still be told apart."""


def shrunk(pictures: Tensor) -> Tensor:
    """(n, 3, H, W) -> (n, 432): pictures of 12 x 12 pixels."""
    return F.adaptive_avg_pool2d(pictures.float(), SHRUNK).flatten(1)


ENCODINGS = {
    FRESH: Encoding(Pixels, ImageEncoder, varied, quick_look=shrunk),
    CLASSIC: Encoding(Pixels, ClassicImageEncoder, varied),
    LITE0.name: Encoding(Lite0, lambda _: Standardized(LITE0.features), frozen=True),
}
