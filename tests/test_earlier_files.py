"""Files that were made by the version before: models of format 2, a journal and a history of format 1, in `earlier_files`.

The weights of the models are of one small table of random numbers, so that the files are small when they are packed.
"""

import json
import lzma
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from mmdesk.core.answers.history import DeskPart, History, KeptPart, digest_of
from mmdesk.core.modalities.audio.sound import Sound
from mmdesk.core.modalities.image.picture import Picture
from mmdesk.core.modalities.sample import Sample
from mmdesk.core.progress import CancelToken
from mmdesk.core.projects.project import Project

EARLIER = Path(__file__).with_name("earlier_files")
WORDS = "three red apples 三个苹果"
THEIR_COPIES = b"/home/ada/history/copies/"
"""Where the copies of the history were when it was written."""


def picture():
    y, x, channel = np.mgrid[0:20, 0:24, 0:3]
    return Picture(((7 * x + 11 * y + 60 * channel) % 256).astype(np.uint8), (24, 20), "ramp.png")


def sound():
    times = np.arange(2000) / 8000
    return Sound((0.5 * np.sin(2 * np.pi * 440 * times) * np.linspace(0, 1, 2000)).astype(np.float32), 8000, "tone.wav")


def numbers(document):
    """All numbers of a JSON document, in its order."""
    if isinstance(document, dict):
        return [number for value in document.values() for number in numbers(value)]
    return [document] if isinstance(document, float) else []


@pytest.mark.parametrize("name", ["fast", "classic", "regression"])
def test_models_open_and_answer_as_before(tmp_path, name):
    from mmdesk.engine.torch_engine import TorchEngine

    path = tmp_path / f"{name}.safetensors"
    path.write_bytes(lzma.decompress((EARLIER / f"{name}.safetensors.xz").read_bytes()))
    engine = TorchEngine("cpu")
    engine.open(path)
    contents = {"image": picture(), "text": WORDS, "audio": sound()}
    for shown, before in json.loads((EARLIER / "answers.json").read_text(encoding="utf-8"))[name].items():
        sample = Sample(**{modality: contents[modality] for modality in shown.split("+")})
        now = engine.predict(sample, CancelToken()).to_json()
        assert now.get("label") == before.get("label")
        assert now["modalities"].keys() == before["modalities"].keys()
        told = {key: now[key] for key in before}
        assert numbers(told) == pytest.approx(numbers(before), abs=1e-6 * max(1, *map(abs, numbers(before))))


def test_a_project_gets_what_only_its_journal_has(tmp_path):
    folder = tmp_path / "project"
    shutil.copytree(EARLIER / "project", folder)
    project = Project.open(folder)
    before = json.loads((EARLIER / "project.json").read_text(encoding="utf-8"))
    rows = [
        [row.key, *(row.cell(column) for column in ("image", "text", "audio", "label", "split")), list(row.further)]
        for row in project.view.content.rows
    ]
    assert rows == before["rows"]
    assert list(project.view.labels) == before["labels"]
    assert project.view.settings == {"task": "classification"}
    assert project.note == ""
    assert not (folder / "manifest.journal").exists(), "everything is in the table now"
    assert len(project.view.dataset().examples) == len(rows)


@pytest.fixture
def history(tmp_path):
    """The history, its copies where it is now."""
    folder = tmp_path / "history"
    shutil.copytree(EARLIER / "history", folder)
    with closing(sqlite3.connect(folder / "history.sqlite")) as database, database:
        for rowid, file in database.execute("SELECT rowid, file FROM parts WHERE file IS NOT NULL").fetchall():
            here = os.fsencode(folder / "copies") + b"/" + file.removeprefix(THEIR_COPIES)
            database.execute("UPDATE parts SET file = ? WHERE rowid = ?", (here, rowid))
    return History(folder)


def test_earlier_answers_are_still_there(history):
    last, first = history.entries()
    assert (last.label, first.label) == ("蓝", "green")
    assert last.parts == {"text": KeptPart("only words")}
    assert (first.words, first.model, first.score) == (WORDS, "Tiny", pytest.approx(0.5617, abs=1e-4))
    assert first.thumbnail.startswith(b"\x89PNG")
    assert {modality: part.file.suffix for modality, part in first.parts.items() if part.file} == {
        "image": ".png",
        "audio": ".flac",
    }
    assert all(file.exists() for file in first.files)
    desk = history.desk()
    assert not desk["image"].shown
    assert desk["text"] == KeptPart("on the desk")


def test_an_earlier_sample_is_known_again(history):
    """So that its answer moves to the front instead of standing there twice."""
    desk = {"image": DeskPart(picture()), "text": DeskPart(WORDS), "audio": DeskPart(sound())}
    with closing(sqlite3.connect(history._file)) as database:
        assert (digest_of(desk),) in database.execute("SELECT digest FROM entries").fetchall()
