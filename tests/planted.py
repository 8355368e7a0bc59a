"""A dataset with problems of every kind planted in it: pictures, sounds and texts of classes that are easy to tell apart."""

import csv
import dataclasses
import shutil
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import soundfile
from PIL import Image

from mmdesk.core.problems.findings import Kind

CLASSES = ("amber", "birch", "cedar", "dune", "ember", "fjord", "grove", "heath", "inlet", "jetty", "mute")
"""The last one is only used where its sounds are missing."""
WORDS = "the a this one it was seen near under beside old new small large quiet bright today again north south river road hill"
MORE_WORDS = "house window garden morning evening rain snow wind light shadow stone paper glass water"
RATE = 8000
SIDE = 64


@dataclass
class Row:
    """One row before it is written; None is an absent part."""

    label: str
    split: str
    picture: np.ndarray | None
    text: str
    sound: np.ndarray | None
    damage: str = ""


@dataclass
class Planted:
    """Where the problems are: for each kind its rows, by their line in the manifest."""

    folder: Path
    rows: dict[Kind, set[int]] = field(default_factory=lambda: defaultdict(set))
    clean: set[int] = field(default_factory=set)


class Planter:
    """Makes rows, wrong in one way or in none."""

    def __init__(self, seed: int) -> None:
        self._random = np.random.default_rng(seed)

    def clean(self, label: str = "", split: str = "train") -> Row:
        """A row of a class, or of any."""
        label = label or str(self._random.choice(CLASSES[:-1]))
        return Row(label, split, self.picture(label), self.text(label), self.sound(label))

    def picture(self, label: str) -> np.ndarray:
        """Stripes whose direction tells the class, in any colours, somewhere on any ground."""
        number, random = number_of(label), self._random
        y, x = np.mgrid[:SIDE, :SIDE] / SIDE
        angle = np.pi * (number + random.uniform(-0.1, 0.1)) / len(CLASSES)
        stripes = np.sin(2 * np.pi * (random.uniform(3, 5) * (x * np.cos(angle) + y * np.sin(angle)) + random.random()))
        ground, ink = random.uniform(0, 110, 3), random.uniform(140, 255, 3)
        spot = np.exp(-((x - random.uniform(0.3, 0.7)) ** 2 + (y - random.uniform(0.3, 0.7)) ** 2) / 0.2)[..., None]
        pixels = ground + (ink - ground) * spot * (stripes[..., None] > 0) + random.normal(0, 6, (SIDE, SIDE, 3))
        return pixels.clip(0, 255).astype(np.uint8)

    def sound(self, label: str) -> np.ndarray:
        """Two notes that tell the class, one after the other, and a little noise."""
        number, random = number_of(label), self._random
        notes = []
        for pitch in (300 * 1.22 ** (number % 5), 500 * 1.3 ** (number // 2)):
            times = np.arange(round(random.uniform(0.2, 0.45) * RATE)) / RATE
            drift = pitch * random.uniform(0.97, 1.03) * (times + random.uniform(-0.05, 0.05) * times**2)
            notes.append(np.sin(2 * np.pi * drift) * np.exp(-times * random.uniform(0, 4)))
        wave = np.concatenate(notes) * random.uniform(0.2, 0.7)
        return wave + random.normal(0, 0.01, len(wave))

    def text(self, label: str) -> str:
        words = [str(word) for word in self._random.choice(f"{WORDS} {MORE_WORDS}".split(), self._random.integers(6, 12))]
        words.insert(int(self._random.integers(len(words))), label)
        return " ".join(words)

    def wrong(self, kind: Kind, number: int) -> list[Row]:  # noqa: C901 - one branch for each kind
        """A row with this problem, after those that it needs beside it."""
        row, random = self.clean(), self._random
        other = CLASSES[(number_of(row.label) + int(random.integers(1, len(CLASSES) - 1))) % (len(CLASSES) - 1)]
        before: list[Row] = []
        assert row.sound is not None
        if kind is Kind.UNREADABLE:
            row.damage = ("picture", "sound", "missing")[number % 3]
        elif kind is Kind.SILENT:
            row.sound = random.normal(0, (0, 1e-5)[number % 2], RATE // 2)
        elif kind is Kind.SHORT:
            row.sound = row.sound[: round(random.uniform(0.01, 0.07) * RATE)]
        elif kind is Kind.CLIPPED:
            row.sound = (row.sound / np.abs(row.sound).max() * random.uniform(3, 10)).clip(-1, 1) * (1, 0.7)[number % 2]
        elif kind is Kind.DEAD_CHANNEL:
            row.sound = np.stack([row.sound, random.normal(0, 1e-5, len(row.sound))][:: (1, -1)[number % 2]], axis=1)
        elif kind is Kind.BLANK:
            row.picture = (random.uniform(5, 250, 3) + random.normal(0, 2, (SIDE, SIDE, 3))).clip(0, 255).astype(np.uint8)
        elif kind is Kind.EMPTY_TEXT:
            row.text = ("   ", "...", "NaN", "")[number % 4]
        elif kind is Kind.EXACT_COPY:
            before = [dataclasses.replace(row)]
        elif kind is Kind.NEAR_COPY:
            before, row = [row], self.nearly(row, number)
        elif kind is Kind.LEAK:
            before, row = (
                [row],
                dataclasses.replace(row if number % 2 else self.nearly(row, number), split=("test", "val")[number % 2]),
            )
        elif kind is Kind.TWO_LABELS:
            before = [dataclasses.replace(row, label=other)]
        elif kind is Kind.WRONG_LABEL:
            row.label = other
        elif kind is Kind.MISMATCH:
            stranger = self.clean(other)
            part = ("picture", "text", "sound")[number % 3]
            setattr(row, part, getattr(stranger, part))
        elif kind is Kind.FEW:
            row.label = f"rare {number // 5}"
        elif kind is Kind.MISSING:
            row = dataclasses.replace(self.clean("mute"), sound=None)
        return [*before, row]

    def nearly(self, row: Row, number: int) -> Row:
        """The same to eyes and ears: brighter, quieter, with other noise, or with one part changed altogether."""
        assert row.picture is not None
        assert row.sound is not None
        picture = (row.picture * 0.9 + 12 + self._random.normal(0, 2, row.picture.shape)).clip(0, 255).astype(np.uint8)
        sound = row.sound * 0.6 + self._random.normal(0, 5e-4, len(row.sound))
        stranger = self.clean(row.label)
        if number % 3 == 1:
            return dataclasses.replace(row, picture=picture, sound=stranger.sound, text=stranger.text)
        if number % 3 == 2:
            return dataclasses.replace(row, picture=stranger.picture, sound=sound, text=stranger.text)
        return dataclasses.replace(row, picture=picture, sound=sound)


IN_LABELS = (Kind.SPELLING, Kind.NO_LABEL, Kind.SEVERAL_LABELS)
"""What can be wrong with labels whatever the samples hold."""
PLANTABLE = tuple(kind for kind in Kind if kind not in (Kind.SHUFFLED, Kind.ENCODING) and kind not in IN_LABELS)


def number_of(label: str) -> int:
    return CLASSES.index(label)


def plant(folder: Path, samples: int, each: int, kinds: tuple[Kind, ...] = PLANTABLE, seed: int = 0) -> Planted:
    """Write a dataset of so many rows, `each` of which have one of the kinds of problems."""
    planter, planted = Planter(seed), Planted(folder)
    rows: list[tuple[Row, Kind | None]] = []
    for kind in kinds:
        for number in range(each):
            *before, row = planter.wrong(kind, number)
            # Of the same with two labels, either may be the wrong one.
            rows += [(other, kind if kind is Kind.TWO_LABELS else None) for other in before] + [(row, kind)]
    for number in range(samples - len(rows)):
        rows.append((planter.clean(split=("train", "train", "train", "val", "test")[number % 5]), None))
    np.random.default_rng(seed).shuffle(rows)  # type: ignore[arg-type]
    rows.sort(key=lambda pair: pair[1] in (Kind.EXACT_COPY, Kind.NEAR_COPY))  # of copies, the later one is told
    write(folder, [row for row, _ in rows])
    for line, (_, kind) in enumerate(rows, 2):
        (planted.rows[kind] if kind else planted.clean).add(line)
    return planted


def write(folder: Path, rows: list[Row]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    table = []
    for number, row in enumerate(rows):
        picture, sound = (f"{number}.png" if row.picture is not None else ""), (f"{number}.wav" if row.sound is not None else "")
        if row.picture is not None:
            Image.fromarray(row.picture).save(folder / picture)
        if row.sound is not None:
            soundfile.write(folder / sound, row.sound, RATE)
        damage(folder, row.damage, picture, sound)
        table.append((picture, row.text, sound, row.label, row.split))
    with open(folder / "manifest.csv", "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("image", "text", "audio", "label", "split"), *table])


def damage(folder: Path, how: str, picture: str, sound: str) -> None:
    if how == "picture":
        (folder / picture).write_bytes((folder / picture).read_bytes()[:200])
    elif how == "sound":
        (folder / sound).write_bytes(b"no sound at all" * 20)
    elif how == "missing":
        (folder / picture).unlink()


def shuffle_sounds(folder: Path, seed: int = 0) -> None:
    """Give every row the sound of another."""
    sounds = sorted(folder.glob("*.wav"))
    aside = folder / "aside"
    aside.mkdir()
    for sound, place in zip(sounds, np.random.default_rng(seed).permutation(len(sounds)), strict=True):
        shutil.move(sound, aside / sounds[place].name)
    for sound in aside.iterdir():
        shutil.move(sound, folder / sound.name)
