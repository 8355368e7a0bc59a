"""The engine's column of the modality image."""

import math
from collections.abc import Sequence

import numpy as np

from mmdesk.core.datasets.example import Example
from mmdesk.core.modalities.image.front_end import ImageFrontEnd
from mmdesk.core.modalities.image.picture import Picture
from mmdesk.core.models.backbones import LITE0, LITE0_CLASSES
from mmdesk.core.models.spec import CLASSIC, FRESH, EncoderSpec
from mmdesk.core.training.plan import TrainPlan
from mmdesk.engine.modalities.column import Encoding, EncodingColumn, FrontEnd, Occlusion
from mmdesk.engine.modalities.fitting import some_contents
from mmdesk.engine.modalities.image.augmentation import varied
from mmdesk.engine.modalities.image.encoders import ClassicImageEncoder, ImageEncoder
from mmdesk.engine.modalities.image.front_end import Lite0, Lite0Classes, Pixels
from mmdesk.engine.modalities.image.occlusion import occluded
from mmdesk.engine.modalities.image.quick_look import gradients
from mmdesk.engine.modalities.layers import ReadyLogits, Standardized

MIN_SIDE, MAX_SIDE, STEP = 32, 64, 16
THEORY = ImageFrontEnd(size=224)


class ImageEncoding(EncodingColumn):
    """Pictures."""

    encodings = {  # noqa: RUF012
        FRESH: Encoding(Pixels, ImageEncoder, varied, quick_look=gradients),
        CLASSIC: Encoding(Pixels, ClassicImageEncoder, varied),
        LITE0.name: Encoding(Lite0, lambda _: Standardized(LITE0.features), frozen=True),
        LITE0_CLASSES.name: Encoding(Lite0Classes, lambda _: ReadyLogits(LITE0_CLASSES.features), frozen=True),
    }
    theory_weight = 0.4

    def fitted(self, examples: Sequence[Example], plan: TrainPlan) -> EncoderSpec:
        if plan.preset == "classic":
            return EncoderSpec(CLASSIC, THEORY)
        return EncoderSpec(FRESH, ImageFrontEnd(plan.image_size or suitable_size(examples)))

    def warm(self) -> Picture:
        return Picture(np.full((8, 8, 3), 128, dtype=np.uint8), (8, 8))

    def occluded(self, content: Picture, front_end: FrontEnd) -> Occlusion:
        return occluded(content, front_end)


def suitable_size(examples: Sequence[Example]) -> int:
    """Side of the square for these pictures: their median longer side, in steps, within what is quick."""
    sides = [max(picture.size) for picture in some_contents(examples, "image")]
    median = float(np.median(sides)) if sides else MAX_SIDE
    return min(max(STEP * math.ceil(median / STEP), MIN_SIDE), MAX_SIDE)


IMAGE = ImageEncoding()
