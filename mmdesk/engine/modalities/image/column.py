"""The engine's column of the modality image."""

import math
from collections.abc import Sequence

import numpy as np

from mmdesk.core.datasets.example import Example
from mmdesk.core.modalities.image.front_end import ImageFrontEnd
from mmdesk.core.modalities.image.picture import Picture
from mmdesk.core.models.backbones import LITE0, LITE0_CLASSES, LITE0_TUNED
from mmdesk.core.models.spec import CLASSIC, FRESH, EncoderSpec
from mmdesk.core.training.plan import TrainPlan
from mmdesk.engine.modalities.column import Encoding, EncodingColumn, FrontEnd
from mmdesk.engine.modalities.fitting import some_contents
from mmdesk.engine.modalities.image.augmentation import varied
from mmdesk.engine.modalities.image.backbones import CHANNELS
from mmdesk.engine.modalities.image.encoders import ClassicImageEncoder, ImageEncoder
from mmdesk.engine.modalities.image.front_end import PICTURE, Lite0, Lite0Classes, Pixels, stage_sizes
from mmdesk.engine.modalities.image.occlusion import occluded
from mmdesk.engine.modalities.image.other import OtherPictures
from mmdesk.engine.modalities.image.quick_look import gradients
from mmdesk.engine.modalities.image.tuned import FirstBlocks, LastBlocks
from mmdesk.engine.modalities.layers import Measured, ReadyLogits, SideBySide, Standardized, StandardizedEach
from mmdesk.engine.modalities.occlusion import Occlusion

MIN_SIDE, MAX_SIDE, STEP = 32, 64, 16
THEORY = ImageFrontEnd(size=224)


STAGES = (PICTURE, 4, 5, 6)
"""Of EfficientNet-Lite0. Of photographs of rubbish and of hand signs, 10 or 50 a class, 1.9 to 3.6 points more are right with the
last three than without, and 0.5 to 1.7 more with the picture itself (three draws of each, samples that did not teach)."""
STAGES_SPREAD = 0.5
"""Of the stages' features, beside those of the end; 0.7 is as good, 0.35 and 1 half a point worse."""


def measured(numbers: ImageFrontEnd) -> Measured:
    """What measures the features of EfficientNet-Lite0: those of stages, but for the picture's, each by itself."""
    end = Standardized(LITE0.features)
    kinds = [Standardized if stage == PICTURE else StandardizedEach for stage in numbers.stages]
    stages = [kind(size, STAGES_SPREAD) for kind, size in zip(kinds, stage_sizes(numbers), strict=True)]
    return SideBySide(end, *stages) if stages else end


class ImageEncoding(EncodingColumn):
    """Pictures."""

    encodings = {  # noqa: RUF012
        FRESH: Encoding(Pixels, ImageEncoder, varied, quick_look=gradients),
        CLASSIC: Encoding(Pixels, ClassicImageEncoder, varied),
        LITE0.name: Encoding(Lite0, measured, frozen=True),
        LITE0_TUNED.name: Encoding(FirstBlocks, lambda numbers: LastBlocks(numbers, measured(numbers))),
        LITE0_CLASSES.name: Encoding(Lite0Classes, lambda _: ReadyLogits(LITE0_CLASSES.features), frozen=True),
    }
    on_other = OtherPictures
    theory_weight = 0.4

    def fitted(self, examples: Sequence[Example], plan: TrainPlan) -> EncoderSpec:
        if plan.preset == "classic":
            return EncoderSpec(CLASSIC, THEORY)
        return EncoderSpec(FRESH, ImageFrontEnd(plan.image_size or suitable_size(examples), LITE0.input_size, STAGES))

    def warm(self) -> Picture:
        return Picture(np.full((8, 8, 3), 128, dtype=np.uint8), (8, 8))

    def check(self, encoder: EncoderSpec) -> None:
        if not {*encoder.front_end.stages} <= {PICTURE, *range(1, len(CHANNELS) + 1)}:
            raise ValueError("stages that the network lacks")

    def occluded(self, content: Picture, front_end: FrontEnd) -> Occlusion:
        return occluded(content, front_end)


def suitable_size(examples: Sequence[Example]) -> int:
    """Side of the square for these pictures: their median longer side, in steps, within what is quick."""
    sides = [max(picture.size) for picture in some_contents(examples, "image")]
    median = float(np.median(sides)) if sides else MAX_SIDE
    return min(max(STEP * math.ceil(median / STEP), MIN_SIDE), MAX_SIDE)


IMAGE = ImageEncoding()
