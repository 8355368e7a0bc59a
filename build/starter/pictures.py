"""Pictures that show a number: a digit written or printed on something, or a hand; and pictures that show none."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from ink import Mask, any_hand, drawn_digit
from numpy.typing import NDArray
from papers import Pixels, any_colour, any_paper, clouded, mixed, photographed, plain, shaded
from PIL import Image, ImageDraw, ImageFilter, ImageFont

SIDE = 112
"""Pixels of a side; the network sees fewer."""
LETTERS = "AEFHKMNPRTUVWXY"
"""Letters that look like no digit."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What pictures are made from.

    Attributes:
        written: (n, 28, 28) uint8 digits written by people, for each digit
        hands: (n, 100, 100, 3) uint8 photographs of hands, for each digit
        fonts: font files
    """

    written: tuple[NDArray[np.uint8], ...]
    hands: tuple[NDArray[np.uint8], ...]
    fonts: tuple[Path, ...]


def any_picture(digit: int | None, sources: Sources, random: np.random.Generator) -> tuple[Image.Image, str]:
    """A picture that shows this number, none where it is None; and its kind."""
    if digit is None:
        return photographed(showing_none(sources, random), random), "none"
    kind = str(random.choice(["scanned", "written", "drawn", "printed", "hand"], p=[0.08, 0.3, 0.14, 0.08, 0.4]))
    if kind == "scanned":
        return Image.fromarray(one_of(sources.written[digit], random)).convert("RGB"), kind
    if kind == "hand":
        return photographed(with_hand(one_of(sources.hands[digit], random), random), random), kind
    if kind == "written":
        ink = person_ink(one_of(sources.written[digit], random), random)
    elif kind == "drawn":
        ink = drawn_digit(digit, any_hand(random), int(random.integers(50, 110)), random)
    else:
        ink = printed(str(digit), sources, random)
    return photographed(on_paper(ink, random), random), kind


def one_of(pictures: NDArray[np.uint8], random: np.random.Generator) -> NDArray[np.uint8]:
    return pictures[random.integers(len(pictures))]


def person_ink(digit: NDArray[np.uint8], random: np.random.Generator) -> Mask:
    """A digit of 28 x 28 as crisp ink, thinner or thicker."""
    side = int(random.integers(40, 110))
    large = Image.fromarray(digit).resize((side, side), Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(side / 56))
    edge, softness = random.uniform(0.18, 0.62), random.uniform(0.05, 0.25)
    ink = np.clip((np.asarray(large, dtype=np.float32) / 255 - edge) / softness + 0.5, 0, 1)
    return cut(ink)


def printed(text: str, sources: Sources, random: np.random.Generator) -> Mask:
    """A character in some font."""
    size = int(random.integers(50, 110))
    font = ImageFont.truetype(sources.fonts[random.integers(len(sources.fonts))], size)
    canvas = Image.new("L", (2 * size, 2 * size))
    ImageDraw.Draw(canvas).text((size // 2, size // 4), text, fill=255, font=font)
    return cut(np.asarray(canvas, dtype=np.float32) / 255)


def cut(ink: Mask) -> Mask:
    """The part that has ink."""
    rows, columns = np.flatnonzero(ink.max(1) > 0.1), np.flatnonzero(ink.max(0) > 0.1)
    return ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1] if len(rows) else ink


def on_paper(ink: Mask, random: np.random.Generator) -> Pixels:
    """Ink somewhere on a ground, dark on light or light on dark, seen at an angle."""
    height = int(SIDE * np.clip(random.normal(0.58, 0.17), 0.25, 0.92))
    scale = min(height / ink.shape[0], 0.92 * SIDE / ink.shape[1])
    size = max(2, round(ink.shape[1] * scale)), max(2, round(ink.shape[0] * scale))
    small = Image.fromarray((ink * 255).astype(np.uint8)).resize(size, Image.Resampling.BICUBIC, reducing_gap=2)
    sheet = Image.new("L", (SIDE, SIDE))
    free = np.array([SIDE - size[0], SIDE - size[1]])
    # Most people aim at the middle.
    place = (free / 2 + free / 2 * np.clip(random.normal(0, 0.4, 2), -0.95, 0.95)).astype(int)
    sheet.paste(small, (int(place[0]), int(place[1])))
    sheet = tilted(sheet, random)
    dark = random.random() < 0.65
    amount = np.asarray(sheet, dtype=np.float32) / 255 * np.float32(random.uniform(0.6, 1))
    if random.random() < 0.15:
        amount = amount * clouded(plain(SIDE, (0.75, 0.75, 0.75)), 0.5, 2, random)[:, :, 0].clip(0, 1)
    paper = any_paper(SIDE, any_colour(random, dark=not dark), random)
    return mixed(paper, pen_colour(random, dark), amount)


def pen_colour(random: np.random.Generator, dark: bool) -> tuple[float, float, float]:
    """A grey or a strong colour; strong ones on light paper only, where they can be told from it."""
    if dark and random.random() < 0.4:
        blue, red, green = (30, 60, 170), (190, 30, 35), (20, 110, 50)
        chosen = (blue, red, green)[random.integers(3)]
        r, g, b = np.clip(np.array(chosen) + random.normal(0, 18, 3), 0, 255)
        return float(r), float(g), float(b)
    return any_colour(random, dark)


def tilted(image: Image.Image, random: np.random.Generator) -> Image.Image:
    """Turn a little and look from the side."""
    image = image.rotate(random.normal(0, 9), Image.Resampling.BICUBIC)
    if random.random() < 0.5:
        return image
    side = float(SIDE)
    corners = np.array([[0, 0], [0, side], [side, side], [side, 0]]) + random.normal(0, 0.05 * side, (4, 2))
    return image.transform(image.size, Image.Transform.QUAD, tuple(corners.flatten()), Image.Resampling.BICUBIC)


def with_hand(photo: NDArray[np.uint8], random: np.random.Generator) -> Pixels:
    """A left or right hand of any skin before any ground, the arm still coming in from the edge."""
    amount = hand_amount(photo)
    hand = photo.astype(np.float32)
    if random.random() < 0.5:
        hand, amount = hand[:, ::-1], amount[:, ::-1]
    if random.random() < 0.4:
        # As it was photographed.
        amount = np.ones_like(amount)
    else:
        hand = other_skin(hand, random)
    side = int(SIDE * random.uniform(0.72, 1.2))
    grown = [
        np.asarray(Image.fromarray(part).resize((side, side), Image.Resampling.BILINEAR), dtype=np.float32)
        for part in (hand.clip(0, 255).astype(np.uint8), (amount * 255).astype(np.uint8))
    ]
    if amount.min() == 1:
        image = Image.fromarray(grown[0].astype(np.uint8)).resize((SIDE, SIDE), Image.Resampling.BILINEAR)
        return np.asarray(image.rotate(random.normal(0, 8), Image.Resampling.BILINEAR, fillcolor=corner(image)), dtype=np.float32)
    ground = hand_ground(random)
    left, top = int((SIDE - side) * random.uniform(0, 1)), SIDE - side
    if top < 0:
        top = int(top * random.uniform(0, 0.5))
    return laid(ground, grown[0], grown[1] / 255, left, top)


def corner(image: Image.Image) -> tuple[int, int, int]:
    red, green, blue = np.median(np.asarray(image)[:8].reshape(-1, 3), axis=0)
    return int(red), int(green), int(blue)


def laid(ground: Pixels, picture: Pixels, amount: Mask, left: int, top: int) -> Pixels:
    """Put a picture on the ground with its corner there; what hangs over the edge is cut."""
    whole, covered = np.zeros_like(ground), np.zeros(ground.shape[:2], dtype=np.float32)
    size = len(ground)
    rows, columns = slice(max(top, 0), min(top + len(picture), size)), slice(max(left, 0), min(left + len(picture), size))
    inner = slice(rows.start - top, rows.stop - top), slice(columns.start - left, columns.stop - left)
    whole[rows, columns], covered[rows, columns] = picture[inner], amount[inner]
    return mixed(ground, whole, covered)


def hand_amount(photo: NDArray[np.uint8]) -> Mask:
    """(H, W) where the hand is, 0 to 1: skin has more red than blue, the walls of these photographs have not."""
    warmth = photo[:, :, 0].astype(np.float32) - photo[:, :, 2]
    edge = np.concatenate([warmth[0], warmth[:60, 0], warmth[:60, -1]])
    cold, warm = float(np.median(edge)), float(np.quantile(warmth, 0.9))
    amount = np.clip((warmth - cold) / max(warm - cold, 8) * 2.2 - 0.45, 0, 1)
    return np.asarray(Image.fromarray((amount * 255).astype(np.uint8)).filter(ImageFilter.MedianFilter(5)), dtype=np.float32) / 255


def other_skin(hand: Pixels, random: np.random.Generator) -> Pixels:
    """Lighter or darker, redder or paler."""
    gamma = random.uniform(0.7, 2.2)
    tint = random.normal(1, 0.07, 3).astype(np.float32)
    return (255 * (hand / 255) ** gamma * tint).clip(0, 255).astype(np.float32)


def hand_ground(random: np.random.Generator) -> Pixels:
    """A wall, a table, a garment: anything behind a hand."""
    ground = plain(
        SIDE, tuple(random.uniform(0, 255, 3)) if random.random() < 0.3 else any_colour(random, dark=random.random() < 0.4)
    )
    if random.random() < 0.6:
        ground = clouded(ground, random.uniform(5, 60), int(random.integers(6, 60)), random)
    return shaded(ground, random.uniform(0, 0.4), random)


def showing_none(sources: Sources, random: np.random.Generator) -> Pixels:
    """An empty ground, a letter, a scribble."""
    kind = random.integers(3)
    if kind == 0:
        return (
            hand_ground(random)
            if random.random() < 0.5
            else any_paper(SIDE, any_colour(random, dark=random.random() < 0.3), random)
        )
    if kind == 1:
        return on_paper(printed(LETTERS[random.integers(len(LETTERS))], sources, random), random)
    canvas = Image.new("L", (SIDE, SIDE))
    points = [tuple(point) for point in random.uniform(0, SIDE, (random.integers(6, 14), 2))]
    ImageDraw.Draw(canvas).line(points, fill=255, width=int(random.integers(1, 8)), joint="curve")
    return on_paper(np.asarray(canvas, dtype=np.float32) / 255, random)
