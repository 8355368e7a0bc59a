"""Draw the samples to try the model of everyday things with, by its own light and shade.

python build/everyday/make_samples.py [--out resources/samples/everyday]
"""

import argparse
import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

SIDE, DRAWN = 288, 576
"""Of the pictures, and of the squares on which they are drawn, in pixels."""
MIDDLE, RADIUS = 288, 190
LIGHT = np.array([-0.5, -0.6, 0.62])
MIRRORED = np.array([-0.28, -0.33, 0.9])
"""From where the light comes, and where it shines from a smooth ball to the eye."""

Colour = tuple[int, int, int]
Grid = NDArray[np.float64]
Texture = Callable[[Grid, Grid, Grid], Grid]
"""Colours (H, W, 3) of a ball of radius 1 at places x (to the right), y (down) and z (to the eye), each (H, W)."""
DARK = np.array([25.0, 20.0, 18.0])


def main() -> None:
    """Draw every sample, named after its label."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=Path("resources/samples/everyday"), help="folder to write to")
    out = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    for draw in (banana, basketball, candle, golf_ball, tennis_ball, umbrella):
        small = draw().resize((SIDE, SIDE), Image.Resampling.LANCZOS)
        name = draw.__name__.replace("_", "-")
        small.quantize(128).save(out / f"{name}.png", optimize=True)


def banana() -> Image.Image:
    """Lying, seen from the side: a part of a ring that tapers."""
    ground = shadowed(board(), (110, 330, 500, 470), 18, 80)
    y, x = np.mgrid[0:DRAWN, 0:DRAWN]
    along = (np.arctan2(y - 40, x - MIDDLE) - math.pi / 2) / 0.82
    width = np.clip(1 - np.abs(along) ** 3.2, 0, 1) ** 0.5 * 58
    across = (np.hypot(x - MIDDLE, y - 40) - 300) / np.maximum(width, 0.1)
    facet = np.where(across < -0.25, 1.06, np.where(across < 0.35, 0.98, 0.8))
    shade = (0.5 + 0.5 * np.sqrt(np.clip(1 - across**2, 0, 1))) * facet
    skin = np.array([247.0, 212.0, 56.0]) * shade[..., None]
    skin = mixed(skin, np.array([96.0, 78.0, 30.0]), np.clip((np.abs(along) - 0.86) / 0.1, 0, 1))
    speckles = np.random.default_rng(3).random((DRAWN, DRAWN)) > 0.9988
    skin = mixed(skin, np.array([110.0, 70.0, 30.0]), np.clip(blurred(speckles, 2) * 8.5, 0, 0.6))
    inside = (np.abs(across) < 1) & (np.abs(along) < 1)
    return as_image(mixed(np.array(ground, dtype=float), skin, blurred(inside, 1)))


def basketball() -> Image.Image:
    def texture(x: Grid, y: Grid, _z: Grid) -> Grid:
        skin = grained((205, 105, 45), 10)
        seams = np.minimum.reduce([abs(x + 0.1 * y), abs(y - 0.1 * x), bent(x, y, 1.25, 0.8)])
        return np.where((seams < 0.018)[..., None], DARK, skin)

    return ball(board(), texture, 0.15)


def tennis_ball() -> Image.Image:
    def texture(x: Grid, y: Grid, _z: Grid) -> Grid:
        seam = bent(x, y, 1.15, 0.9) < 0.045
        return np.where(seam[..., None], np.array([240.0, 240.0, 235.0]), grained((205, 225, 60), 14))

    return ball(board((120, 160, 190), (70, 130, 110)), texture, 0.05)


def golf_ball() -> Image.Image:
    """Dimples lie in rows from pole to pole, every other one by half a step aside."""

    def texture(x: Grid, y: Grid, z: Grid) -> Grid:
        step = 0.17
        longitude, latitude = np.arctan2(x, z), np.arcsin(np.clip(y, -1, 1))
        row = np.round(latitude / step)
        spacing = step / np.clip(np.cos(row * step), 0.2, 1)
        beside = ((longitude / spacing + (row % 2) / 2) % 1 - 0.5) * spacing * np.cos(latitude)
        below = latitude - row * step
        depth = np.clip(1 - np.hypot(beside, below) / 0.075, 0, 1)
        grey = 242 - 70 * depth * (0.5 + (below < 0) * 0.5 - below / 0.25)
        return np.stack([grey] * 3, -1)

    return ball(board((150, 190, 140), (60, 130, 50)), texture, 0.3)


def candle() -> Image.Image:
    """Burning in the dark."""
    image = board((30, 26, 30), (58, 40, 28))
    glow(image, (138, 20, 438, 320), (255, 180, 80), 60, 110)
    draw = ImageDraw.Draw(image)
    for x in range(238, 338):
        depth = math.sqrt(1 - ((x - MIDDLE) / 50) ** 2)
        wax = tuple(int(value * (0.55 + 0.45 * depth)) for value in (246, 226, 186))
        draw.line((x, 250 + int(8 * depth**2), x, 500 + int(12 * depth)), fill=wax)
    draw.ellipse((238, 240, 338, 266), fill=(255, 236, 196))
    draw.line((MIDDLE, 252, MIDDLE, 222), fill=(40, 30, 20), width=5)
    flame = Image.new("L", image.size, 0)
    ImageDraw.Draw(flame).polygon([(288, 120), (312, 190), (304, 224), (288, 234), (272, 224), (264, 190)], fill=255)
    image.paste((255, 220, 120), (0, 0), flame.filter(ImageFilter.GaussianBlur(5)))
    glow(image, (278, 172, 298, 226), (255, 250, 230), 4, 230)
    return image


def umbrella() -> Image.Image:
    """Open, seen from the side: six panels between ribs."""
    image = board((225, 232, 238), (190, 196, 198))
    draw = ImageDraw.Draw(image)
    draw.line((MIDDLE, 110, MIDDLE, 470), fill=(70, 60, 50), width=9)
    draw.arc((MIDDLE - 4, 440, MIDDLE + 56, 510), 0, 180, fill=(70, 60, 50), width=10)
    ends = (60, 130, 215, 288, 361, 446, 516)
    reds = ((176, 22, 34), (206, 34, 44), (226, 52, 58), (206, 34, 44), (176, 22, 34), (150, 16, 28))
    for left, right, red in zip(ends, ends[1:], reds, strict=False):
        hem = [(left + (right - left) * t, 310 - 22 * math.sin(math.pi * t)) for t in np.linspace(0, 1, 14)]
        draw.polygon([*rib(left), *hem, *reversed(rib(right))], fill=red)
        draw.line(rib(left), fill=(110, 10, 20), width=3)
    draw.line((MIDDLE, 70, MIDDLE, 95), fill=(60, 60, 60), width=7)
    return image.filter(ImageFilter.GaussianBlur(0.9))


def rib(end: float) -> list[tuple[float, float]]:
    """From the top to the hem."""
    angles = np.linspace(0, math.pi / 2, 20)
    return [(MIDDLE + (end - MIDDLE) * math.sin(angle), 90 + 220 * (1 - math.cos(angle))) for angle in angles]


def ball(ground: Image.Image, texture: Texture, shine: float) -> Image.Image:
    """A ball in the light, with its shadow."""
    ground = shadowed(ground, (150, 430, 480, 520), 18, 90)
    row, column = np.mgrid[0:DRAWN, 0:DRAWN]
    x, y = (column - MIDDLE) / RADIUS, (row - MIDDLE) / RADIUS
    distance = np.hypot(x, y)
    z = np.sqrt(np.clip(1 - distance**2, 0, 1))
    normal = np.stack([x, y, z], -1)
    lit = texture(x, y, z) * (0.38 + 0.72 * np.clip(normal @ LIGHT, 0, 1))[..., None]
    lit = lit + 255 * shine * (np.clip(normal @ MIRRORED, 0, 1) ** 40)[..., None]
    return as_image(mixed(np.array(ground, dtype=float), lit, np.clip((1 - distance) * RADIUS / 1.5, 0, 1)))


def bent(x: Grid, y: Grid, centre: float, radius: float) -> Grid:
    """How far places are from two seams that bend away from each other."""
    return np.minimum(abs(np.hypot(x + centre, y) - radius), abs(np.hypot(x - centre, y) - radius))


def grained(colour: Colour, strength: float) -> Grid:
    """A rough surface."""
    noise = np.random.default_rng(0).normal(0, strength, (DRAWN, DRAWN))
    return np.array(colour, dtype=float) + noise[..., None]


def board(top: Colour = (236, 238, 240), bottom: Colour = (206, 200, 190)) -> Image.Image:
    """A plain ground."""
    down = np.linspace(0, 1, DRAWN)[:, None, None]
    return as_image(np.broadcast_to(np.array(top) * (1 - down) + np.array(bottom) * down, (DRAWN, DRAWN, 3)))


def shadowed(image: Image.Image, box: tuple[int, int, int, int], blur: float, strength: int) -> Image.Image:
    glow(image, box, (30, 30, 30), blur, strength)
    return image


def glow(image: Image.Image, box: tuple[int, int, int, int], colour: Colour, blur: float, strength: int) -> None:
    """Lay a soft spot of light, or of shadow, on the picture."""
    amount = Image.new("L", image.size, 0)
    ImageDraw.Draw(amount).ellipse(box, fill=strength)
    image.paste(colour, (0, 0), amount.filter(ImageFilter.GaussianBlur(blur)))


def blurred(mask: NDArray[np.bool_], radius: float) -> Grid:
    """Softened, 0 to 1."""
    return np.array(Image.fromarray(mask.astype(np.uint8) * 255).filter(ImageFilter.GaussianBlur(radius)), dtype=float) / 255


def mixed(below: Grid, above: Grid, amount: Grid) -> Grid:
    return below + amount[..., None] * (above - below)


def as_image(colours: Grid) -> Image.Image:
    return Image.fromarray(np.clip(colours, 0, 255).astype(np.uint8))


if __name__ == "__main__":
    main()
