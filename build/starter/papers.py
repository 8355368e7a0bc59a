"""Grounds to write on: plain, ruled, squared, speckled, folded, in the shade; and the camera that looks at them.

All are (H, W, 3) float32 from 0 to 255.
"""

import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

Pixels = NDArray[np.float32]
Colour = tuple[float, float, float]


def plain(size: int, colour: Colour) -> Pixels:
    """One colour everywhere."""
    return np.tile(np.array(colour, dtype=np.float32), (size, size, 1))


def ruled(paper: Pixels, step: float, colour: Colour, strength: float, squared: bool) -> Pixels:
    """Lines across, and down as well where `squared`, `step` pixels apart."""
    places = np.arange(len(paper)) % step < max(1.0, step / 16)
    lines = np.broadcast_to(places[:, None], paper.shape[:2])
    lines = lines | places[None, :] if squared else lines
    return mixed(paper, colour, strength * lines.astype(np.float32))


def clouded(paper: Pixels, strength: float, coarseness: int, random: np.random.Generator) -> Pixels:
    """Light and dark patches: grain with a coarseness of 1, shadows and stains with much more."""
    size = len(paper)
    cells = max(2, round(size / coarseness))
    noise = Image.fromarray(random.uniform(-1, 1, (cells, cells)).astype(np.float32))
    patches = np.asarray(noise.resize((size, size), Image.Resampling.BICUBIC))
    return np.clip(paper + strength * patches[:, :, None], 0, 255)


def shaded(paper: Pixels, strength: float, random: np.random.Generator) -> Pixels:
    """Light from one side."""
    angle = random.uniform(0, 2 * np.pi)
    across = np.linspace(-1, 1, len(paper), dtype=np.float32)
    slope = across[None, :] * np.float32(np.cos(angle)) + across[:, None] * np.float32(np.sin(angle))
    return np.clip(paper * (1 + strength * slope[:, :, None]), 0, 255)


def mixed(ground: Pixels, colour: Colour | Pixels, amount: NDArray[np.float32]) -> Pixels:
    """Lay a colour or picture over the ground, by (H, W) amounts from 0 to 1."""
    return ground + amount[:, :, None] * (np.asarray(colour, dtype=np.float32) - ground)


def any_colour(random: np.random.Generator, dark: bool) -> Colour:
    """A colour of ink or paper, rather grey."""
    level = random.uniform(0, 90) if dark else random.uniform(165, 255)
    red, green, blue = np.clip(level + random.normal(0, 22, 3), 0, 255)
    return float(red), float(green), float(blue)


def any_paper(size: int, colour: Colour, random: np.random.Generator) -> Pixels:
    """A ground of about this colour, drawn by chance."""
    paper = plain(size, colour)
    kind = random.choice(["plain", "ruled", "squared", "patches"], p=[0.5, 0.15, 0.2, 0.15])
    if kind in ("ruled", "squared"):
        lines = any_colour(random, dark=np.mean(colour) > 128)
        paper = ruled(paper, random.uniform(0.06, 0.2) * size, lines, random.uniform(0.1, 0.5), kind == "squared")
    elif kind == "patches":
        paper = clouded(paper, random.uniform(5, 45), random.integers(8, 40), random)
    if random.random() < 0.5:
        paper = clouded(paper, random.uniform(2, 14), 1, random)
    return paper


def photographed(picture: Pixels, random: np.random.Generator) -> Image.Image:
    """What a camera makes of it: uneven light, blur, grain, the artefacts of JPEG. Nothing for a clean scan, by chance."""
    if random.random() < 0.6:
        picture = shaded(picture, random.uniform(0, 0.45), random)
        picture = picture * random.normal(1, 0.05, 3).astype(np.float32)
    if random.random() < 0.6:
        picture = (picture - 128) * np.float32(random.uniform(0.55, 1.15)) + 128 + np.float32(random.uniform(-40, 30))
    if random.random() < 0.5:
        picture = picture + random.normal(0, random.uniform(1, 14), picture.shape).astype(np.float32)
    image = Image.fromarray(np.clip(picture, 0, 255).astype(np.uint8))
    if random.random() < 0.5:
        image = image.filter(ImageFilter.GaussianBlur(random.uniform(0.3, 0.014 * len(picture))))
    return recompressed(image, int(random.integers(25, 96)))


def recompressed(image: Image.Image, quality: int) -> Image.Image:
    """The picture after a way through JPEG."""
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=quality)
    return Image.open(stream).convert("RGB")
