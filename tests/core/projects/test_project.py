"""Projects: opened from any kind of dataset, edited with undo, kept whatever happens."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pytest
from finished import finished
from PIL import Image

from mmdesk.core.datasets.example import Decisions
from mmdesk.core.datasets.loose import read_loose
from mmdesk.core.datasets.read import read_dataset
from mmdesk.core.errors import EncodingError, InputError
from mmdesk.core.modalities.audio.sound import Sound
from mmdesk.core.modalities.image.picture import Picture
from mmdesk.core.modalities.registry import MODALITIES
from mmdesk.core.modalities.sample import Sample
from mmdesk.core.progress import CancelToken
from mmdesk.core.projects.edits import Arrange, Change, Delete
from mmdesk.core.projects.importing import copied
from mmdesk.core.projects.project import Project

ROOT = Path(__file__).resolve().parents[3]
TABLE = "text,label,who\nmeow,cat,ann\nwoof,dog,ben\npurr,cat,ann\n"
CALL_IT_FOX = (Change((0, 2), "label", ("fox",)),)


@pytest.fixture
def pets(tmp_path):
    folder = tmp_path / "pets"
    folder.mkdir()
    (folder / "manifest.csv").write_text(TABLE)
    return folder


@pytest.fixture
def class_folders(tmp_path):
    for label in ("cat", "dog"):
        folder = tmp_path / "kinds" / label
        folder.mkdir(parents=True)
        for number in range(3):
            Image.new("RGB", (8, 8), (number, 0, 0)).save(folder / f"{number}.png")
            (folder / f"{number}.txt").write_text(f"{label} {number}")
    return tmp_path / "kinds"


@pytest.fixture
def arrays(tmp_path):
    folder = tmp_path / "arrays"
    folder.mkdir()
    for split, count in (("train", 4), ("test", 2)):
        np.save(folder / f"{split}_images.npy", np.arange(count * 48, dtype=np.uint8).reshape(count, 4, 4, 3))
        np.save(folder / f"{split}_labels.npy", np.arange(count) % 2)
        np.save(folder / f"{split}_texts.npy", np.array([f"{split} {number}" for number in range(count)]))
    return folder


@pytest.fixture
def folder_in_memory():
    """Where a disk that is busy with other things is not waited for: only the program is killed, not the system."""
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as folder:
        yield Path(folder)


def labels(project):
    return [row.label for row in project.view.content.rows]


def test_edits_are_in_the_table_and_further_columns_stay(pets):
    project = Project.open(pets)
    project.do(CALL_IT_FOX, "Call it fox")
    assert not project.view.saved
    project.close()
    assert project.view.saved
    assert (pets / "manifest.csv").read_text().splitlines() == ["text,label,who", "meow,fox,ann", "woof,dog,ben", "purr,fox,ann"]
    assert sorted(path.name for path in pets.iterdir()) == ["manifest.csv", "mmdesk.json"]


def test_every_edit_is_undone_and_done_again(pets):
    project = Project.open(pets)
    before = project.view.content
    project.do(CALL_IT_FOX, "Call it fox")
    project.do((Delete((1,)),), "Delete a row")
    project.do((Arrange(("fox", "dog")),), "Sort the classes")
    project.add(Sample(text="yip"), "fox", "train", "Add an example")
    after = project.view.content
    assert project.view.undo == "Add an example"
    for _ in range(5):  # one more than there are
        project.undo()
    assert project.view.content == before
    assert (project.view.undo, project.view.redo) == ("", "Call it fox")
    for _ in range(5):
        project.redo()
    assert project.view.content == after
    project.undo()
    project.do(CALL_IT_FOX, "again")
    assert project.view.redo == ""
    project.close()


def test_nothing_is_written_by_opening(pets, class_folders):
    before = sorted(pets.parent.rglob("*"))
    for folder in (pets, class_folders):
        Project.open(folder).close()
    assert sorted(pets.parent.rglob("*")) == before
    assert (pets / "manifest.csv").read_text() == TABLE


def test_a_new_project_takes_its_first_example(tmp_path):
    folder = tmp_path / "deep" / "mine"
    project = Project.new(folder)
    picture = Picture(np.full((9, 7, 3), 200, dtype=np.uint8), (7, 9))
    sound = Sound(np.sin(np.arange(4000) / 5).astype(np.float32) / 2, 8000)
    project.add(Sample(image=picture, text="meow, 喵\n", audio=sound), "cat", "", "Add")
    project.add(Sample(image=picture), "dog", "test", "Add")
    project.close()
    first, second = read_dataset(folder).examples
    assert (first.label, first["text"], first.split) == ("cat", "meow, 喵\n", "")
    assert first["image"].path == folder / "images" / "000001.png"
    assert first["audio"].path == folder / "sounds" / "000001.wav"
    assert (second.label, second.split, second["audio"]) == ("dog", "test", None)
    assert np.asarray(Image.open(first["image"].path)).tolist() == picture.pixels.tolist()


def test_files_that_are_there_are_not_written_over(tmp_path):
    project = Project.new(tmp_path / "mine")
    (tmp_path / "mine" / "images").mkdir()
    (tmp_path / "mine" / "images" / "000001.png").write_text("not ours")
    project.add(Sample(image=Picture(np.zeros((2, 2, 3), dtype=np.uint8), (2, 2))), "cat", "", "Add")
    assert project.view.content.rows[0].cell("image") == "images/000002.png"
    assert (tmp_path / "mine" / "images" / "000001.png").read_text() == "not ours"
    project.close()


def test_a_new_project_needs_an_empty_folder(pets):
    with pytest.raises(InputError, match="pets is not empty"):
        Project.new(pets)


def test_edits_of_class_folders_are_kept_in_a_table(class_folders):
    project = Project.open(class_folders)
    assert labels(project) == ["cat"] * 3 + ["dog"] * 3
    project.do((Change((0,), "label", ("dog",)), Delete((5,))), "edit")
    project.close()
    again = read_dataset(class_folders)
    assert [example.label for example in again.examples] == ["dog", "cat", "cat", "dog", "dog"]
    assert again.examples[0]["image"].path == class_folders / "cat" / "0.png"
    assert again.examples[0]["text"] == "cat 0"
    assert again.skipped == ()


def test_edits_of_arrays_are_kept_in_a_table_that_points_into_them(arrays):
    before = read_dataset(arrays)
    project = Project.open(arrays)
    project.do((Change((5,), "split", ("val",)),), "edit")
    project.close()
    after = read_dataset(arrays)
    assert [example["image"] for example in after.examples] == [example["image"] for example in before.examples]
    assert [example.split for example in after.examples] == ["train"] * 4 + ["test", "val"]


def test_another_table_than_the_manifest_is_a_project_too(pets):
    (pets / "manifest.csv").rename(pets / "animals.csv")
    project = Project.open(pets / "animals.csv")
    project.do(CALL_IT_FOX, "Call it fox")
    project.close()
    assert project.view.path == pets / "animals.csv"
    assert project.view.folder == pets
    assert "meow,fox,ann" in (pets / "animals.csv").read_text()


def test_the_classes_keep_their_order_and_the_settings_stay(pets):
    project = Project.open(pets)
    project.do((Arrange(("dog", "cat", "bird")),), "Sort")
    project.keep({"training": {"epochs": 7}})
    project.close()
    again = Project.open(pets).view
    assert again.content.labels == ("dog", "cat", "bird")
    assert again.settings == {"training": {"epochs": 7}}


def test_the_view_as_a_dataset_counts_rows_as_a_person_does(pets):
    (pets / "manifest.csv").write_text("image,text,label\n,meow,cat\ngone.png,,cat\n,woof,\n,purr,cat\n")
    project = Project.open(pets)
    dataset = project.view.dataset()
    assert [(example.row, example.label) for example in dataset.examples] == [(1, "cat"), (3, ""), (4, "cat")]
    assert [(row.row, row.reason) for row in dataset.skipped] == [(2, "The file gone.png does not exist.")]


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are bytes on Linux")
def test_files_that_no_table_can_name_are_left_out(class_folders):
    shutil.copy(class_folders / "cat" / "0.png", class_folders / "cat" / os.fsdecode(b"caf\xe9.png"))
    project = Project.open(class_folders)
    assert labels(project) == ["cat"] * 3 + ["dog"] * 3
    assert project.note.startswith("1 file or row was left out: The name of cat/caf")
    project.do((Change((0,), "label", ("dog",)),), "edit")
    project.close()
    assert labels(Project.open(class_folders)) == ["dog", "cat", "cat", "dog", "dog", "dog"]


@pytest.mark.parametrize("words", ["x" * 131_073, "torn \ud83d"])
def test_what_no_table_can_hold_is_no_edit(pets, words):
    project = Project.open(pets)
    project.do(CALL_IT_FOX, "Call it fox")
    with pytest.raises(InputError, match="The text"):
        project.do((Change((0,), "text", (words,)),), "Write other words")
    assert project.view.undo == "Call it fox"
    killed = shutil.copytree(pets, pets.with_name("killed"))
    project.close()
    assert labels(Project.open(pets)) == labels(Project.open(killed)) == ["fox", "dog", "fox"]


def test_what_a_table_holds_already_can_be_put_back(pets):
    (pets / "manifest.csv").write_text("text,label\n" + "x" * 120_000 + ",cat\nwoof,dog\n")
    project = Project.open(pets)
    before = project.view.content
    project.do((Delete((0,)),), "Delete a row")
    project.undo()
    assert project.view.content == before
    project.close()


@pytest.fixture
def read_only(pets):
    """The folder, which this user cannot write to; root can write to every folder, but not to a disk that is mounted so."""
    if os.geteuid():
        pets.chmod(0o555)
        yield pets
        pets.chmod(0o755)
        return
    subprocess.run(["mount", "--bind", pets, pets], check=True)
    subprocess.run(["mount", "-o", "remount,ro,bind", pets], check=True)
    yield pets
    subprocess.run(["umount", pets], check=True)


@pytest.mark.skipif(os.name == "nt", reason="modes and mounts of POSIX")
def test_a_read_only_folder_can_be_looked_at(read_only):
    project = Project.open(read_only)
    with pytest.raises(InputError, match="read-only"):
        project.do(CALL_IT_FOX, "Call it fox")
    assert labels(project) == ["cat", "dog", "cat"]


def test_what_another_program_wrote_is_not_written_over(pets):
    project = Project.open(pets)
    (pets / "manifest.csv").write_text("text,label\nmoo,cow\n")
    with pytest.raises(InputError, match=r"manifest\.csv was changed by another program"):
        project.do(CALL_IT_FOX, "Call it fox")
    assert labels(project) == ["cat", "dog", "cat"]
    assert labels(Project.open(pets)) == ["cow"]


def test_edits_that_the_table_lacks_are_put_aside_if_another_program_changed_it(pets):
    project = Project.open(pets)
    project.do(CALL_IT_FOX, "Call it fox")
    killed = shutil.copytree(pets, pets.with_name("killed"))
    project.close()
    (killed / "manifest.csv").write_text("text,label\nmoo,cow\n")
    again = Project.open(killed)
    assert labels(again) == ["cow"]
    assert "manifest.journal.old" in again.note
    assert (killed / "manifest.journal.old").exists()


def test_a_line_of_blanks_does_not_keep_a_killed_project_from_opening(pets):
    (pets / "manifest.csv").write_text("image,text,label\n,meow,cat\n ,, \n,woof,dog\n")
    project = Project.open(pets)
    project.do((Change((1,), "label", ("fox",)),), "Call it fox")
    killed = shutil.copytree(pets, pets.with_name("killed"))
    project.close()
    assert labels(Project.open(killed)) == ["cat", "fox"]


@pytest.mark.parametrize(
    ("text", "words"),
    [("{", "cannot be understood"), ("[]", "cannot be understood"), ('{"format": 2, "classes": []}', "another mmdesk")],
)
def test_a_file_of_settings_that_is_none_is_told(pets, text, words):
    (pets / "mmdesk.json").write_text(text)
    with pytest.raises(InputError, match=words):
        Project.open(pets)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")
def test_a_program_that_is_killed_loses_nothing_and_breaks_nothing(folder_in_memory):
    """Twenty times; what was told to be done is there, at most one step more, and every file is whole."""
    rounds, folder = 20, folder_in_memory
    rows = [f"row {number},a" for number in range(1, 80)]
    (folder / "manifest.csv").write_text("\n".join(["text,label", "0,a", *rows]) + "\n")
    command = [sys.executable, str(ROOT / "tests" / "core" / "killing.py"), str(folder), str(rounds), "7"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert done.returncode == 0, done.stderr
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(found) == rounds
    for facts in found:
        assert facts["done"] <= facts["there"] <= facts["done"] + 1, facts
        assert facts["as_expected"], facts
        assert facts["broken_pictures"] == 0
        assert facts["left"] == []
    assert sum(facts["done"] for facts in found) > rounds


@pytest.fixture
def undecided(tmp_path):
    """Folders that could be classes, and a table that tells others."""
    for name in ("images/1.png", "images/2.png", "more/3.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        Image.new("RGB", (8, 8), "red").save(tmp_path / name)
    (tmp_path / "labels.csv").write_text("file_name,target\nimages/1.png,cat\n2,dog\n3.png,cat\n")
    return tmp_path


@pytest.mark.parametrize(("choice", "labels"), [("labels.csv", ["cat", "dog", "cat"]), ("folders", ["images", "images", "more"])])
def test_where_the_labels_are_is_decided_once(undecided, choice, labels):
    project = Project.open(undecided)
    assert project.view.origin.choices == ("labels.csv", "folders")
    project.close()
    assert not (undecided / "manifest.csv").exists()
    Project.open(undecided, Decisions(choice)).close()
    view = Project.open(undecided).view
    assert view.origin.choices == ()
    assert [row.label for row in view.content.rows] == labels
    assert not view.dataset().skipped


def test_in_which_encoding_texts_are_is_decided_once(tmp_path):
    for name, words in {"cat/1.txt": "Kätzchen schläft", "dog/1.txt": "Hündin läuft", "dog/2.txt": "plain"}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(words.encode("cp1252"))
    project = Project.open(tmp_path)
    assert project.view.origin.foreign == "Windows-1252"
    assert "2 texts are not in UTF-8, but probably in Windows-1252, as in “Kätzchen schläft”." in project.note
    assert [row.cell("text") for row in project.view.content.rows] == ["plain"]
    project.close()
    assert not (tmp_path / "manifest.csv").exists()
    Project.open(tmp_path, Decisions(encoding="Windows-1252")).close()
    view = Project.open(tmp_path).view
    assert view.origin.foreign == ""
    assert [row.cell("text") for row in view.content.rows] == ["Kätzchen schläft", "Hündin läuft", "plain"]


def test_nothing_is_written_down_before_all_is_decided(undecided):
    for number in (1, 3):
        place = next(undecided.rglob(f"{number}.png")).with_suffix(".txt")
        place.write_bytes(f"schöne Grüße {number}".encode("cp1252"))
    project = Project.open(undecided, Decisions("folders"))
    assert (project.view.origin.choices, project.view.origin.foreign) == ((), "Windows-1252")
    project.close()
    assert not (undecided / "manifest.csv").exists()
    project = Project.open(undecided, Decisions("folders", "Windows-1252"))
    assert [row.cell("text") for row in project.view.content.rows] == ["schöne Grüße 1", "", "schöne Grüße 3"]
    project.close()
    assert (undecided / "manifest.csv").exists()


def test_a_table_in_another_encoding_is_kept_in_utf_8_once_it_is_told(tmp_path):
    table = tmp_path / "评论.csv"
    table.write_bytes("text,label,note\n这只猫很可爱,猫,好\n狗在叫,狗,\n".encode("gb18030"))
    with pytest.raises(EncodingError, match="probably in GB18030") as refused:
        Project.open(table)
    assert refused.value.encoding == "GB18030"
    project = Project.open(table, Decisions(encoding="GB18030"))
    project.do((Change((1,), "label", ("ネコ€",)),), "edit")
    project.close()
    assert table.read_text("utf-8-sig").split() == ["text,label,note", "这只猫很可爱,猫,好", "狗在叫,ネコ€,"]
    assert [row.label for row in Project.open(table).view.content.rows] == ["猫", "ネコ€"]


def test_a_table_with_other_headings_is_edited_as_it_is(undecided):
    project = Project.open(undecided / "labels.csv")
    assert [(row.cell("image"), row.label) for row in project.view.content.rows] == [
        ("images/1.png", "cat"),
        ("2", "dog"),
        ("3.png", "cat"),
    ]
    project.do((Change((1,), "label", ("fox",)), Change((0,), "split", ("test",))), "edit")
    project.close()
    assert (undecided / "labels.csv").read_text().split() == [
        "file_name,target,split",
        "images/1.png,cat,test",
        "2,fox,",
        "3.png,cat,",
    ]


def test_the_original_name_is_kept_in_a_column_of_its_own(tmp_path):
    project = Project.new(tmp_path / "pets")
    project.add(Sample(text="yip"), "fox", "", "Add")
    assert project.view.names == -1
    project.add(Sample(text="meow"), "cat", "", "Add", "IMG_0815.jpg")
    assert project.view.names == 0
    assert [row.further_cell(project.view.names) for row in project.view.content.rows] == ["", "IMG_0815.jpg"]
    project.close()
    lines = (tmp_path / "pets" / "manifest.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].split(",")[-1] == "original_name"
    assert "IMG_0815.jpg" in lines[2]
    again = Project.open(tmp_path / "pets")
    assert again.view.content.rows[1].further_cell(again.view.names) == "IMG_0815.jpg"
    again.add(Sample(text="woof"), "dog", "", "Add", "DSC1.jpg")
    assert again.view.content.rows[2].further_cell(again.view.names) == "DSC1.jpg"
    again.close()


def test_a_file_that_is_called_otherwise_in_the_project_keeps_its_first_name(tmp_path):
    picture = Picture(np.full((4, 4, 3), 90, dtype=np.uint8), (4, 4))
    for place in ("one", "two"):
        (tmp_path / place).mkdir()
        MODALITIES["image"].write(tmp_path / place / "a.png", picture)
    project = Project.new(tmp_path / "pets")
    for place in ("one", "two"):
        found = read_loose((tmp_path / place / "a.png",), CancelToken())
        _, taken = finished(copied(found, tmp_path / "pets", CancelToken()))
        project.take(taken.examples, "Add")
    assert [row.contents["image"] for row in project.view.content.rows] == ["images/a.png", "images/a-2.png"]
    assert [row.further_cell(project.view.names) for row in project.view.content.rows] == ["", "a.png"]
    project.close()
