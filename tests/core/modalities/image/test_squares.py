import numpy as np
import pytest

from mmdesk.core.modalities.image.squares import border_colour, squared


def test_a_picture_is_not_stretched():
    pixels = np.full((100, 200, 3), 255, np.uint8)
    pixels[:, 40:160] = (255, 0, 0)
    square = squared(pixels, 64)
    red = (square[:, :, 1] < 128).sum(axis=1)
    assert (red[:14] == 0).all()
    assert (red[-14:] == 0).all()
    assert red[32] == pytest.approx(64 * 120 / 200, abs=2)


def test_the_border_has_the_colour_that_most_of_the_edge_has():
    pixels = np.full((20, 20, 3), (10, 200, 30), np.uint8)
    pixels[5:15, 5:15] = 255
    pixels[0, :5] = 0
    assert border_colour(pixels) == (10, 200, 30)
