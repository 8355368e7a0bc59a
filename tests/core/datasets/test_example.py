from pathlib import Path

import pytest

from mmdesk.core.datasets.example import SPLIT_WORDS, SPLITS, Dataset, Example, Item, cell_of, natural, words_of


@pytest.mark.parametrize(
    "names",
    [
        ["1", "2", "10", "100"],
        ["class 2", "class 10", "class 10b"],
        ["a", "a1", "a1b", "a2", "b"],
        ["007", "8", "0010"],
        ["七1", "七2", "七10"],
    ],
)
def test_numbers_in_names_come_in_their_natural_order(names):
    assert sorted([*names[1:], names[0]], key=natural) == names


def test_names_that_differ_only_in_case_keep_an_order_of_their_own():
    assert sorted(["b", "A", "a", "B"], key=natural) == ["A", "a", "B", "b"]
    assert natural("a") != natural("A")


def test_a_number_is_never_too_long():
    assert natural("1" * 10_000) > natural("2" * 9_999)


def test_words_for_splits_lead_to_the_three_splits():
    assert set(SPLIT_WORDS.values()) == set(SPLITS)


def test_a_dataset_knows_its_labels_and_modalities():
    examples = (
        Example(2, {"text": "ten"}, "10", "train"),
        Example(3, {"image": Item(Path("a.png"))}, "2", "val"),
        Example(4, {"text": "two"}, "2", "train"),
    )
    dataset = Dataset(Path(), examples)
    assert dataset.labels == ("2", "10")
    assert dataset.modalities == ("image", "text")
    assert Dataset(Path(), ()).labels == Dataset(Path(), ()).modalities == ()


def test_a_cell_names_a_file_from_the_folder_of_its_table():
    root = Path("/data")
    assert cell_of(Item(root / "cat" / "1.png"), root) == "cat/1.png"
    assert cell_of(Item(root / "train_images.npy", 0), root) == "train_images.npy[0]"
    assert cell_of(Item(Path("/other/1.png")), root) == "/other/1.png"
    assert cell_of(Item(Path("/data2/1.png")), root) == "/data2/1.png"
    assert cell_of(Item(Path("/1.png")), Path("/")) == cell_of(Item(Path("1.png")), Path()) == "1.png"
    assert cell_of("seven", root) == "seven"


def test_a_sample_in_a_line_tells_its_row_of_an_array():
    example = Example(
        1, {"image": Item(Path("/data/train_images.npy"), 7), "text": "seven", "audio": Item(Path("/data/7.wav"))}, "7", ""
    )
    assert words_of(example) == "train_images.npy[7] · 7.wav · seven"
    assert words_of(Example(1, {}, "7", "")) == ""
