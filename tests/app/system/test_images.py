"""Pixels are the same in Qt and in the program."""

import io

import numpy as np
import pytest
from PIL import Image
from PySide6.QtGui import QColor, QImage

from mmdesk.app.system.images import from_png, image_of, picture_of


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


def test_png_is_read_and_nothing_else_is_tried():
    png = io.BytesIO()
    Image.new("RGB", (3, 2), (200, 10, 20)).save(png, "PNG")
    assert from_png(png.getvalue()).pixelColor(1, 1).getRgb()[:3] == (200, 10, 20)
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><rect width="4" height="4"/></svg>'
    assert not QImage.fromData(drawing).isNull(), "Qt would read it"
    assert from_png(drawing).isNull()
