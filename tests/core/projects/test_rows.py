"""Tables are read and written again as they were."""

import copy
import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmdesk.core.datasets.example import Dataset, Example, Item
from mmdesk.core.datasets.formulas import original
from mmdesk.core.datasets.headings import Columns, column_names
from mmdesk.core.datasets.table import Form
from mmdesk.core.errors import DatasetError, MediaError
from mmdesk.core.projects.rows import Row, cells_in, check_cell, fit_for_table, new_form, parsed, with_columns, written

PATH = Path("pets.csv")
CELL = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
NAME = CELL.map(str.strip)
ENCODING = st.sampled_from(["utf-8", "utf-8-sig", "utf-16"])


def row_of(key, image, text, audio, *others):
    cells = {"image": image, "text": text, "audio": audio}
    return Row(key, {modality: cell for modality, cell in cells.items() if cell}, *others)


def rows_of(text):
    return parsed(text.encode(), PATH)[1]


@given(st.lists(st.tuples(NAME, CELL, NAME, NAME, NAME, st.tuples(CELL, CELL)), max_size=5), st.sampled_from(",;\t"), ENCODING)
def test_what_is_written_is_read_again(cells, delimiter, encoding):
    header = ("note", "audio", "label", "image", "text", "split", "who")
    form = Form(header, Columns.of(header), delimiter, encoding)
    rows = [row_of(key, *row) for key, row in enumerate(cells)]
    table = written(form, rows)
    again, read = parsed(table, PATH)
    lines = csv.reader(io.StringIO(table.decode(encoding), newline=""), delimiter=delimiter)
    assert again == replace(form, quoted=any(original(cell) != cell for line in lines for cell in line))
    # A table knows no blank rows, so that the others move up.
    assert [row[1:] for row in read] == [row[1:] for row in rows if not row.blank]


@given(st.lists(st.tuples(*[st.text(" \x1f\na", max_size=2)] * 5), max_size=5), st.sampled_from(",;\t"))
def test_as_many_rows_are_read_again_as_are_not_blank(cells, delimiter):
    rows = [row_of(key, *row) for key, row in enumerate(cells)]
    read = parsed(written(replace(new_form(), delimiter=delimiter), rows), PATH)[1]
    assert [row.cell("text") for row in read] == [row.cell("text") for row in rows if not row.blank]


def test_a_line_of_blanks_is_no_row():
    rows = rows_of("image,text,label\n,meow,cat\n ,, \n,,\n,woof,dog\n")
    assert [(row.key, row.cell("text")) for row in rows] == [(0, "meow"), (1, "woof")]


def test_further_columns_and_the_order_of_all_stay():
    text = "who,label,text,image\r\nann,cat,meow,\r\nben,dog,,b.png\r\n"
    form, rows = parsed(text.encode(), PATH)
    assert rows[0] == Row(0, {"text": "meow"}, label="cat", further=("ann",))
    assert written(form, rows).decode() == text


def test_a_column_is_added_when_a_row_needs_it():
    form, rows = parsed(b"text,label\nmeow,cat\nwoof,dog\n", PATH)
    assert with_columns(form, rows) == form
    moved = [rows[0]._replace(split="test"), rows[1]]
    assert written(with_columns(form, moved), moved) == b"text,label,split\r\nmeow,cat,test\r\nwoof,dog,\r\n"


def test_a_row_with_too_many_cells_keeps_them():
    form, rows = parsed(b"text,label\nmeow,purr,cat\n", PATH)
    assert rows[0].further == ("cat",)
    assert written(form, rows) == b"text,label\r\nmeow,purr,cat\r\n"


def test_a_table_may_have_no_rows():
    assert parsed(",".join(column_names()).encode(), PATH)[1] == []


def test_what_a_row_has():
    (row,) = rows_of("image,text,label\na.png, ,cat\n")
    assert row.has("image")
    assert not row.has("text")
    assert not row.has("audio")
    assert row.contents == {"image": "a.png", "text": " "}
    assert row.cells == (("image", "text"), "cat", "", "a.png", " ")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"a,b\n1,2\n", "needs a first line"),
        (b"", "needs a first line"),
        (b"text,label\nok,cat\n\xff,dog\n", "line 3"),
        (b'text,label\nok,cat\n"' + b"x" * 200_000, "endless cell"),
    ],
)
def test_what_is_no_table_is_told(data, words):
    with pytest.raises(DatasetError) as told:
        parsed(data, PATH)
    assert words in str(told.value)
    assert "pets.csv" in str(told.value)


@pytest.mark.parametrize(
    ("column", "cell", "words"),
    [
        ("image", "cat/\udce9.png", "The name of cat/"),
        ("audio", "\udce9.wav", "not text in UTF-8"),
        ("text", "torn \ud83d", "The text holds half a character at position 6"),
        ("text", "x" * 100_001, "The text is longer than 100,000 characters"),
        ("label", "\udcff", "The label holds half a character"),
        ("split", "x" * 100_001, "The split is longer"),
    ],
)
def test_a_cell_that_no_table_can_hold_is_told(refused, column, cell, words):
    with refused(MediaError, words):
        check_cell(column, cell)


def test_the_longest_cell_is_read_again():
    for column in column_names():
        row = Row(0, {"text": "meow"}, "cat").with_cell(column, "x" * 100_000)
        check_cell(column, "x" * 100_000)
        assert parsed(written(new_form(), [row]), PATH)[1] == [row]


def test_examples_that_no_table_can_hold_are_listed_with_their_reason():
    root = Path("/data")
    examples = [Example(row, {"image": Item(root / name)}, "cat", "") for row, name in enumerate(("1.png", "\udce9.png"), 1)]
    strange_label = Example(3, {"text": "meow"}, "\udce9", "")
    dataset = fit_for_table(Dataset(root, (*examples, strange_label)))
    assert dataset.examples == (examples[0],)
    first, second = dataset.skipped
    assert (first.row, second.row) == (2, 3)
    assert "\\udce9.png is not text in UTF-8" in first.reason
    assert "The label holds half a character" in second.reason


def test_a_row_is_the_same_after_it_was_copied_or_changed_back():
    row = Row(3, {"image": "a.png", "audio": "a.wav"}, "cat", "train", ("ann", ""))
    assert copy.deepcopy(row) == row
    other = row.with_cell("text", "meow").with_cell("image", "")
    assert other == Row(3, {"text": "meow", "audio": "a.wav"}, "cat", "train", ("ann", ""))
    assert other.with_cell("image", "a.png").with_cell("text", "") == row
    assert [list(cells_in((row, other), column)) for column in ("image", "text", "split", 0)] == [
        ["a.png", ""],
        ["", "meow"],
        ["train", "train"],
        ["ann", "ann"],
    ]


def test_rows_that_lack_cells_are_written_under_the_same_columns():
    form, rows = parsed(b"who,text,audio,label\nann,meow,,cat\nben,,b.wav\nc,woof,c.wav,dog,over\n", PATH)
    assert written(form, rows) == b"who,text,audio,label\r\nann,meow,,cat\r\nben,,b.wav,\r\nc,woof,c.wav,dog,over\r\n"
