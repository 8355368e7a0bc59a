import numpy as np
import torch
from tiny import tiny_spec

from mmdesk.core.modalities.image.picture import Picture
from mmdesk.engine.modalities.image.occlusion import GRID, occluded
from mmdesk.engine.modalities.registry import front_end_of


def test_each_square_takes_the_colour_of_the_border():
    pixels = np.full((24, 24, 3), 255, dtype=np.uint8)
    pixels[8:16, 8:16] = 0
    occlusion = occluded(Picture(pixels, (24, 24)), front_end_of(tiny_spec(), "image"))
    variants = list(occlusion.variants)
    assert len(variants) == (GRID - 1) ** 2
    assert max(variant.mean() for variant in variants) > occlusion.whole.mean()
    assert min(variant.mean() for variant in variants) == occlusion.whole.mean(), "where nothing is, nothing is hidden"
    falls = torch.zeros(len(variants))
    falls[0] = 1
    heat = occlusion.told(falls)
    assert np.unravel_index(heat.argmax(), heat.shape) == (0, 0)
