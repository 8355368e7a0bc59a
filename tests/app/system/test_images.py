"""Pixels are the same in Qt and in the program."""

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage

from mmdesk.app.system.images import image_of, picture_of


@pytest.mark.parametrize(("width", "height"), [(1, 1), (3, 5), (17, 2)])
def test_pixels_survive_whatever_the_width(width, height):
    pixels = np.random.default_rng(0).integers(0, 256, (height, width, 3), dtype=np.uint8)
    image = QImage(pixels.tobytes(), width, height, width * 3, QImage.Format.Format_RGB888).copy()
    picture = picture_of(image)
    assert np.array_equal(picture.pixels, pixels)
    assert image_of(picture).pixelColor(width - 1, 0).getRgb()[:3] == tuple(pixels[0, -1])


def test_what_is_clear_becomes_white():
    image = QImage(2, 2, QImage.Format.Format_ARGB32)
    image.fill(QColor(0, 0, 0, 0))
    assert (picture_of(image).pixels == 255).all()
