"""Earlier answers are kept, bounded, deleted for good, and survive a process that is killed."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from mmdesk.core.answers import history
from mmdesk.core.answers.history import DeskPart, History, KeptPart
from mmdesk.core.answers.prediction import Prediction
from mmdesk.core.errors import InputError
from mmdesk.core.modalities.audio.files import read_sound
from mmdesk.core.modalities.audio.sound import Sound
from mmdesk.core.modalities.image.files import read_picture
from mmdesk.core.modalities.image.picture import Picture

CAT = Prediction("cat", 0.9, {"cat": 0.9, "dog": 0.1}, {}, 0.5, "cpu", 1.0)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "history"


@pytest.fixture
def kept(folder):
    return History(folder)


def words(text):
    return {"text": DeskPart(text)}


def pasted(value=200):
    return Picture(np.full((30, 90, 3), value, dtype=np.uint8), (90, 30), "pasted picture")


def recorded():
    return Sound((np.sin(np.arange(800)) / 2).astype(np.float32), 8000, "recording")


def test_an_empty_history_has_nothing(kept):
    assert kept.entries() == ()
    assert kept.desk() == {}


def test_answers_come_back_newest_first(kept, tmp_path):
    file = tmp_path / "cat.png"
    Image.new("RGB", (200, 100), "red").save(file)
    before = time.time()
    kept.keep({"image": DeskPart(read_picture(file), file), "text": DeskPart("a cat")}, CAT, "Pets")
    kept.keep(words("一只猫"), CAT, "Pets")
    newest, oldest = kept.entries()
    assert newest.parts == {"text": KeptPart("一只猫")}
    assert (oldest.label, oldest.score, oldest.model) == ("cat", 0.9, "Pets")
    assert oldest.parts == {"image": KeptPart(file=file), "text": KeptPart("a cat")}
    assert oldest.thumbnail.startswith(b"\x89PNG")
    assert before <= oldest.time <= newest.time <= time.time()


def test_the_same_sample_moves_to_the_front(kept):
    for text in ("one", "two", "one"):
        kept.keep(words(text), CAT, "Pets")
    assert [entry.words for entry in kept.entries()] == ["one", "two"]
    kept.keep(words("one"), CAT, "another model")
    assert len(kept.entries()) == 3


def test_what_lies_in_no_file_is_copied(kept, folder):
    kept.keep({"image": DeskPart(pasted()), "audio": DeskPart(recorded(), folder / "gone.wav")}, CAT, "Pets")
    (entry,) = kept.entries()
    picture, sound = entry.files
    assert "pasted picture" in picture.name
    assert np.array_equal(read_picture(picture).pixels, pasted().pixels)
    assert np.allclose(read_sound(sound).samples, recorded().samples, atol=1e-4)


def test_copies_go_with_the_last_answer_that_has_them(kept, folder):
    kept.keep({"image": DeskPart(pasted())}, CAT, "Pets")
    kept.keep({"image": DeskPart(pasted()), "text": DeskPart("beside it")}, CAT, "Pets")
    first, second = kept.entries()
    assert first.files == second.files
    kept.forget(first.number)
    assert first.files[0].exists()
    kept.forget(second.number)
    assert not first.files[0].exists()
    assert kept.entries() == ()


def test_files_of_the_person_are_never_deleted(kept, tmp_path):
    file = tmp_path / "mine.png"
    Image.new("RGB", (8, 8)).save(file)
    kept.keep({"image": DeskPart(read_picture(file), file)}, CAT, "Pets")
    kept.forget_all()
    assert file.exists()
    assert kept.entries() == ()


def test_nothing_of_what_was_deleted_is_left_on_the_disk(kept, folder):
    kept.keep(words("a very secret sentence"), CAT, "Pets")
    kept.forget_all()
    assert not any(b"secret" in file.read_bytes() for file in folder.rglob("*") if file.is_file())


def test_only_so_many_answers_are_kept(kept, monkeypatch):
    monkeypatch.setattr(history, "MAX_ENTRIES", 3)
    for number in range(5):
        kept.keep(words(f"number {number}"), CAT, "Pets")
    assert [entry.words for entry in kept.entries()] == ["number 4", "number 3", "number 2"]


def test_copies_take_only_so_much_room(kept, folder, monkeypatch):
    random = np.random.default_rng(0)
    monkeypatch.setattr(history, "MAX_COPY_BYTES", 80_000)
    kept.keep(words("takes no room"), CAT, "Pets")
    for _ in range(4):
        noise = random.integers(0, 255, (100, 100, 3), dtype=np.uint8)  # 30 kB, since noise does not compress
        kept.keep({"image": DeskPart(Picture(noise, (100, 100)))}, CAT, "Pets")
    assert len(list((folder / "copies").iterdir())) == 2
    assert [bool(entry.files) for entry in kept.entries()] == [True, True, False]


def test_the_desk_is_kept_apart(kept):
    kept.leave_desk({"text": DeskPart("half a sen", shown=False), "image": DeskPart(None, shown=False)})
    assert kept.desk() == {"text": KeptPart("half a sen", shown=False), "image": KeptPart(shown=False)}
    assert kept.entries() == ()
    kept.forget_all()
    assert kept.desk()
    kept.leave_desk({})
    assert kept.desk() == {}


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such a name")
def test_names_that_are_no_text_are_kept(kept, tmp_path):
    file = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.png"))
    Image.new("RGB", (8, 8)).save(file, "PNG")
    kept.keep({"image": DeskPart(read_picture(file), file)}, CAT, "Pets")
    assert kept.entries()[0].files == (file,)


@pytest.mark.parametrize(
    ("search", "found"), [("", True), ("CAT", True), ("pets cat sits", True), ("mouse", False), ("sits.PNG", True)]
)
def test_a_search_looks_at_everything_that_a_person_remembers(kept, tmp_path, search, found):
    file = tmp_path / "sits.png"
    Image.new("RGB", (8, 8)).save(file)
    kept.keep({"image": DeskPart(read_picture(file), file), "text": DeskPart("A cat sits")}, CAT, "Pets")
    assert kept.entries()[0].matches(search) is found


def test_a_damaged_file_is_told(kept, folder):
    folder.mkdir()
    (folder / "history.sqlite").write_bytes(b"this is no database" * 100)
    with pytest.raises(InputError, match=r"history\.sqlite \(file is not a database\)"):
        kept.entries()


def test_a_newer_file_is_left_alone(kept, folder):
    kept.entries()
    database = sqlite3.connect(folder / "history.sqlite")
    database.execute("PRAGMA user_version = 99")
    database.close()
    with pytest.raises(InputError, match="newer mmdesk"):
        kept.entries()


def test_a_process_that_is_killed_while_it_keeps_leaves_whole_answers(kept, folder):
    code = """
