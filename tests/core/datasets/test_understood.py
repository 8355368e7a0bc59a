"""What was understood is one line."""

from pathlib import Path

from mmdesk.core.datasets.example import Decisions
from mmdesk.core.datasets.read import read_dataset
from mmdesk.core.datasets.understood import remarks, understood


def line(root: Path, table: str) -> str:
    (root / "manifest.csv").write_text(table, encoding="utf-8")
    return understood(read_dataset(root))


def test_classes_splits_and_the_column(tmp_path: Path) -> None:
    assert line(tmp_path, "text,target\na,1\nb,2\n") == "2 classes; 2 samples; labels from manifest.csv, column target"
    table = "text,label,split\na,1,train\nb,2,train\nc,1,test\nd,2,\n"
    assert line(tmp_path, table) == "2 classes; train 2, test 1, 1 in no split; labels from manifest.csv, column label"


def test_numbers(tmp_path: Path) -> None:
    table = "text,label\n" + "".join(f"t{number},{number}.5\n" for number in range(30))
    assert line(tmp_path, table) == "30 different numbers; 30 samples; labels from manifest.csv, column label"


def test_nothing_tells_the_labels(tmp_path: Path) -> None:
    assert line(tmp_path, "text\na\nb\n") == "0 classes; 2 samples; no labels"


def test_what_is_left_aside_and_what_is_to_be_decided(tmp_path: Path) -> None:
    for name in ("cat/1.txt", "dog/1.txt"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(name)
    (tmp_path / "owl").mkdir()
    dataset = read_dataset(tmp_path)
    assert understood(dataset) == "2 classes; 2 samples; labels from the names of folders"
    assert remarks(dataset) == ("The folder owl is empty: there is no such class.",)
    (tmp_path / "reviews.csv").write_text("text,label\na,good\nb,bad\n")
    assert "reviews.csv, folders" in remarks(read_dataset(tmp_path))[0]
    assert remarks(read_dataset(tmp_path, Decisions("reviews.csv"))) == ()
