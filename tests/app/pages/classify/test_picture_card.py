import numpy as np

from mmdesk.app.pages.classify.picture_card import image_of
from mmdesk.core.sample import Picture


def test_the_picture_is_shown_and_cleared(window, ready, answered, picture):
    card = window.classify.cards["image"]
    assert not card.view.isVisible()
    ready.drop([picture])
    answered()
    assert card.view.isVisible()
    colour = card.view.grab().toImage().pixelColor(card.view.width() // 2, card.view.height() // 2)
    assert (colour.red(), colour.green()) == (255, 0)
    assert "cat.png" in card.view.accessibleName()
    card.clear_button.click()
    assert not card.view.isVisible()


def test_pixels_arrive_in_their_places():
    pixels = np.random.default_rng(0).integers(0, 256, (5, 7, 3), dtype=np.uint8)
    image = image_of(Picture(pixels, (7, 5)))
    assert image.pixelColor(6, 4).getRgb()[:3] == tuple(pixels[4, 6])
    assert image.pixelColor(1, 3).getRgb()[:3] == tuple(pixels[3, 1])