import sys, numpy as np
from pathlib import Path
from mmdesk.core.answers.history import DeskPart, History
from mmdesk.core.answers.prediction import Prediction
from mmdesk.core.modalities.image.picture import Picture
kept = History(Path(sys.argv[1]))
cat = Prediction("cat", 0.9, {}, {}, 0, "cpu", 1)
for number in range(10_000):
    picture = Picture(np.full((60, 60, 3), number % 256, dtype=np.uint8), (60, 60), f"{number}")
    kept.keep({"image": DeskPart(picture), "text": DeskPart(f"number {number}")}, cat, "Pets")
    print(number, flush=True)
"""
    for pause in (0.02, 0.05, 0.09):
        process = subprocess.Popen([sys.executable, "-c", code, folder], stdout=subprocess.PIPE, text=True)
        process.stdout.readline()
        time.sleep(pause)
        process.send_signal(signal.SIGKILL)
        said = process.communicate()[0].split()
        entries = kept.entries()
        assert {f"number {number}" for number in said} <= {entry.words for entry in entries}
        assert all(len(entry.parts) == 2 and entry.files[0].exists() for entry in entries)
    kept.keep(words("goes on"), CAT, "Pets")
    copies = {file for entry in kept.entries() for file in entry.files}
    assert set((folder / "copies").iterdir()) == copies


def test_a_number_is_kept_without_a_probability(kept):
    kept.keep(words("bright"), Prediction("72.5", 72.5, {}, {}, 70.0, "cpu", 1.0, "regression"), "Numbers")
    (entry,) = kept.entries()
    assert (entry.label, entry.score) == ("72.5", None)
