"""Which column of a table is which."""

import pytest

from mmdesk.core.datasets.headings import Columns

KINDS = {"a.png": "image", "b.wav": "audio", "7": "image"}


def places(header, *rows):
    return dict(Columns.of(header.split(","), rows, KINDS.get).places)


@pytest.mark.parametrize(
    ("header", "row", "found"),
    [
        ("image,text,audio,label,split", [], {"image": 0, "text": 1, "audio": 2, "label": 3, "split": 4}),
        (" Label ,note, IMAGE", [], {"label": 0, "image": 2}),
        ("file_name,label", ["a.png", "cat"], {"image": 0, "label": 1}),
        ("File Name,Class", ["b.wav", "cat"], {"audio": 0, "label": 1}),
        ("id,target", ["7", "cat"], {"image": 0, "label": 1}),
        ("image_path,category", ["a.png", "cat"], {"image": 0, "label": 1}),
        ("filename,fold,target,category", ["b.wav", "1", "3", "dog"], {"audio": 0, "label": 3}),
        ("image,choice", ["a.png", "cat"], {"image": 0, "label": 1}),
        ("review,sentiment", ["good", "1"], {"text": 0, "label": 1}),
        ("text,class,subset", ["good", "1", "train"], {"text": 0, "label": 1, "split": 2}),
    ],
)
def test_headings_that_people_use(header, row, found):
    assert places(header, row) == found


@pytest.mark.parametrize(
    ("header", "row", "found"),
    [
        ("id,text,label", ["12", "good", "1"], {"text": 1, "label": 2}),
        ("text,label,comment,class", ["good", "1", "why", "x"], {"text": 0, "label": 1}),
        ("text,label,set", ["good", "1", "of spoons"], {"text": 0, "label": 1}),
        ("name,price", ["milk", "2"], {}),
    ],
)
def test_columns_that_are_something_else_are_left_alone(header, row, found):
    assert places(header, row) == found
    assert Columns.at(found).complete == bool(found)


@pytest.mark.parametrize(
    ("heading", "cells", "splits"),
    [
        ("is_valid", ("True", "false", "yes", ""), ["val", "train", "val", ""]),
        ("is_test", ("1", "0", "1.0", "0"), ["test", "train", "test", "train"]),
        ("is_valid", ("val", "False", "test", "1"), ["val", "train", "test", "val"]),
        ("is_valid", ("of course", "", "", ""), [""] * 4),
    ],
)
def test_columns_that_say_yes_or_no_to_a_split(heading, cells, splits):
    rows = [["words", "cat", cell] for cell in cells]
    columns = Columns.of(["text", "label", heading], rows)
    assert [columns.reader()(row)[2] for row in rows] == splits


def test_cells_of_a_short_row():
    columns = Columns.of(["label", "text", "image"])
    assert columns.reader()([" cat ", " meow "]) == (("text",), "cat", "", " meow ")
