"""Datasets of words alone, in one small table."""

import csv
from collections.abc import Iterable
from pathlib import Path

ROWS = (("a cat", "cat", "train"), ("cats", "cat", "train"), ("一只狗", "狗", "train"), ("dogs", "狗", "train"))
HELD_OUT = (("one cat", "cat", "val"), ("one dog", "狗", "val"))


def write_table(folder: Path) -> Path:
    """Write its manifest; returns the folder."""
    folder.mkdir(parents=True)
    with open(folder / "manifest.csv", "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("text", "label", "split"), *ROWS, *HELD_OUT])
    return folder


def write_number_table(folder: Path, labels: Iterable[str] = tuple(map(str, range(30)))) -> Path:
    """The same of words and numbers; returns the folder."""
    folder.mkdir(parents=True)
    rows = [(f"about {label} things", label, "val" if place % 5 == 0 else "train") for place, label in enumerate(labels)]
    with open(folder / "manifest.csv", "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("text", "label", "split"), *rows])
    return folder
