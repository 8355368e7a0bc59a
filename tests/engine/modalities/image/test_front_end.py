import numpy as np
import pytest
import torch

from mmdesk.core.modalities.image.files import picture_from_array
from mmdesk.core.modalities.image.front_end import ImageFrontEnd
from mmdesk.core.modalities.image.picture import Picture
from mmdesk.engine.modalities.image.backbones import channels_first, pretrained, pretrained_classifier
from mmdesk.engine.modalities.image.front_end import Lite0, Lite0Classes, Pixels
from mmdesk.engine.modalities.image.quick_look import gradients

SIZE = 16
FRONT_END = Pixels(ImageFrontEnd(size=SIZE))


@pytest.mark.parametrize("shape", [(1, 1), (1, 500), (500, 1), (16, 16), (7, 300), (300, 301), (33, 16)])
def test_pictures_of_every_shape_fill_the_square(shape):
    picture = picture_from_array(np.full((*shape, 3), 77, np.uint8), "a")
    pixels = FRONT_END.prepare(picture)
    assert pixels.shape == (SIZE, SIZE, 3)
    assert pixels.dtype == np.uint8
    assert (pixels == 77).all(), "the border takes the picture's own colour"


def test_a_picture_may_be_larger_than_the_model_sees():
    assert FRONT_END.prepare(Picture(np.zeros((1500, 1500, 3), np.uint8), (4000, 4000))).shape == (SIZE, SIZE, 3)


def test_read_only_pixels_are_left_alone():
    picture = picture_from_array(np.zeros((16, 16, 3), np.uint8), "a")
    assert FRONT_END.inputs(FRONT_END.prepare(picture)[None]).shape == (1, 3, SIZE, SIZE)
    assert not picture.pixels.flags.writeable


def test_the_ready_classifier_gives_the_logits_of_the_whole_picture():
    front_end = Lite0Classes(ImageFrontEnd())
    prepared = front_end.prepare(Picture(np.full((60, 90, 3), (200, 40, 30), np.uint8), (90, 60)))
    logits = front_end.features(prepared)
    assert prepared.shape == (224, 224, 3)
    assert (logits.shape, logits.dtype) == (front_end.shape, front_end.dtype) == ((1000,), np.float32)
    with torch.inference_mode():
        expected = pretrained_classifier()(torch.from_numpy(prepared).permute(2, 0, 1)[None])
    torch.testing.assert_close(front_end.inputs(logits[None]), expected)


@pytest.mark.parametrize("stages", [(), (4, 5, 6), (0, 5)])
def test_pretrained_features_are_those_of_the_end_then_those_of_the_stages(stages):
    front_end = Lite0(ImageFrontEnd(pretrained_size=96, stages=stages))
    prepared = front_end.prepare(Picture(np.full((60, 90, 3), (200, 40, 30), np.uint8), (90, 60)))
    features = front_end.features(prepared)
    assert prepared.shape == (96, 96, 3)
    assert features.shape == front_end.shape == (1280 + {(): 0, (4, 5, 6): 384, (0, 5): 512 + 112}[stages],)
    with torch.inference_mode():
        *middle, end = pretrained().means(channels_first(prepared[None]), stages)
    before = [gradients(channels_first(prepared[None]))] if 0 in stages else []
    expected = torch.cat([end.sqrt(), *before, *middle], 1)
    torch.testing.assert_close(front_end.inputs(features[None]), expected, atol=2e-3, rtol=2e-3)
