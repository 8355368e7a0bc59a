from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PIL import Image

from mmdesk.core.datasets.example import Dataset, Decisions, Example, Skipped
from mmdesk.core.datasets.read import check_answerable, check_trainable, read_dataset, read_sample
from mmdesk.core.datasets.splits import with_splits
from mmdesk.core.datasets.understood import remarks
from mmdesk.core.errors import DatasetError, EncodingError, MediaError
from mmdesk.core.modalities.audio.sound import Sound


def dataset(*rows: tuple[str, str], skipped: int = 0, duplicates: int = 0) -> Dataset:
    """A dataset of (label, split)."""
    examples = tuple(Example(row, {"text": f"text {row}"}, label, split) for row, (label, split) in enumerate(rows, 2))
    lost = tuple(Skipped(100 + n, f"{n}.png does not exist.") for n in range(skipped))
    return Dataset(Path("birds"), examples, lost, repeats=dict.fromkeys(range(100, 100 + duplicates), 2))


GOOD = (("a", "train"), ("a", "val"), ("b", "train"), ("b", "val")) * 5


def test_a_good_one_passes() -> None:
    check_trainable(dataset(*GOOD), accept_unreadable=False)


@pytest.mark.parametrize(
    ("rows", "parts"),
    [
        ((), ("no samples",)),
        ((("a", "train"), ("a", "val")), ("only the class a",)),
        ((*GOOD, ("c", "train")), ("one sample only", "c")),
        ((*GOOD, ("c", "test"), ("c", "val")), ("without training rows", "c")),
        ((("a", "val"), ("a", "val"), ("b", "test"), ("b", "val")), ("no rows for training",)),
        ((("a", "train"), ("b", "train")) * 600, ("no rows for validation",)),
        (tuple((str(n), "train") for n in range(20)), ("0, 1, 2, 3, 4 and 15 more",)),
    ],
)
def test_what_cannot_be_trained_on(rows: tuple[tuple[str, str], ...], parts: tuple[str, ...], refused) -> None:
    with refused(DatasetError, "birds", *parts):
        check_trainable(dataset(*rows), accept_unreadable=False)


def test_a_tenth_may_be_unreadable_but_not_more(refused) -> None:
    check_trainable(dataset(*GOOD, skipped=2), accept_unreadable=False)
    with refused(DatasetError, "birds", "3 of 23", "row 100", "0.png does not exist.", "accept_unreadable"):
        check_trainable(dataset(*GOOD, skipped=3), accept_unreadable=False)
    check_trainable(dataset(*GOOD, skipped=30), accept_unreadable=True)


def test_repeated_rows_are_not_unreadable() -> None:
    check_trainable(dataset(*GOOD, skipped=12, duplicates=10), accept_unreadable=False)


def test_nothing_readable_at_all(refused) -> None:
    with refused(DatasetError, "birds", "No row", "0.png does not exist."):
        check_trainable(dataset(skipped=3), accept_unreadable=True)


@pytest.fixture
def real(tmp_path: Path) -> Path:
    Image.new("RGB", (2000, 1000), "red").save(tmp_path / "a.jpg")
    soundfile.write(tmp_path / "a.wav", np.sin(np.arange(8000)) / 2, 16_000)
    (tmp_path / "broken.jpg").write_text("no picture", encoding="utf-8")
    rows = "image,text,audio,label\na.jpg,seven,a.wav,7\n,eight,,8\nbroken.jpg,nine,,9\n"
    (tmp_path / "manifest.csv").write_text(rows, encoding="utf-8")
    return tmp_path


def test_a_sample_is_decoded(real: Path) -> None:
    examples = read_dataset(real).examples
    sample = read_sample(examples[0], side=500)
    assert sample.present == ("image", "text", "audio")
    assert sample["image"] is not None
    assert sample["image"].pixels.shape == (250, 500, 3)
    assert sample["image"].size == (2000, 1000)
    assert isinstance(sample["audio"], Sound)
    assert sample["audio"].seconds == 0.5
    assert sample["text"] == "seven"
    assert read_sample(examples[1]).present == ("text",)


