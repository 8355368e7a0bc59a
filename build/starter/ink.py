"""Digits drawn by an invented hand: smooth strokes through wavering points, with a pen of changing pressure."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

Points = NDArray[np.float64]
Mask = NDArray[np.float32]
"""(H, W) how much ink lies on each pixel, 0 to 1."""

Stroke = tuple[tuple[float, float], ...]

RING = ((0.52, 0.03), (0.2, 0.12), (0.08, 0.5), (0.22, 0.9), (0.5, 0.98), (0.8, 0.88), (0.92, 0.5), (0.8, 0.12), (0.5, 0.03))
STEM = ((0.5, 0.02), (0.5, 0.35), (0.5, 0.7), (0.5, 0.98))

SHAPES: dict[int, tuple[tuple[Stroke, ...], ...]] = {
    0: ((RING,), ((*RING[:-1], (0.6, 0.02), (0.42, 0.05)),), (tuple(reversed(RING)),)),
    1: (
        (STEM,),
        (((0.22, 0.26), (0.36, 0.16), (0.52, 0.02)), ((0.52, 0.02), *STEM[1:])),
        (((0.2, 0.28), (0.5, 0.02)), ((0.5, 0.02), *STEM[1:]), ((0.2, 0.98), (0.5, 0.97), (0.8, 0.98))),
    ),
    2: (
        (
            ((0.1, 0.24), (0.25, 0.06), (0.55, 0.02), (0.84, 0.15), (0.82, 0.4), (0.55, 0.66), (0.08, 0.97)),
            ((0.08, 0.97), (0.4, 0.95), (0.92, 0.97)),
        ),
        (
            ((0.12, 0.22), (0.3, 0.04), (0.62, 0.04), (0.82, 0.22), (0.72, 0.48), (0.42, 0.78), (0.16, 0.95), (0.1, 0.84))
            + ((0.24, 0.8), (0.46, 0.94), (0.7, 0.98), (0.94, 0.88)),
        ),
    ),
    3: (
        (
            ((0.12, 0.14), (0.4, 0.02), (0.76, 0.1), (0.78, 0.32), (0.58, 0.46), (0.36, 0.48)),
            ((0.36, 0.48), (0.66, 0.5), (0.88, 0.68), (0.76, 0.92), (0.42, 0.99), (0.08, 0.86)),
        ),
        (
            ((0.12, 0.04), (0.45, 0.03), (0.84, 0.03)),
            ((0.84, 0.03), (0.66, 0.24), (0.44, 0.42)),
            ((0.44, 0.42), (0.74, 0.48), (0.88, 0.7), (0.72, 0.93), (0.4, 0.98), (0.08, 0.88)),
        ),
    ),
    4: (
        (((0.62, 0.02), (0.36, 0.36), (0.06, 0.66)), ((0.06, 0.66), (0.5, 0.66), (0.94, 0.66)), ((0.68, 0.36), (0.67, 0.7), (0.66, 0.99))),
        (((0.16, 0.04), (0.14, 0.3), (0.12, 0.54)), ((0.12, 0.54), (0.45, 0.55), (0.9, 0.52)), ((0.76, 0.04), (0.74, 0.5), (0.7, 0.99))),
        (((0.7, 0.99), (0.7, 0.5), (0.7, 0.02)), ((0.7, 0.02), (0.4, 0.34), (0.06, 0.68)), ((0.06, 0.68), (0.5, 0.69), (0.96, 0.68))),
    ),
    5: (
        (
            ((0.84, 0.03), (0.5, 0.04), (0.22, 0.04)),
            ((0.22, 0.04), (0.19, 0.22), (0.16, 0.44)),
            ((0.16, 0.44), (0.42, 0.36), (0.74, 0.42), (0.9, 0.66), (0.74, 0.92), (0.4, 0.99), (0.08, 0.88)),
        ),
        (
            ((0.24, 0.05), (0.2, 0.24), (0.18, 0.42)),
            ((0.18, 0.42), (0.5, 0.36), (0.82, 0.5), (0.86, 0.76), (0.62, 0.96), (0.32, 0.98), (0.08, 0.86)),
            ((0.22, 0.05), (0.5, 0.05), (0.88, 0.02)),
        ),
    ),
    6: (
        (
            ((0.72, 0.03), (0.4, 0.2), (0.16, 0.52), (0.14, 0.8), (0.38, 0.98), (0.72, 0.93), (0.86, 0.72), (0.68, 0.53), (0.4, 0.56))
            + ((0.16, 0.74),),
        ),
        (((0.58, 0.02), (0.28, 0.28), (0.1, 0.66), (0.24, 0.94), (0.56, 0.98), (0.8, 0.8), (0.7, 0.58), (0.4, 0.54), (0.14, 0.7)),),
    ),
    7: (
        (((0.08, 0.05), (0.5, 0.05), (0.9, 0.04)), ((0.9, 0.04), (0.66, 0.4), (0.48, 0.7), (0.36, 0.99))),
        (((0.08, 0.16), (0.1, 0.05)), ((0.1, 0.05), (0.5, 0.06), (0.9, 0.04)), ((0.9, 0.04), (0.64, 0.5), (0.42, 0.99))),
        (
            ((0.08, 0.05), (0.5, 0.06), (0.9, 0.04)),
            ((0.9, 0.04), (0.62, 0.5), (0.42, 0.99)),
            ((0.3, 0.52), (0.58, 0.5), (0.86, 0.48)),
        ),
    ),
    8: (
        (
            ((0.76, 0.16), (0.5, 0.02), (0.22, 0.12), (0.22, 0.32), (0.5, 0.46), (0.8, 0.62), (0.84, 0.84), (0.5, 0.99), (0.16, 0.86))
            + ((0.18, 0.64), (0.48, 0.48), (0.76, 0.32), (0.78, 0.15)),
        ),
        (
            ((0.5, 0.47), (0.2, 0.34), (0.24, 0.1), (0.5, 0.02), (0.77, 0.1), (0.78, 0.34), (0.5, 0.47)),
            ((0.5, 0.47), (0.16, 0.62), (0.16, 0.86), (0.5, 0.99), (0.84, 0.86), (0.84, 0.62), (0.5, 0.47)),
        ),
    ),
    9: (
        (
            ((0.8, 0.2), (0.6, 0.03), (0.28, 0.08), (0.14, 0.28), (0.3, 0.48), (0.6, 0.44), (0.8, 0.2)),
            ((0.8, 0.2), (0.8, 0.55), (0.74, 0.98)),
        ),
        (
            ((0.84, 0.16), (0.56, 0.02), (0.24, 0.12), (0.16, 0.34), (0.36, 0.5), (0.64, 0.42), (0.82, 0.18)),
            ((0.82, 0.18), (0.84, 0.6), (0.66, 0.94), (0.36, 0.98), (0.14, 0.86)),
        ),
    ),
}  # fmt: skip
"""For each digit some ways to write it: strokes through points, x to the right and y down, in a box of 1 x 1."""

STEPS = 16
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
    strokes = shapes[random.integers(len(shapes)) if shape is None else shape % len(shapes)]
    bend = np.array([[hand.narrow, -hand.slant], [0, 1]]) @ turned(random.normal(0, 0.05))
    size = 2 * height
    canvas = Image.new("L", (size, size))
    draw = ImageDraw.Draw(canvas)
    for stroke in strokes:
        points = (np.array(stroke) - 0.5 + random.normal(0, hand.waver, (len(stroke), 2))) @ bend.T
        draw_stroke(draw, through(points * height + size / 2), hand, height, random)
    canvas = canvas.filter(ImageFilter.GaussianBlur(0.6))
    left, top, right, bottom = canvas.getbbox() or (0, 0, size, size)
    return np.asarray(canvas.crop((left - 2, top - 2, right + 2, bottom + 2)), dtype=np.float32) / 255


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
    t = np.linspace(0, 1, STEPS * 2)[None, :, None]
    curve = start + 0.5 * t * (
        stop - before + t * (2 * before - 5 * start + 4 * stop - after + t * (3 * (start - stop) + after - before))
    )
    return curve.reshape(-1, 2)


def turned(angle: float) -> Points:
    """(2, 2) matrix that turns by `angle` in radians."""
    return np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
