import pytest
import torch
from tiny import random_inputs, tiny_spec, with_front_end

from mmdesk.core.modalities.image.front_end import ImageFrontEnd
from mmdesk.engine.modalities.image.encoders import scaled_pixels
from mmdesk.engine.modalities.registry import network_of


@pytest.mark.parametrize("size", [16, 32, 80, 96])
def test_pictures_of_every_size(size):
    spec = with_front_end(tiny_spec(), "image", ImageFrontEnd(size=size))
    assert network_of(spec, "image").eval()(random_inputs("image", spec, 2)).shape[0] == 2


def test_bytes_and_numbers_of_a_picture_are_the_same():
    pixels = random_inputs("image", tiny_spec(), 2)
    torch.testing.assert_close(scaled_pixels(pixels), scaled_pixels(pixels.float()))
    assert scaled_pixels(pixels).abs().max() < 4