def test_only_the_wanted_modalities_are_decoded(real: Path, refused) -> None:
    examples = read_dataset(real).examples
    assert read_sample(examples[0], modalities=("audio",)).present == ("audio",)
    assert read_sample(examples[2], modalities=("text", "audio")).present == ("text",)
    with refused(MediaError, "broken.jpg", "is not a picture"):
        read_sample(examples[2])


def test_unreadable_rows_leave_the_rest(real: Path) -> None:
    divided = with_splits(read_dataset(real))
    assert len(divided.examples) == 3
    assert replace(divided, examples=divided.examples[:2]).labels == ("7", "8")


def in_latin(folder: Path, name: str, words: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(words.encode("cp1252"))


def test_texts_in_another_encoding_are_told_once_and_read_when_it_is_said(tmp_path: Path) -> None:
    for number in range(3):
        in_latin(tmp_path, f"cat/{number}.txt", f"Kätzchen {number} schläft")
        in_latin(tmp_path, f"dog/{number}.txt", f"plain {number}")
    dataset = read_dataset(tmp_path)
    assert dataset.foreign
    assert (dataset.foreign.encoding, dataset.foreign.rows, dataset.foreign.words) == (
        "Windows-1252",
        frozenset({1, 2, 3}),
        "Kätzchen 0 schläft",
    )
    assert {row.reason for row in dataset.skipped} == {"The text is not in UTF-8."}
    with pytest.raises(EncodingError, match=r"^3 texts are not in UTF-8, but probably in Windows-1252, as in “Kätzchen 0 schläft”"):
        check_trainable(with_splits(dataset), accept_unreadable=False)
    dataset = read_dataset(tmp_path, Decisions(encoding="windows-1252"))
    assert (dataset.foreign, dataset.skipped) == (None, ())
    assert [example["text"] for example in dataset.examples] == [
        *(f"Kätzchen {number} schläft" for number in range(3)),
        *(f"plain {number}" for number in range(3)),
    ]
    assert "What is not in UTF-8 was read as windows-1252." in remarks(dataset)


def test_what_is_in_yet_another_encoding_is_told_again(tmp_path: Path) -> None:
    in_latin(tmp_path, "cat/1.txt", "Kätzchen schläft süß")
    (tmp_path / "cat" / "2.txt").write_bytes("猫在睡觉".encode("gb18030"))
    (tmp_path / "dog").mkdir()
    (tmp_path / "dog" / "1.txt").write_bytes(b"what no text has: \xff\x00")
    dataset = read_dataset(tmp_path, Decisions(encoding="GB18030"))
    assert [example["text"] for example in dataset.examples][-1:] == ["猫在睡觉"]
    assert any("1.txt is not text in GB18030" in row.reason for row in dataset.skipped)


def test_nothing_but_texts_in_another_encoding(tmp_path: Path) -> None:
    in_latin(tmp_path, "cat/1.txt", "Kätzchen")
    in_latin(tmp_path, "dog/1.txt", "Hündin")
    with pytest.raises(EncodingError, match="2 texts are not in UTF-8"):
        check_answerable(read_dataset(tmp_path))


def test_a_table_beside_its_files_is_no_other_file_because_of_its_encoding(tmp_path: Path) -> None:
    for name in ("images/1.png", "images/2.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        Image.new("RGB", (8, 8)).save(tmp_path / name)
    in_latin(tmp_path, "labels.csv", "file_name,class\n1.png,Kätzchen\n2.png,Hündin\n")
    with pytest.raises(EncodingError, match=r"labels\.csv is .* probably in Windows-1252: line 2 would be “Kätzchen”"):
        read_dataset(tmp_path)
    dataset = read_dataset(tmp_path, Decisions("labels.csv", "Windows-1252"))
    assert dataset.labels == ("Hündin", "Kätzchen")
    in_latin(tmp_path, "labels.csv", "what,ever\n1,schön\n")
    assert not read_dataset(tmp_path).labels
