from pathlib import Path

import pytest

from mmdesk.core.datasets.example import Item
from mmdesk.core.datasets.read import read_dataset
from mmdesk.core.errors import DatasetError


def fill(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"words of {name}", encoding="utf-8")


def test_files_that_share_a_stem_are_one_sample(tmp_path: Path) -> None:
    fill(tmp_path, "cat/007.jpg", "cat/007.txt", "cat/007.WAV", "cat/10.png", "dog/a.mp3")
    dataset = read_dataset(tmp_path)
    first, second, third = dataset.examples
    assert first["image"] == Item(tmp_path / "cat" / "007.jpg")
    assert first["text"] == "words of cat/007.txt"
    assert first["audio"] == Item(tmp_path / "cat" / "007.WAV")
    assert (second["image"], second["text"], second["audio"]) == (Item(tmp_path / "cat" / "10.png"), None, None)
    assert third["audio"] == Item(tmp_path / "dog" / "a.mp3")
    assert [example.row for example in dataset.examples] == [1, 2, 3]
    assert dataset.labels == ("cat", "dog")
    assert {example.split for example in dataset.examples} == {""}


def test_split_folders(tmp_path: Path) -> None:
    fill(tmp_path, "train/cat/1.png", "Validation/cat/1.png", "test/dog/1.png", "__MACOSX/cat/1.png", ".cache/x/1.png")
    found = {(example.split, example.label) for example in read_dataset(tmp_path).examples}
    assert found == {("train", "cat"), ("val", "cat"), ("test", "dog")}


def test_a_class_may_be_called_like_a_split(tmp_path: Path) -> None:
    fill(tmp_path, "train/1.png", "plane/1.png")
    assert read_dataset(tmp_path).labels == ("plane", "train")


def test_folders_within_a_class_belong_to_it(tmp_path: Path) -> None:
    fill(tmp_path, "cat/monday/1.png", "cat/tuesday/1.png", "cat/tuesday/1.txt", "dog/1.png")
    dataset = read_dataset(tmp_path)
    assert [example.label for example in dataset.examples] == ["cat", "cat", "dog"]


def test_names_with_dots_are_whole_stems(tmp_path: Path) -> None:
    fill(tmp_path, "cat/a.1.png", "cat/a.1.txt", "cat/a.2.png")
    assert len(read_dataset(tmp_path).examples) == 2


def test_what_belongs_to_nothing_is_listed(tmp_path: Path) -> None:
    fill(tmp_path, "cat/1.png", "cat/1.jpg", "cat/model.bin", "cat/.DS_Store", "cat/Thumbs.db", "dog/1.png", "dog/2.png")
    (tmp_path / "dog" / "2.txt").write_bytes(b"\xff\xff\x03")
    dataset = read_dataset(tmp_path)
    assert len(dataset.examples) == 3
    reasons = " ".join(row.reason for row in dataset.skipped)
    assert "cat/model.bin has an ending" in reasons
    assert "2.txt is not text in UTF-8" in reasons
    assert len(dataset.skipped) == 2
    rows = [*(example.row for example in dataset.examples), *(row.row for row in dataset.skipped)]
    assert sorted(rows) == [1, 2, 3, 4, 5]


def test_pictures_that_share_a_stem_are_a_sample_each(tmp_path: Path) -> None:
    fill(tmp_path, "cat/1.jpg", "cat/1.png", "cat/1.wav")
    first, second = read_dataset(tmp_path).examples
    assert (first["image"], first["audio"]) == (Item(tmp_path / "cat" / "1.jpg"), Item(tmp_path / "cat" / "1.wav"))
    assert (second["image"], second["audio"]) == (Item(tmp_path / "cat" / "1.png"), None)


def test_annotations_of_boxes_are_no_words(tmp_path: Path) -> None:
    fill(tmp_path, "cat/1.jpg", "cat/2.jpg", "dog/1.jpg")
    (tmp_path / "cat" / "1.txt").write_text("0 0.5 0.5 0.25 0.3\n1 0.1 0.2 0.3 0.4\n")
    (tmp_path / "cat" / "2.txt").write_text("7 cats")
    dataset = read_dataset(tmp_path)
    assert [example["text"] for example in dataset.examples] == [None, "7 cats", None]
    assert dataset.notes == ("1 text is an annotation of boxes and is left out.",)


def test_a_manifest_comes_first(tmp_path: Path) -> None:
    fill(tmp_path, "cat/1.png")
    (tmp_path / "manifest.csv").write_text("text,label\nseven,7\n", encoding="utf-8")
    assert read_dataset(tmp_path).labels == ("7",)


def test_neither_of_them(tmp_path: Path, refused) -> None:
    with refused(DatasetError, tmp_path.name, "manifest.csv", "a folder for each class"):
        read_dataset(tmp_path)
    fill(tmp_path, "cat.png")
    with refused(DatasetError, "cat.png", "not a dataset"):
        read_dataset(tmp_path / "cat.png")


@pytest.mark.parametrize("name", ["a b", "猫", 'it\'s; "quoted"'])
def test_labels_in_any_script(name: str, tmp_path: Path) -> None:
    fill(tmp_path, f"{name}/1.png")
    assert read_dataset(tmp_path).labels == (name,)
