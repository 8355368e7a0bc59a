from pathlib import Path

import pytest
from finished import finished
from tiny import tiny_spec, write_dataset

from mmdesk.core.errors import Cancelled, DatasetError
from mmdesk.core.progress import CancelToken
from mmdesk.engine.data.prepare import prepare, read_labelled

SPEC = tiny_spec()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return write_dataset(tmp_path / "data", {"train": 6, "val": 3, "test": 3}, missing=0)


def prepared(data: Path, *splits: str, token: CancelToken | None = None):
    return finished(prepare(read_labelled(data, SPEC.task), SPEC, splits, token or CancelToken()))


def test_only_the_splits_that_are_asked_for_are_decoded(data):
    notes, found = prepared(data, "train", "val")
    assert {note.total for note in notes} == {9}
    assert [len(found.table(split)) for split in ("train", "val", "test")] == [6, 3, 0]
    assert [example.split for example in found.examples] == ["train"] * 6 + ["val"] * 3


def test_rows_without_a_split_get_one(tmp_path):
    data = write_dataset(tmp_path / "data", {"": 30}, missing=0)
    assert {example.split for example in read_labelled(data, SPEC.task).examples} == {"train", "val", "test"}


def test_a_task_takes_the_rows_that_it_can_learn_from(data):
    dataset = read_labelled(data, "regression")
    assert dataset.examples == ()
    assert dataset.skipped[0].reason == "The label red is not a number."


def test_rows_that_cannot_be_used_are_left_out_in_their_order(data):
    (data / "test-1.png").write_bytes(b"no picture")
    with open(data / "manifest.csv", "a", encoding="utf-8") as file:
        file.write(",gone,gone.wav,red,test\n,words,,purple,test\n")
    _, found = prepared(data, "test")
    assert [skipped.row for skipped in found.dataset.skipped] == [12, 14, 15]
    assert found.dataset.skipped[2].reason == "The model does not know the label purple."
    assert not {12, 14, 15} & {example.row for example in found.dataset.examples}
    table = found.table("test")
    assert [found.examples[row].row for row in table.rows.tolist()] == [11, 13]


def test_a_split_without_rows_is_refused_before_anything_is_decoded(data):
    with pytest.raises(DatasetError, match=r"no rows of the split exam\. Choose one of test, train, val\."):
        prepared(data, "train", "exam")


def test_it_can_be_stopped(data):
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        prepared(data, "train", token=token)
