"""What is many samples, which rows they are, and the table of their answers."""

import csv
import dataclasses
import os
import shutil

import numpy as np
import pytest
import soundfile
from PIL import Image
from specs import spec_of

from mmdesk.core.answers.batch import Answered, gathered, rows_of, write_table
from mmdesk.core.answers.prediction import ModalityAnswer, Prediction
from mmdesk.core.answers.prediction_set import LabelSet
from mmdesk.core.datasets.example import Example, Item, Skipped
from mmdesk.core.datasets.loose import read_loose
from mmdesk.core.datasets.read import read_dataset
from mmdesk.core.errors import DatasetError, InputError
from mmdesk.core.models.coverage import SETS
from mmdesk.core.progress import CancelToken

CAT = Prediction("cat", 0.9, {"cat": 0.9, "dog": 0.1}, {"image": ModalityAnswer(1.0, 0.4, "cat", 0.9)}, 0.5, "cpu", 1.0)
SPEC = spec_of(("cat", "dog"))


@pytest.fixture
def folder(tmp_path):
    """Two pictures, of which the second has words and a sound."""
    folder = tmp_path / "many"
    folder.mkdir()
    for name in ("a2.png", "a10.png"):
        Image.new("RGB", (8, 8), "red").save(folder / name)
    (folder / "a10.txt").write_text("a cat")
    soundfile.write(folder / "a10.wav", np.sin(np.arange(800)), 8000)
    return folder


def names(dataset):
    return [tuple(row[m].path.name if row[m] else "" for m in ("image", "audio")) for row in rows_of(dataset)]


def test_files_of_one_kind_are_a_row_each(folder):
    dataset = gathered([folder / "a10.png", folder / "a2.png"], CancelToken())
    assert names(dataset) == [("a10.png", ""), ("a2.png", "")]
    assert dataset.root == folder


def test_a_folder_gives_its_files_in_their_natural_order_joined_by_their_stem(folder):
    dataset = gathered([folder], CancelToken())
    assert names(dataset) == [("a2.png", ""), ("a10.png", "a10.wav")]
    assert dataset.examples[1]["text"] == "a cat"


def test_a_folder_with_one_file_is_a_batch_too(folder):
    (folder / "a2.png").unlink()
    assert len(gathered([folder], CancelToken()).examples) == 1


def test_what_cannot_be_read_is_a_row_with_its_reason(folder):
    (folder / "empty.png").touch()
    (folder / "noise.bin").write_bytes(bytes(range(256)))
    shutil.copy(folder / "a2.png", folder / ".hidden.png")
    dataset = gathered([folder], CancelToken())
    assert sorted(row.reason.split(".")[0] for row in dataset.skipped) == ["empty", "noise"]
    assert [row.row for row in rows_of(dataset)] == [1, 2, 3, 4]


def test_a_manifest_and_a_folder_with_one_give_its_rows(folder):
    (folder / "manifest.csv").write_text("image,text,label\na2.png,words,cat\ngone.png,,cat\n")
    for dropped in (folder, folder / "manifest.csv"):
        dataset = gathered([dropped], CancelToken())
        assert (len(dataset.examples), len(dataset.skipped)) == (1, 1)


def test_class_folders_are_read_as_such(folder):
    dataset = gathered([folder.parent], CancelToken())
    assert dataset.labels == ("many",)


def test_another_table_is_told_to_be_none_of_samples(tmp_path, refused):
    (tmp_path / "shopping.csv").write_text("what,how many\nmilk,2\n")
    with refused(DatasetError, "shopping.csv", "image, text and audio", "what, how many"):
        gathered([tmp_path / "shopping.csv"], CancelToken())


def test_an_empty_folder_is_told(tmp_path):
    (tmp_path / "nothing").mkdir()
    with pytest.raises(InputError, match="nothing is not a dataset"):
        gathered([tmp_path / "nothing"], CancelToken())


WEIGHED = ("weight:image", "contribution:image", "value_of_none", "unknown", "known", "known:image")


def test_the_table_has_every_row(tmp_path):
    rows = [
        Answered(
            Example(1, {"image": Item(tmp_path / "a.png"), "text": "words", "audio": Item(tmp_path / "b.npy", 3)}, "", ""), CAT
        ),
        Answered(Skipped(2, "c.png is empty."), problem="c.png is empty."),
    ]
    write_table(tmp_path / "out.csv", SPEC, tmp_path, rows)
    with open(tmp_path / "out.csv", encoding="utf-8", newline="") as file:
        first, second = csv.DictReader(file)
    assert (first["image"], first["text"], first["audio"]) == ("a.png", "words", "b.npy[3]")
    assert (first["conflict"], second["conflict"]) == ("false", "")
    assert (first["label"], first["score:dog"], first["weight:image"], first["error"]) == ("cat", "0.100000", "1.000000", "")
    assert (second["row"], second["label"], second["error"]) == ("2", "", "c.png is empty.")


