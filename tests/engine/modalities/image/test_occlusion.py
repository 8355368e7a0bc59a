import numpy as np
from tiny import tiny_spec

from mmdesk.core.modalities.image.picture import Picture
from mmdesk.engine.modalities.image.occlusion import GRID, occluded
from mmdesk.engine.modalities.registry import front_end_of


def test_tiles_take_the_colour_of_the_border():
    pixels = np.full((24, 24, 3), 255, dtype=np.uint8)
    pixels[8:16, 8:16] = 0
    front_end = front_end_of(tiny_spec(), "image")
    picture = Picture(pixels, (24, 24))
    occlusion = occluded(picture, front_end)
    assert occlusion.shape == (GRID, GRID)
    kept = np.ones((3, GRID, GRID), dtype=np.bool_)
    kept[1, :4, :4] = False
    kept[2, 0] = False
    whole, hidden, border = map(np.asarray, occlusion.shown(kept))
    assert np.array_equal(whole, front_end.prepare(picture))
    half = len(whole) // 2
    assert (hidden[:half, :half] == 255).all()
    assert np.array_equal(hidden[half:], whole[half:])
    assert np.array_equal(border, whole), "where nothing is, nothing is hidden"


def test_tiles_lie_in_the_picture_alone():
    """A wide one has as many rows as it is high; what the model sees around it is never hidden."""
    picture = Picture(np.zeros((10, 40, 3), dtype=np.uint8), (40, 10))
    occlusion = occluded(picture, front_end_of(tiny_spec(), "image"))
    assert occlusion.shape == (2, GRID)
    told = occlusion.told(np.arange(16.0).reshape(2, GRID)).to_json()
    assert (told[0]["left"], told[0]["top"], told[-1]["right"], told[-1]["bottom"], told[-1]["value"]) == (0, 0, 1, 1, 15)


def test_of_a_line_of_pixels_there_are_tiles_too():
    occlusion = occluded(Picture(np.zeros((1, 400, 3), dtype=np.uint8), (400, 1)), front_end_of(tiny_spec(), "image"))
    assert occlusion.shape == (1, GRID)
    assert len(occlusion.shown(np.zeros((1, 1, GRID), dtype=np.bool_))) == 1
