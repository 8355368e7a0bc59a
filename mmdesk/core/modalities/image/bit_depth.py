"""Numbers of more than 8 bits as 8 (bit depth): sensors of 10, 12 and 14 bits are stored in 16, and floats may be anything.

What the numbers are is told by themselves, file by file, so that training and answering see the same.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from mmdesk.core.errors import QT_TRANSLATE_NOOP, Sentence

DEPTHS = (8, 10, 12, 14, 16)
"""Bits of the sensors that there are; the numbers are taken for those of the smallest one into which they fit."""
NARROW = 64
"""Measured numbers, such as degrees, that use no more than this of 0..255 are spread over it: else they are one grey."""
OTHER_BYTES = {"B": "L", "L": "B", "N": "B"}
"""The order of bytes by which Pillow takes the low one of two instead of the high one; all our machines are little-endian."""


def has_levels(image: Image.Image) -> bool:
    """Whether its mode is one of single numbers of more than 8 bits."""
    return image.mode.startswith("I;16") or image.mode in ("I", "F")


def levels(values: NDArray[Any]) -> tuple[NDArray[np.uint8], str]:
    """Numbers as 0..255, and a sentence on how they became so; empty where nothing was to be decided.

    Raises:
        ValueError: if none of them is a number
    """
    if values.dtype.kind == "f":
        return _of_floats(values.astype(np.float64))
    low, high = int(values.min()), int(values.max())
    if low < 0 or high >= 1 << DEPTHS[-1]:
        return _spread(values.astype(np.float64), low, high)
    return _of_depth(values, high)


def _of_depth(values: NDArray[Any], high: int) -> tuple[NDArray[np.uint8], str]:
    bits = next(bits for bits in DEPTHS if high < 1 << bits)
    made = (values.astype(np.uint16) >> (bits - 8)).astype(np.uint8)
    if bits in (DEPTHS[0], DEPTHS[-1]):
        return made, ""
    return made, Sentence(QT_TRANSLATE_NOOP("errors", "16 bits of which {bits} are used"), bits=bits)


def _of_floats(values: NDArray[np.float64]) -> tuple[NDArray[np.uint8], str]:
    there = np.isfinite(values)
    if not there.any():
        raise ValueError("no pixel is a number")
    low, high = float(values[there].min()), float(values[there].max())
    missing = values.size - int(there.sum())
    if missing:
        values = np.where(there, values, low)
    if low >= 0 and high <= 1:
        made, told = (values * 255).round().astype(np.uint8), ""
    elif low >= 0 and high < 1 << DEPTHS[-1] and (values == np.floor(values)).all():
        made, told = _of_depth(values, int(high))
    elif low >= 0 and high <= 255 and high - low > NARROW:
        made, told = values.round().astype(np.uint8), ""
    else:
        made, told = _spread(values, low, high)
    if not missing:
        return made, told
    text = QT_TRANSLATE_NOOP("errors", "{count:# pixel is no number and is|# pixels are no numbers and are} black")
    gaps = Sentence(text, count=missing)
    return made, Sentence(QT_TRANSLATE_NOOP("errors", "{first}; {then}"), first=told, then=gaps) if told else gaps


def _spread(values: NDArray[np.float64], low: float, high: float) -> tuple[NDArray[np.uint8], str]:
    made = ((values - low) * (255 / max(high - low, 1e-12))).round().astype(np.uint8)
    text = QT_TRANSLATE_NOOP("errors", "numbers from {low:.4g} to {high:.4g}, shown from black to white")
    return made, Sentence(text, low=float(low), high=float(high))


def other_bytes(image: Image.Image) -> list[Any]:
    """Tiles by which a picture of 16 bits a channel, of which Pillow takes the high bytes, is decoded by its low ones.

    Empty if it is no such picture; to be asked before it is decoded.
    """
    tiles = []
    for tile in getattr(image, "tile", ()) if image.mode in ("RGB", "RGBA") else ():
        first = tile.args if isinstance(tile.args, str) else tile.args[0] if tile.args else ""
        name, _, order = str(first).rpartition(";16")
        if name not in ("RGB", "RGBA") or order not in OTHER_BYTES:
            return []
        other = f"{name};16{OTHER_BYTES[order]}"
        tiles.append(tile._replace(args=other if isinstance(tile.args, str) else (other, *tile.args[1:])))
    return tiles


def decode_by(image: Image.Image, tiles: list[Any]) -> None:
    """Have a picture decoded by other tiles than its own."""
    image.tile = tiles  # type: ignore[attr-defined] # as all that come from files have


def joined(high: Image.Image, low: Image.Image) -> tuple[Image.Image, str]:
    """A picture of 8 bits a channel of its high and its low bytes, when the high ones use a fourth of their range at most."""
    values = np.asarray(high).astype(np.uint16) << 8 | np.asarray(low)
    colours, told = levels(values[..., :3])
    if high.mode == "RGBA":
        colours = np.concatenate([colours, (values[..., 3:] >> 8).astype(np.uint8)], 2)
    return Image.fromarray(colours), told


def is_dark(image: Image.Image) -> bool:
    """Whether no colour of it uses more than a fourth of its range, as the high bytes of 14 bits or less do."""
    return max(high for _, high in image.convert("RGB").getextrema()) < 1 << (DEPTHS[-2] - 8)  # type: ignore[misc]
