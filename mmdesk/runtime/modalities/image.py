"""Pictures before an exported model: squares of pixels."""

from functools import reduce

import numpy as np
from numpy.typing import NDArray

from mmdesk.core.modalities.image.picture import Picture
from mmdesk.core.modalities.image.squares import squared
from mmdesk.core.modalities.limits import check, check_whole
from mmdesk.runtime.modalities.preparation import Kinds, Numbers, Preparation

HOW = (
    "RGB pixels, 0 to 255. Scale the whole picture, by bilinear filtering that averages where it shrinks, so that its longer side "
    "is {side} pixels, and put it in the middle of a square of {side} x {side} pixels in the median colour of its outermost pixels."
)
AGAIN = "{how} Then scale this square to {side} x {side} pixels."


def pixels(numbers: Numbers) -> Preparation:
    """(side, side, 3) uint8: the picture in a square of the first of the sides, scaled to the others one after the other."""
    sides = [*numbers["sides"]]
    check(1 <= len(sides) <= 2)
    for side in sides:
        check_whole(side, 8, 1024)
    how = HOW.format(side=sides[0])

    def prepare(picture: Picture) -> NDArray[np.uint8]:
        return reduce(squared, sides, picture.pixels)

    nothing = np.zeros((sides[-1], sides[-1], 3), np.uint8)
    return Preparation(prepare, nothing, reduce(lambda told, side: AGAIN.format(how=told, side=side), sides[1:], how))


KINDS: Kinds = {"pixels": pixels}