def test_the_table_tells_where_parts_contradict_each_other(tmp_path):
    row = Example(1, {"text": "words", "image": Item(tmp_path / "a.png")}, "", "")
    write_table(tmp_path / "out.csv", SPEC, tmp_path, [Answered(row, dataclasses.replace(CAT, conflict=True))])
    with open(tmp_path / "out.csv", encoding="utf-8", newline="") as file:
        (told,) = csv.DictReader(file)
    assert list(told)[5:8] == ["label", "score", "conflict"]
    assert told["conflict"] == "true"


def test_the_table_of_answers_is_read_as_a_dataset(tmp_path):
    np.save(tmp_path / "b.npy", np.zeros((4, 800)))
    rows = [Example(1, {"text": "words", "audio": Item(tmp_path / "b.npy", 3)}, "", "")]
    write_table(tmp_path / "answers.csv", SPEC, tmp_path, [Answered(row, CAT) for row in rows])
    (again,) = read_dataset(tmp_path / "answers.csv").examples
    assert (again["text"], again["audio"], again.label) == ("words", rows[0]["audio"], "cat")


def test_the_table_tells_what_is_none_of_the_classes(tmp_path):
    row = Example(1, {"text": "words", "image": Item(tmp_path / "a.png")}, "", "")
    own = {name: dataclasses.replace(part, known=0.25) for name, part in CAT.modalities.items()}
    told = [CAT, dataclasses.replace(CAT, unknown=True, known=0.02, modalities=own)]
    write_table(tmp_path / "out.csv", SPEC, tmp_path, [Answered(row, prediction) for prediction in told])
    with open(tmp_path / "out.csv", encoding="utf-8", newline="") as file:
        older, strange = csv.DictReader(file)
    assert (older["unknown"], older["known"], older["known:image"]) == ("false", "", "")
    assert (strange["unknown"], strange["known"], strange["known:image"]) == ("true", "0.020000", "0.250000")


def test_numbers_have_a_column_of_their_own(folder):
    spec = spec_of((), ("image",), task="regression")
    number = Prediction(
        "72.5", 72.512345678, {}, {"image": ModalityAnswer(1.0, 1e-7, "72.5", 72.5)}, 70.0, "cpu", 1.0, "regression"
    )
    row = Example(2, {"image": Item(folder / "a2.png")}, "", "")
    write_table(folder / "out.csv", spec, folder, [Answered(row, number), Answered(Skipped(3, "x"), problem="broken")])
    with open(folder / "out.csv", encoding="utf-8", newline="") as file:
        first, second = csv.DictReader(file)
    assert list(first) == ["row", "image", "text", "audio", "given", "value", *WEIGHED, "error"]
    assert (float(first["value"]), float(first["contribution:image"])) == (pytest.approx(72.5123457), 1e-7)
    assert (second["value"], second["error"]) == ("", "broken")


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_a_folder_that_may_not_be_read_is_told(locked, refused):
    beside = locked.parent / "beside.txt"
    beside.write_text("meow")
    for dropped in ([locked], [beside, locked]):
        with refused(DatasetError, str(locked), "may not be read"):
            gathered(dropped, CancelToken())
    locked.chmod(0o400)  # its files are listed, but not told from folders
    with refused(DatasetError, str(locked), "may not be read"):
        read_loose([locked], CancelToken())


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_a_table_that_may_not_be_read_is_told(locked, refused):
    table = locked.parent / "secret.csv"
    table.write_text("text,label\nmeow,cat\n")
    table.chmod(0)
    for dropped in (table, locked / "manifest.csv"):
        with refused(InputError, dropped.name, "may not be read"):
            gathered([dropped], CancelToken())


def test_sets_have_a_column_of_the_models_that_tell_them(tmp_path):
    knows = dataclasses.replace(SPEC, training={SETS: {"image": {"0.9": 0.5}}})
    row, sets = Example(2, {"text": "x"}, "", ""), (LabelSet(0.9, ("cat", "dog")), LabelSet(0.95, ("cat", "dog", "fox")))
    answers = [Answered(row, dataclasses.replace(CAT, sets=sets)), Answered(row, CAT), Answered(row, problem="broken")]
    for spec, coverage, wanted in ((knows, 0.9, ["cat | dog", "", ""]), (knows, 0.8, ["", "", ""]), (SPEC, 0.9, None)):
        write_table(tmp_path / "t.csv", spec, tmp_path, answers, coverage=coverage)
        with open(tmp_path / "t.csv", encoding="utf-8", newline="") as file:
            written = list(csv.DictReader(file))
        assert [line.get(f"set:{coverage:g}") for line in written] == (wanted or [None] * 3)


def test_numbers_have_two_columns(tmp_path):
    spec = spec_of((), task="regression", training={SETS: {"image": {"0.95": 0.5}}})
    write_table(tmp_path / "t.csv", spec, tmp_path, [])
    assert "low:0.95,high:0.95" in (tmp_path / "t.csv").read_text()
