"""Make the samples to try the program with: what four people drew, wrote and said. Needs espeak-ng.

python build/starter/make_samples.py [--out resources/samples]
"""

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
from ink import Hand, Mask, drawn_digit
from papers import Colour, Pixels, clouded, mixed, plain, ruled, shaded
from PIL import Image, ImageFilter
from rooms import Samples, hiss, in_room, levelled, noisy
from scipy.signal import resample_poly
from voices import Voice, require, spoken

SIDE = 288
RATE = 16_000
WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who draws, writes and speaks in an own way.

    Attributes:
        hand: how the digits are drawn
        ink, paper: colours
        ground: kind of paper: squared, note, rice or board
        voice: how the words are spoken
        room: seconds of reverberation
        texts: what is written, by the digit that it names
    """

    hand: Hand
    ink: Colour
    paper: Colour
    ground: str
    voice: Voice
    room: float
    texts: dict[int, str]


PEOPLE = {
    "anna": Person(
        hand=Hand(pen=0.045, waver=0.012, slant=0.12, narrow=0.62, pressure=0.2),
        ink=(28, 58, 150),
        paper=(247, 247, 242),
        ground="squared",
        voice=Voice("espeak-ng", "en-gb+Annie", 145, 55),
        room=0.2,
        texts={
            7: "seven people wait at the door",
            3: "We need three more chairs for the meeting.",
            0: "There are zero apples left in the bowl.",
        },
    ),
    "ben": Person(
        hand=Hand(pen=0.12, waver=0.01, slant=0.02, narrow=0.66, pressure=0.1),
        ink=(24, 24, 28),
        paper=(250, 226, 110),
        ground="note",
        voice=Voice("espeak-ng", "en-us+Mike", 150, 42),
        room=0.35,
        texts={1: "just 1 coffee to go, please", 4: "The bus leaves from platform 4", 9: "NINE BOATS ARE IN THE HARBOUR!"},
    ),
    "lin": Person(
        hand=Hand(pen=0.14, waver=0.016, slant=0.06, narrow=0.72, pressure=0.5),
        ink=(38, 30, 34),
        paper=(238, 226, 200),
        ground="rice",
        voice=Voice("espeak-ng", "en-us+steph2", 140, 60),
        room=0.12,
        texts={2: "桌子上有两杯茶。", 5: "请给我五个苹果", 8: "我们班有8位老师"},
    ),
    "omar": Person(
        hand=Hand(pen=0.085, waver=0.02, slant=0.0, narrow=0.7, pressure=0.3),
        ink=(236, 240, 228),
        paper=(38, 74, 62),
        ground="board",
        voice=Voice("espeak-ng", "en-gb-scotland+marcelo", 135, 45),
        room=0.6,
        texts={6: "a box of six eggs", 3: "my daughter is 3 years old", 7: "七只猫在屋顶上晒太阳"},
    ),
}


def main() -> None:
    """Write picture, words and sound of every sample."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=Path("resources/samples"), help="folder to write to")
    out = parser.parse_args().out
    require("espeak-ng")
    out.mkdir(parents=True, exist_ok=True)
    for number, (name, person) in enumerate(PEOPLE.items()):
        for digit, text in person.texts.items():
            random = np.random.default_rng([number, digit])
            stem = out / f"{name}-{digit}"
            picture(digit, person, random).save(stem.with_suffix(".png"), optimize=True)
            stem.with_suffix(".txt").write_text(text + "\n", encoding="utf-8")
            soundfile.write(stem.with_suffix(".wav"), sound(digit, person, random), RATE, "PCM_16")


def picture(digit: int, person: Person, random: np.random.Generator) -> Image.Image:
    """What the person drew."""
    ink = drawn_digit(digit, person.hand, int(SIDE * random.uniform(0.5, 0.62)), random)
    amount = placed(ink, random)
    if person.ground == "board":
        # Chalk skips over the board's pores.
        amount = amount * clouded(plain(SIDE, (0.8, 0.8, 0.8)), 0.45, 2, random)[:, :, 0].clip(0, 1)
    drawn = mixed(GROUNDS[person.ground](plain(SIDE, person.paper), random), person.ink, amount * np.float32(0.92))
    image = Image.fromarray(np.clip(shaded(drawn, 0.12, random), 0, 255).astype(np.uint8))
    # Few colours make a small file, and nobody sees the difference.
    return image.filter(ImageFilter.GaussianBlur(0.5)).quantize(64, dither=Image.Dither.NONE)


def placed(ink: Mask, random: np.random.Generator) -> Mask:
    """The ink somewhere near the middle of an empty picture."""
    height, width = ink.shape
    top, left = (round((SIDE - length) / 2 + random.uniform(-0.06, 0.06) * SIDE) for length in (height, width))
    amount = np.zeros((SIDE, SIDE), dtype=np.float32)
    amount[top : top + height, left : left + width] = ink
    return amount


def squared(paper: Pixels, _random: np.random.Generator) -> Pixels:
    """A page of a sum book."""
    return ruled(paper, SIDE / 12, (120, 160, 205), 0.45, squared=True)


def note(paper: Pixels, _random: np.random.Generator) -> Pixels:
    """A sticky note whose lower edge bends up from the table."""
    edge = np.linspace(-1, 1, SIDE, dtype=np.float32)[:, None, None]
    return np.asarray(paper * (1 - 0.12 * edge.clip(0, 1) ** 2), dtype=np.float32)


def rice(paper: Pixels, random: np.random.Generator) -> Pixels:
    """Soft paper with fibres."""
    return clouded(clouded(paper, 7, 24, random), 5, 6, random)


def board(paper: Pixels, random: np.random.Generator) -> Pixels:
    """A blackboard, badly wiped."""
    return clouded(clouded(paper, 10, 60, random), 6, 12, random)


GROUNDS = {"squared": squared, "note": note, "rice": rice, "board": board}


def sound(digit: int, person: Person, random: np.random.Generator) -> Samples:
    """What the person said: the number, in a room, with a little silence around it."""
    samples, rate = spoken(WORDS[digit], person.voice)
    samples = resample_poly(samples, RATE, rate).astype(np.float32)
    before, after = (np.zeros(int(RATE * seconds), dtype=np.float32) for seconds in random.uniform(0.1, 0.3, 2))
    samples = in_room(np.concatenate([before, samples, after]), RATE, person.room, 0.5, random)[
        : len(before) + len(samples) + len(after)
    ]
    return levelled(noisy(samples, hiss(len(samples), 1, random), 38), random.uniform(0.4, 0.9))


if __name__ == "__main__":
    main()
