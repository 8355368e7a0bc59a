import numpy as np

from mmdesk.app.modalities.glow import AGAINST, FOR, glow


def test_what_is_below_is_seen_through_it():
    image = glow(np.array([[0.0, 1.0, 2.0]]))
    assert [image.pixelColor(x, 0).alpha() for x in range(3)] == [0, 191, 191]


def test_for_and_against_have_their_colours():
    image = glow(np.array([[1.0, -0.5]]))
    colours = [image.pixelColor(x, 0) for x in range(2)]
    assert [colour.getRgb()[:3] for colour in colours] == [FOR, AGAINST]
    assert [colour.alpha() for colour in colours] == [191, 95]
