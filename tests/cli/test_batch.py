import csv
import dataclasses
import json

import pytest

from mmdesk.core.answers.prediction_set import LabelSet
from mmdesk.core.errors import InputError
from mmdesk.core.models.coverage import SETS


@pytest.fixture
def out(tmp_path):
    return tmp_path / "predictions.csv"


def rows_of(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_row_has_an_answer_or_an_error(mmdesk, model, dataset, out):
    outcome = mmdesk("batch", model, dataset, "--out", out, "--json")
    assert outcome.code == 0
    assert json.loads(outcome.out) == {"out": str(out), "rows": 3, "answered": 2, "failed": 1}
    whole, empty, words = rows_of(out)
    assert (whole["image"], whole["text"], whole["audio"]) == ("a.png", "红色", "a.wav")
    assert (whole["label"], whole["score:cat"], whole["score:狗"]) == ("cat", "0.900000", "0.100000")
    assert (whole["weight:image"], whole["contribution:audio"], whole["error"]) == ("0.333333", "0.133333", "")
    assert "empty.png" in empty["error"]
    assert empty["label"] == ""
    assert (words["label"], words["weight:text"], words["weight:image"]) == ("cat", "1.000000", "")


def test_people_are_told_how_many(mmdesk, model, dataset, out):
    assert mmdesk("batch", model, dataset, "--out", out).out == f"{out}: 2 of 3 rows answered, 1 with an error.\n"


def test_what_the_model_cannot_answer_is_an_error_of_its_row(mmdesk, engine, model, dataset, out):
    engine.fault = InputError("The model takes no {what}.", what="words")
    assert mmdesk("batch", model, dataset, "--out", out).code == 0
    assert rows_of(out)[2]["error"] == "The model takes no words."


def test_a_dataset_without_a_readable_row_is_one_sentence(mmdesk, model, tmp_path, out):
    (tmp_path / "manifest.csv").write_text("image,label\ngone.png,cat\n", encoding="utf-8")
    outcome = mmdesk("batch", model, tmp_path, "--out", out)
    assert outcome.code == 2
    assert "first row 2: The file gone.png does not exist." in outcome.err
    assert not out.exists()


@pytest.mark.parametrize("fault", [ValueError("a fault of ours"), KeyboardInterrupt()])
def test_what_ends_the_work_leaves_an_earlier_table_as_it_was(mmdesk, engine, model, dataset, out, fault, caplog):
    out.write_text("earlier")
    engine.fault = fault
    assert mmdesk("batch", model, dataset, "--out", out).code in {1, 130}
    assert out.read_text() == "earlier"
    assert list(out.parent.glob(".*")) == []
    caplog.clear()


def test_places_that_cannot_be_written_are_told_before_the_work(mmdesk, engine, model, dataset, tmp_path):
    assert "is a folder" in mmdesk("batch", model, dataset, "--out", tmp_path).err
    assert "does not exist" in mmdesk("batch", model, dataset, "--out", tmp_path / "gone" / "p.csv").err
    assert engine.opened is None


def test_what_is_to_be_decided_is_told_and_read_as_decided(mmdesk, model, tmp_path, out):
    folder = tmp_path / "set"
    for name in ("cat/1.txt", "dog/2.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes("läuft schön".encode("cp1252"))
    (folder / "dog" / "3.txt").write_text("plain")
    outcome = mmdesk("batch", model, folder, "--out", out)
    assert "2 texts are not in UTF-8, but probably in Windows-1252" in outcome.err
    assert "1 of 3 rows answered" in outcome.out
    outcome = mmdesk("batch", model, folder, "--out", out, "--encoding", "Windows-1252")
    assert "3 of 3 rows answered" in outcome.out
    assert [row["text"] for row in rows_of(out)] == ["läuft schön", "läuft schön", "plain"]
    (folder / "labels.csv").write_text("text,label\na,x\nb,y\nc,z\n")
    outcome = mmdesk("batch", model, folder, "--out", out)
    assert "labels.csv, folders. Choose one of them (--labels-from)" in outcome.err
    outcome = mmdesk("batch", model, folder, "--out", out, "--labels-from", "labels.csv")
    assert [row["given"] for row in rows_of(out)] == ["x", "y", "z"]


def test_sets_are_written_at_the_coverage_that_was_asked(mmdesk, engine, model, dataset, out):
    engine.spec = dataclasses.replace(engine.spec, training={SETS: {"text": {"0.8": 1.0}}})
    engine.sets = (LabelSet(0.8, ("cat", "狗")),)
    assert mmdesk("batch", model, dataset, "--out", out, "--coverage", "0.8").code == 0
    assert [row["set:0.8"] for row in rows_of(out)] == ["cat | 狗", "", "cat | 狗"]
