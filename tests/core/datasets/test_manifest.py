import csv
import io
import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mmdesk.core.datasets.example import Dataset, Item, cell_of
from mmdesk.core.datasets.read import labelled, read_dataset, with_targets
from mmdesk.core.errors import DatasetError, MediaError
from mmdesk.core.modalities.text.files import MAX_CHARACTERS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A dataset's folder with two media files and no manifest yet."""
    (tmp_path / "media").mkdir()
    for name in ("a.png", "b.wav"):
        (tmp_path / "media" / name).write_bytes(b"not read here")
    return tmp_path


def write(folder: Path, text: str, encoding: str = "utf-8") -> Dataset:
    (folder / "manifest.csv").write_bytes(text.encode(encoding))
    return read_dataset(folder)


def reasons(dataset: Dataset) -> dict[int, str]:
    return {row.row: row.reason for row in dataset.skipped}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_all_columns(folder: Path, encoding: str, separator: str, line_end: str) -> None:
    lines = ["image,text,audio,label,split", "media/a.png,sieben Möwen,media/b.wav,7,train", ",acht,,8,test"]
    dataset = write(folder, line_end.join(line.replace(",", separator) for line in lines), encoding)
    first, second = dataset.examples
    assert first["image"] == Item(folder / "media" / "a.png")
    assert first["audio"] == Item(folder / "media" / "b.wav")
    assert (first.row, first["text"], first.label, first.split) == (2, "sieben Möwen", "7", "train")
    assert (second.row, second["image"], second["audio"], second.split) == (3, None, None, "test")
    assert dataset.skipped == ()
    assert dataset.root == folder
    assert dataset.modalities == ("image", "text", "audio")


def test_the_manifest_itself_may_be_given(folder: Path) -> None:
    (folder / "other.CSV").write_text("text,label\nseven,7\n", encoding="utf-8")
    assert read_dataset(folder / "other.CSV").labels == ("7",)


def test_header_in_any_case_and_order_with_further_columns(folder: Path) -> None:
    dataset = write(folder, " Label ,note, TEXT\n7,by hand,seven\n")
    assert dataset.examples[0]["text"] == "seven"
    assert dataset.examples[0].label == "7"
    assert dataset.modalities == ("text",)


@pytest.mark.parametrize("text", ["media/a.png,seven,,7\n", "label,note\n7,x\n", "\n\n", "\0"])
def test_no_header(folder: Path, text: str, refused) -> None:
    with refused(DatasetError, "manifest.csv", "label", "image, text and audio"):
        write(folder, text)


def test_latin_1(folder: Path, refused) -> None:
    with refused(DatasetError, "manifest.csv", "line 3", "save it as UTF-8"):
        write(folder, "text,label\nseven,7\nMöwe,bird\n", "latin-1")


def test_nothing_in_it(folder: Path, refused) -> None:
    with refused(DatasetError, "manifest.csv", "no rows"):
        write(folder, "text,label\n")
    with refused(MediaError, "manifest.csv", "is empty"):
        write(folder, "")
    with refused(MediaError, "nowhere.csv", "does not exist"):
        read_dataset(folder / "nowhere.csv")


@pytest.mark.parametrize(
    "path", ["../secret.png", "/etc/passwd", "media/../../secret.png", "C:\\secret.png", "..\\secret.png", ".."]
)
def test_paths_that_leave_the_folder(folder: Path, path: str) -> None:
    (folder.parent / "secret.png").write_bytes(b"x")
    dataset = write(folder, f"image,text,label\n{path},,7\n,seven,7\n")
    assert "leads out of the dataset's folder" in reasons(dataset)[2]
    assert path in reasons(dataset)[2]
    assert len(dataset.examples) == 1


def test_a_path_from_the_root_is_refused_though_a_file_of_that_name_was_found(folder: Path) -> None:
    (folder / "one.png").write_bytes(b"x")
    dataset = write(folder, "image,text,label\none.png,,7\n/one.png,,7\n")
    assert "leads out of the dataset's folder" in reasons(dataset)[3]


@pytest.mark.parametrize("path", ["media\\a.png", "./media/a.png", "media/../media/a.png", " media/a.png ", "media//a.png"])
def test_ways_to_write_a_path(folder: Path, path: str) -> None:
    dataset = write(folder, f"image,label\n{path},7\n")
    assert dataset.skipped == ()
    assert dataset.examples[0]["image"] is not None
    assert dataset.examples[0]["image"].path.samefile(folder / "media" / "a.png")


@pytest.mark.parametrize("cell", ["media/rows.npy[3]", "media/rows.npy#3", "media\\rows.npy[3]"])
def test_a_row_of_an_array_as_it_is_spelled_and_as_it_was(folder: Path, cell: str) -> None:
    (folder / "media" / "rows.npy").write_bytes(b"x")
    (example,) = write(folder, f"image,label\n{cell},7\n").examples
    assert example["image"] == Item(folder / "media" / "rows.npy", 3)
    assert cell_of(example["image"], folder) == "media/rows.npy[3]"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("media/gone.png,,7,", "media/gone.png does not exist"),
        ("media,,7,", "media does not exist"),
        (f"{'x' * 5000}.png,,7,", "does not exist"),
        ("media/a\0.png,,7,", "does not exist"),
        (",,7,", "neither a picture nor a text nor a sound"),
        (", ,7,", "neither a picture nor a text nor a sound"),
        (",seven,7,tomorrow", "The split tomorrow is unknown"),
        (",se\0ven,7,", "NUL"),
        (",seven,7\0,", "NUL"),
        (f",{'a' * (MAX_CHARACTERS + 1)},7,", "longer than 100,000"),
        (f",{'a' * 200_000},7,", "endless cell"),
        (",seven, eight,7,train", "5 cells under 4 column names"),
    ],
)
def test_rows_that_are_left_out(folder: Path, row: str, reason: str) -> None:
    dataset = write(folder, f"image,text,label,split\n,six,6,\n{row}\n,nine,9,\n")
    assert [example.label for example in dataset.examples] == ["6", "9"]
    assert list(reasons(dataset)) == [3]
    assert reason in reasons(dataset)[3]


