import numpy as np
import pytest

from mmdesk.core.modalities.image.picture import Picture
from mmdesk.core.modalities.image.squares import squared
from mmdesk.runtime.modalities.image import KINDS


@pytest.mark.parametrize("sides", [[32], [96, 32]])
def test_a_picture_becomes_the_last_square(sides):
    pixels = np.random.default_rng(0).integers(0, 256, (60, 90, 3)).astype(np.uint8)
    made = KINDS["pixels"]({"sides": sides})
    found = made.prepare(Picture(pixels, (90, 60)))
    expected = squared(squared(pixels, 96), 32) if len(sides) > 1 else squared(pixels, 32)
    np.testing.assert_array_equal(found, expected)
    assert (made.nothing.shape, made.nothing.dtype) == (found.shape, found.dtype)
    assert "32 x 32" in made.how


@pytest.mark.parametrize(
    "numbers", [{}, {"sides": []}, {"sides": [1_000_000]}, {"sides": ["a"]}, {"sides": [8, 8, 8]}, {"sides": 8}]
)
def test_numbers_that_cannot_be_are_refused(numbers):
    with pytest.raises((ValueError, TypeError, KeyError)):
        KINDS["pixels"](numbers)
