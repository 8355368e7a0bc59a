"""Occlusion of pictures: tiles take the colour of the border."""

import numpy as np
from numpy.typing import NDArray

from mmdesk.core.modalities.image.heat import Heat
from mmdesk.core.modalities.image.picture import Picture
from mmdesk.core.modalities.image.squares import border_colour, inner_size
from mmdesk.engine.modalities.column import FrontEnd
from mmdesk.engine.modalities.image.hiding import Hiding, PartlyHidden
from mmdesk.engine.modalities.occlusion import Occlusion, Shown

GRID = 8
"""Tiles along the longer side of the picture."""


def occluded(picture: Picture, front_end: FrontEnd) -> Occlusion:
    """Tells `Heat` over the whole picture; what the model sees around it stays."""
    pixels: NDArray[np.uint8] = front_end.prepare(picture)  # (S, S, 3)
    size = len(pixels)
    height, width = inner_size(picture.pixels.shape[0], picture.pixels.shape[1], size)
    rows, columns = (min(max(1, round(GRID * side / size)), side) for side in (height, width))
    # (S, S) which tile each pixel lies in; the last number is none
    tiles = np.full((size, size), rows * columns)
    top, left = (size - height) // 2, (size - width) // 2
    tiles[top : top + height, left : left + width] = (
        np.arange(height)[:, None] * rows // height * columns + np.arange(width) * columns // width
    )
    hiding = Hiding(pixels, np.array(border_colour(picture.pixels), dtype=np.uint8))

    def shown(kept: Shown) -> list[PartlyHidden]:
        around = np.ones((len(kept), 1), dtype=np.bool_)
        stays = np.concatenate([kept.reshape(len(kept), -1), around], 1)[:, tiles]
        return [PartlyHidden(hiding, one) for one in stays]

    return Occlusion((rows, columns), (2, 1), shown, Heat)