@pytest.mark.parametrize("row", [",seven,,", ",seven, ,", ",seven"])
def test_rows_without_a_label_can_be_answered_but_not_learned_from(folder: Path, row: str) -> None:
    dataset = write(folder, f"image,text,label,split\n,six,6,\n{row}\n,nine,9,\n")
    assert [example.label for example in dataset.examples] == ["6", "", "9"]
    assert dataset.labels == ("6", "9")
    assert reasons(labelled(dataset)) == {3: "The label is empty."}


def test_a_table_without_labels(folder: Path, refused) -> None:
    dataset = write(folder, "image,text\nmedia/a.png,seven\n")
    assert [(example.row, example["text"], example.label) for example in dataset.examples] == [(2, "seven", "")]
    with refused(DatasetError, "manifest.csv", "image, text", "Call one of them label"):
        with_targets(dataset, "classification")


def test_repeated_rows(folder: Path) -> None:
    dataset = write(folder, "text,label\nseven,7\nseven,7\nseven,8\nseven,7\n")
    assert [example.row for example in dataset.examples] == [2, 4]
    assert reasons(dataset) == {3: "The row repeats line 2.", 5: "The row repeats line 2."}
    assert dataset.repeats == {3: 2, 5: 2}


@pytest.mark.parametrize(
    ("word", "split"), [("train", "train"), (" VAL ", "val"), ("validation", "val"), ("test", "test"), ("", "")]
)
def test_split_words(folder: Path, word: str, split: str) -> None:
    assert write(folder, f"text,label,split\nseven,7,{word}\n").examples[0].split == split


def test_missing_quotation_mark_costs_only_the_rows_it_swallows(folder: Path) -> None:
    swallowed = "".join(f",row {number},7\n" for number in range(20_000))
    dataset = write(folder, f'image,text,label\n,first,1\n,"second,2\n{swallowed}')
    assert dataset.examples[0]["text"] == "first"
    assert len(dataset.examples) > 5000
    assert reasons(dataset)[3].startswith("Lines 3 to ")
    assert "quotation mark" in reasons(dataset)[3]


def test_lines_of_rows_after_a_text_of_several_lines(folder: Path) -> None:
    dataset = write(folder, 'text,label\n"one\ntwo\nthree",3\n\n,,\nfour,\n')
    assert [example.row for example in dataset.examples] == [2, 7]
    assert dataset.examples[0]["text"] == "one\ntwo\nthree"


def test_labels_in_natural_order(folder: Path) -> None:
    dataset = write(folder, "text,label\n" + "".join(f"t{label},{label}\n" for label in ["10", "b10", "2", "B2", "1", "9" * 5000]))
    assert dataset.labels == ("1", "2", "10", "9" * 5000, "B2", "b10")


cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)


@settings(max_examples=60)
@given(st.lists(st.tuples(cells, cells), min_size=1, max_size=8), st.sampled_from(",;\t"))
def test_what_is_written_is_read(rows: list[tuple[str, str]], separator: str) -> None:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=separator)
    writer.writerow(["text", "label"])
    writer.writerows(rows)
    wanted = dict.fromkeys((text, label.strip()) for text, label in rows if text.strip())
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "manifest.csv").write_bytes(stream.getvalue().encode())
        if any(text or label for text, label in rows):
            assert [(example["text"], example.label) for example in read_dataset(Path(name)).examples] == list(wanted)


@settings(max_examples=60)
@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "manifest.csv").write_bytes(b"image,text,label,split\n" + data)
        try:
            dataset = read_dataset(Path(name))
        except DatasetError as error:
            str(error).encode()
        else:
            for row in dataset.skipped:
                row.reason.encode()


def test_many_files_are_found_without_asking_for_each(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(1000):
        (folder / "media" / f"{number}.png").touch()
    rows = (f"media/{number % 1000}.png,text {number},media/b.wav,{number % 10},train\n" for number in range(10_000))
    (folder / "manifest.csv").write_text("image,text,audio,label,split\n" + "".join(rows), encoding="utf-8")
    listed = []
    monkeypatch.setattr("os.scandir", lambda place, scandir=os.scandir: listed.append(Path(place)) or scandir(place))
    monkeypatch.setattr("mmdesk.core.datasets.folder.os.path.isfile", lambda path: pytest.fail(f"{path} was asked for by itself"))
    assert len(read_dataset(folder).examples) == 10_000
    assert set(listed) == {folder / "media"}
    assert len(listed) <= 2, "pathlib looks by itself, since Python 3.13 by scandir too"
