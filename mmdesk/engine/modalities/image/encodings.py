"""Encodings of the modality image, by the names of their encoders."""

from mmdesk.core.models.backbones import LITE0
from mmdesk.engine.modalities.image.augmentation import varied
from mmdesk.engine.modalities.image.encoders import ClassicImageEncoder, ImageEncoder
from mmdesk.engine.modalities.image.front_end import Lite0, Pixels
from mmdesk.engine.modalities.layers import Standardized
from mmdesk.engine.modalities.registry import Encoding

ENCODINGS = {
    "fresh": Encoding(Pixels, ImageEncoder, varied),
    "classic": Encoding(Pixels, ClassicImageEncoder, varied),
    LITE0.name: Encoding(Lite0, lambda _: Standardized(LITE0.features), frozen=True),
}
