"""The engine's column of the modality image."""

import math
from collections.abc import Sequence

import numpy as np
from torch import Tensor

from mmdesk.core.datasets.example import Example
from mmdesk.core.modalities.image.front_end import ImageFrontEnd
from mmdesk.core.modalities.image.picture import Picture
from mmdesk.core.models.spec import EncoderSpec
from mmdesk.core.training.plan import TrainPlan
from mmdesk.engine.modalities.column import Encoder, EncodingColumn, FrontEnd, Occlusion
from mmdesk.engine.modalities.draws import Draws
from mmdesk.engine.modalities.fitting import some_contents
from mmdesk.engine.modalities.image.augmentation import varied
from mmdesk.engine.modalities.image.encoders import ClassicImageEncoder, ImageEncoder
from mmdesk.engine.modalities.image.front_end import Squares
from mmdesk.engine.modalities.image.occlusion import occluded

MIN_SIDE, MAX_SIDE, STEP = 32, 64, 16
CLASSIC = ImageFrontEnd(size=224)


class ImageEncoding(EncodingColumn):
    """Pictures."""

    encoders = {"fresh": Encoder(Squares, ImageEncoder), "classic": Encoder(Squares, ClassicImageEncoder)}  # noqa: RUF012
    theory_weight = 0.4

    def fitted(self, examples: Sequence[Example], plan: TrainPlan) -> EncoderSpec:
        if plan.preset == "classic":
            return EncoderSpec("classic", CLASSIC)
        return EncoderSpec("fresh", ImageFrontEnd(plan.image_size or suitable_size(examples)))

    def warm(self) -> Picture:
        return Picture(np.full((8, 8, 3), 128, dtype=np.uint8), (8, 8))

    def augmented(self, inputs: Tensor, draws: Draws, strength: float, plan: TrainPlan) -> Tensor:
        return varied(inputs, draws, strength, plan.mirror)

    def occluded(self, content: Picture, front_end: FrontEnd) -> Occlusion:
        return occluded(content, front_end)


def suitable_size(examples: Sequence[Example]) -> int:
    """Side of the square for these pictures: their median longer side, in steps, within what is quick."""
    sides = [max(picture.size) for picture in some_contents(examples, "image")]
    median = float(np.median(sides)) if sides else MAX_SIDE
    return min(max(STEP * math.ceil(median / STEP), MIN_SIDE), MAX_SIDE)


IMAGE = ImageEncoding()
