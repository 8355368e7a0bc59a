"""Digits drawn by an invented hand: smooth strokes through wavering points, with a pen of changing pressure."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

Points = NDArray[np.float64]
Mask = NDArray[np.float32]
"""(H, W) how much ink lies on each pixel, 0 to 1."""

RING = "52,3 20,12 8,50 22,90 50,98 80,88 92,50 80,12"
STEM = "50,2 50,35 50,70 50,98"

SHAPES = {
    0: (f"{RING} 50,3", f"{RING} 60,2 42,5", "50,3 80,12 92,50 80,88 50,98 22,90 8,50 20,12 52,3"),
    1: (STEM, f"22,26 36,16 52,2 | {STEM}", f"20,28 50,2 | {STEM} | 20,98 50,97 80,98"),
    2: (
        "10,24 25,6 55,2 84,15 82,40 55,66 8,97 | 8,97 40,95 92,97",
        "12,22 30,4 62,4 82,22 72,48 42,78 16,95 10,84 24,80 46,94 70,98 94,88",
    ),
    3: (
        "12,14 40,2 76,10 78,32 58,46 36,48 | 36,48 66,50 88,68 76,92 42,99 8,86",
        "12,4 45,3 84,3 | 84,3 66,24 44,42 | 44,42 74,48 88,70 72,93 40,98 8,88",
    ),
    4: (
        "62,2 36,36 6,66 | 6,66 50,66 94,66 | 68,36 67,70 66,99",
        "16,4 14,30 12,54 | 12,54 45,55 90,52 | 76,4 74,50 70,99",
        "70,99 70,50 70,2 | 70,2 40,34 6,68 | 6,68 50,69 96,68",
    ),
    5: (
        "84,3 50,4 22,4 | 22,4 19,22 16,44 | 16,44 42,36 74,42 90,66 74,92 40,99 8,88",
        "24,5 20,24 18,42 | 18,42 50,36 82,50 86,76 62,96 32,98 8,86 | 22,5 50,5 88,2",
    ),
    6: (
        "72,3 40,20 16,52 14,80 38,98 72,93 86,72 68,53 40,56 16,74",
        "58,2 28,28 10,66 24,94 56,98 80,80 70,58 40,54 14,70",
    ),
    7: (
        "8,5 50,5 90,4 | 90,4 66,40 48,70 36,99",
        "8,16 10,5 | 10,5 50,6 90,4 | 90,4 64,50 42,99",
        "8,5 50,6 90,4 | 90,4 62,50 42,99 | 30,52 58,50 86,48",
    ),
    8: (
        "76,16 50,2 22,12 22,32 50,46 80,62 84,84 50,99 16,86 18,64 48,48 76,32 78,15",
        "50,47 20,34 24,10 50,2 77,10 78,34 50,47 | 50,47 16,62 16,86 50,99 84,86 84,62 50,47",
    ),
    9: (
        "80,20 60,3 28,8 14,28 30,48 60,44 80,20 | 80,20 80,55 74,98",
        "84,16 56,2 24,12 16,34 36,50 64,42 82,18 | 82,18 84,60 66,94 36,98 14,86",
    ),
}
"""Some ways to write each digit: strokes, parted by "|", through points x,y in percent of a box, x to the right, y down."""

STEPS = 32
"""Points drawn between two points of a shape."""


@dataclass(frozen=True, slots=True)
class Hand:
    """How somebody writes.

    Attributes:
        pen: width of the line, as a share of the digit's height
        waver: how far points stray from the shape, as a share of the height
        slant: shift to the right of the top, as a share of the height
        narrow: width over height
        pressure: how much the width of the line changes along a stroke, 0 to 1
    """

    pen: float
    waver: float
    slant: float
    narrow: float
    pressure: float


def any_hand(random: np.random.Generator) -> Hand:
    """Somebody, drawn by chance."""
    return Hand(
        pen=random.uniform(0.03, 0.16),
        waver=random.uniform(0.005, 0.035),
        slant=random.normal(0.06, 0.12),
        narrow=random.uniform(0.45, 0.85),
        pressure=random.uniform(0, 0.5),
    )


def drawn_digit(digit: int, hand: Hand, height: int, random: np.random.Generator, shape: int | None = None) -> Mask:
    """A digit of about `height` pixels, cut to its ink with a small margin; `shape` is one of the ways to write it."""
    shapes = SHAPES[digit]
    strokes = strokes_of(shapes[random.integers(len(shapes)) if shape is None else shape])
    bend = np.array([[hand.narrow, -hand.slant], [0, 1]]) @ turned(random.normal(0, 0.05))
    size = 2 * height
    canvas = Image.new("L", (size, size))
    draw = ImageDraw.Draw(canvas)
    for stroke in strokes:
        points = (stroke - 0.5 + random.normal(0, hand.waver, stroke.shape)) @ bend.T
        draw_stroke(draw, through(points * height + size / 2), hand, height, random)
    canvas = canvas.filter(ImageFilter.GaussianBlur(0.6))
    left, top, right, bottom = canvas.getbbox() or (0, 0, size, size)
    return np.asarray(canvas.crop((left - 2, top - 2, right + 2, bottom + 2)), dtype=np.float32) / 255


def strokes_of(shape: str) -> list[Points]:
    """The strokes of a shape as (n, 2) points in a box of 1 x 1."""
    return [np.array([point.split(",") for point in stroke.split()], dtype=np.float64) / 100 for stroke in shape.split("|")]


def draw_stroke(draw: ImageDraw.ImageDraw, path: Points, hand: Hand, height: int, random: np.random.Generator) -> None:
    """Draw round dabs along (n, 2) points."""
    along = np.linspace(0, 2 * np.pi * random.uniform(0.5, 1.5), len(path)) + random.uniform(0, 2 * np.pi)
    radii = np.maximum(hand.pen * height / 2 * (1 + hand.pressure * np.sin(along)), 0.8)
    for (x, y), radius in zip(path, radii, strict=True):
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)


def through(points: Points) -> Points:
    """A smooth curve through (n, 2) points (Catmull-Rom), close enough for dabs to touch."""
    ends = np.concatenate([2 * points[:1] - points[1:2], points, 2 * points[-1:] - points[-2:-1]])
    before, start, stop, after = ends[:-3, None], ends[1:-2, None], ends[2:-1, None], ends[3:, None]
    t = np.linspace(0, 1, STEPS)[None, :, None]
    cubic = 3 * (start - stop) + after - before
    curve = start + 0.5 * t * (stop - before + t * (2 * before - 5 * start + 4 * stop - after + t * cubic))
    return curve.reshape(-1, 2)


def turned(angle: float) -> Points:
    """(2, 2) matrix that turns by `angle` in radians."""
    return np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
