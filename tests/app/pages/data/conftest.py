"""A project with pictures, words and sounds, opened in a session."""

import csv
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PIL import Image
from PySide6.QtWidgets import QWidget

from mmdesk.app.services.session import Session

COLOURS = {"cat": (200, 0, 0), "dog": (0, 200, 0)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Ten rows: even ones are cats; all have words, the first six a picture, the first three a sound."""
    folder = tmp_path / "pets"
    folder.mkdir()
    rows = []
    for number in range(10):
        label = "dog" if number % 2 else "cat"
        if number < 6:
            Image.new("RGB", (30, 20), COLOURS[label]).save(folder / f"{number}.png")
        if number < 3:
            soundfile.write(folder / f"{number}.wav", np.sin(np.arange(4000) / (5 + number)).astype(np.float32) / 2, 8000)
        cells = f"{number}.png" if number < 6 else "", f"{label} number {number}", f"{number}.wav" if number < 3 else ""
        rows.append((*cells, label, "train" if number < 5 else ""))
    with open(folder / "manifest.csv", "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("image", "text", "audio", "label", "split"), *rows])
    return folder


@pytest.fixture
def opened(session: Session, folder: Path, qtbot) -> Session:
    """The session with the project; widgets that are made afterwards hear of it with the next change."""
    with qtbot.waitSignal(session.collection.opened):
        session.collection.open(folder)
    return session


@pytest.fixture
def page(qtbot) -> QWidget:
    """A page on which dialogs open."""
    page = QWidget()
    qtbot.addWidget(page)
    return page


@pytest.fixture
def half_labelled(folder: Path) -> Path:
    """The same, of which the last six rows, 4 to 9, have no label."""
    with open(folder / "manifest.csv", encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    unlabelled = [[*row[:3], row[3] if number < 4 else "", ""] for number, row in enumerate(rows)]
    with open(folder / "manifest.csv", "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *unlabelled])
    return folder
