"""Front end of pictures on a backbone of `timm` or `transformers`: the whole picture in a square, of colours such as it knows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from mmdesk.core.modalities.image.front_end import ImageFrontEnd
from mmdesk.core.modalities.limits import check, check_whole
from mmdesk.core.models.other_backbones import CONFIG, TIMM, OtherBackbone
from mmdesk.engine.modalities.column import OtherFrontEnd
from mmdesk.engine.modalities.image.backbones import channels_first
from mmdesk.engine.modalities.image.front_end import Squares
from mmdesk.engine.modalities.others.loading import ready

USUAL_SIDE = 224
HALVES = (0.5, 0.5, 0.5)
IMAGENET = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
CLIP = (0.48145466, 0.4578275, 0.40821073), (0.26862954, 0.26130258, 0.27577711)
OF_ANY_SIZE = ("dinov2", "dinov2_with_registers")
"""Families that divide pictures of any size into patches; it was with larger ones that they learned at last."""
USUAL = {"clip": CLIP, "clip_vision_model": CLIP, **dict.fromkeys(("vit", "siglip", "siglip_vision_model"), (HALVES, HALVES))}
"""Means and deviations of colours by which a family divides where a folder does not tell; else ImageNet's."""


@dataclass(frozen=True, slots=True)
class Sight:
    """How a network sees pictures: the side of the square in pixels, and means and deviations of the three colours, 0 to 1."""

    side: int
    mean: tuple[float, ...]
    deviation: tuple[float, ...]

    def __post_init__(self) -> None:
        check_whole(self.side, 8, 1024)
        check(len(self.mean) == len(self.deviation) == 3 and all(0 < value <= 1 for value in self.deviation))
        check(all(0 <= value <= 1 for value in self.mean))


def sight_of(other: OtherBackbone) -> Sight:
    """What the settings say of it.

    Raises:
        ValueError, TypeError, KeyError: if that cannot be
    """
    config = other.settings(CONFIG)
    if other.library == TIMM:
        told: Mapping[str, Any] = config.get("pretrained_cfg") or {}
        side = int(told.get("input_size", [3, USUAL_SIDE, USUAL_SIDE])[-1])
        return Sight(side, _colours(told.get("mean"), IMAGENET[0]), _colours(told.get("std"), IMAGENET[1]))
    told = other.settings("preprocessor_config.json") or other.settings("processor_config.json").get("image_processor") or {}
    mean, deviation = USUAL.get(other.family, IMAGENET)
    if told.get("do_normalize") is False:
        mean, deviation = (0.0, 0.0, 0.0), (1.0, 1.0, 1.0)
    return Sight(
        _side(other.family, config, told), _colours(told.get("image_mean"), mean), _colours(told.get("image_std"), deviation)
    )


def _side(family: str, config: Mapping[str, Any], told: Mapping[str, Any]) -> int:
    """The side that the network was made for; where it takes any, that which its pictures are cut to."""
    own = config.get("vision_config", config).get("image_size")
    size = (told.get("crop_size") if told.get("do_center_crop") else None) or told.get("size") or own or USUAL_SIDE
    if isinstance(size, Mapping):
        size = size.get("height") or size.get("shortest_edge")
    fixed = isinstance(own, int) and "patch_size" in config.get("vision_config", config) and family not in OF_ANY_SIZE
    return int(str(own if fixed else size))


def _colours(told: Sequence[float] | None, usual: Sequence[float]) -> tuple[float, ...]:
    return tuple(float(value) for value in (told or usual))


class OtherPictures(OtherFrontEnd, Squares):
    """What such a backbone makes of them."""

    def __init__(self, numbers: ImageFrontEnd, other: OtherBackbone) -> None:
        sight = sight_of(other)
        Squares.__init__(self, sight.side)
        self.shape = (other.features,)
        self._mean, self._deviation = (torch.tensor(values).view(3, 1, 1) for values in (sight.mean, sight.deviation))
        self._network = ready(other, "image").network

    def features(self, prepared: NDArray[np.uint8]) -> NDArray[np.float16]:
        with torch.inference_mode():
            pixels = (channels_first(np.asarray(prepared)[None]).float() / 255 - self._mean) / self._deviation
            found = self._network(pixel_values=pixels)[0]
        return self.halved(found)
