import numpy as np

from mmdesk.app.modalities.image.card import PictureCard
from mmdesk.app.system.images import image_of
from mmdesk.core.modalities.image.picture import Picture


def test_the_picture_is_shown_and_cleared(window, ready, answered, picture):
    card = window.places.classify.cards["image"]
    assert not card.view.isVisible()
    ready.why.set_on(False)  # its glow would change the colour
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


def test_what_mattered_glows(ready, theme, qtbot, picture):
    card = PictureCard(ready, theme)
    qtbot.addWidget(card)
    card.resize(300, 300)
    card.show()
    ready.drop([picture])
    qtbot.waitUntil(lambda: ready.why.explanation["image"] is not None)
    seen = card.view.grab().toImage()
    upper, lower = (seen.pixelColor(seen.width() // 2, round(seen.height() * share)) for share in (0.35, 0.65))
    assert upper.green() > 50 > lower.green(), "the upper half of the red picture is orange"
    ready.why.set_on(False)
    seen = card.view.grab().toImage()
    assert seen.pixelColor(seen.width() // 2, round(seen.height() * 0.35)).name() == "#ff0000"
