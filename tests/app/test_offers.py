"""What is dropped or pasted finds its part."""

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QColor, QImage

from mmdesk.app.offers import can_take, offer, picture_of


def mime(urls=(), text=None, image=None):
    data = QMimeData()
    if urls:
        data.setUrls(urls)
    if text is not None:
        data.setText(text)
    if image is not None:
        data.setImageData(image)
    return data


def test_files(ready, answered, picture, sound):
    offer(ready, mime([QUrl.fromLocalFile(str(picture)), QUrl.fromLocalFile(str(sound))]))
    answered()
    assert ready.sample.present == ("image", "audio")


def test_words(ready, answered):
    offer(ready, mime(text="a cat"))
    answered()
    assert ready.sample.text == "a cat"


def test_a_picture_with_its_address(ready, answered):
    image = QImage(5, 4, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    offer(ready, mime([QUrl("https://example.org/cat.png")], "https://example.org/cat.png", image))
    answered()
    assert ready.sample.present == ("image",)
    assert ready.sample.image.size == (5, 4)
    assert (ready.sample.image.pixels == (255, 0, 0)).all()


def test_an_address_alone_is_refused(ready, qtbot):
    with qtbot.waitSignal(ready.dropped_badly) as told:
        offer(ready, mime([QUrl("https://example.org/cat.png")]))
    assert "Save it first" in told.args[0]


def test_nothing_is_refused(ready, qtbot):
    with qtbot.waitSignal(ready.dropped_badly) as told:
        offer(ready, mime())
    assert "nothing here" in told.args[0]
    assert not can_take(mime())


@pytest.mark.parametrize(("width", "height"), [(1, 1), (3, 5), (17, 2)])
def test_pixels_survive_whatever_the_width(width, height):
    pixels = np.random.default_rng(0).integers(0, 256, (height, width, 3), dtype=np.uint8)
    image = QImage(pixels.tobytes(), width, height, width * 3, QImage.Format.Format_RGB888).copy()
    assert np.array_equal(picture_of(image).pixels, pixels)


def test_what_is_clear_becomes_white():
    image = QImage(2, 2, QImage.Format.Format_ARGB32)
    image.fill(QColor(0, 0, 0, 0))
    assert (picture_of(image).pixels == 255).all()
