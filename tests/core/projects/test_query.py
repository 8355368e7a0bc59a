"""Rows are found and sorted."""

import random
import time

import pytest

from mmdesk.core.errors import Cancelled
from mmdesk.core.progress import CancelToken
from mmdesk.core.projects.query import Search, found, grouped, known_split
from mmdesk.core.projects.rows import PIECE, Row

ROWS = (
    Row(0, {"image": "a.png", "text": "Meow"}, "cat", "training"),
    Row(3, {"text": "woof", "audio": "b.wav"}, "dog", "TEST"),
    Row(4, {"image": "c.png", "text": " ", "audio": "c.wav"}, "cat", ""),
    Row(9, {"text": "Straße"}, "", "night"),
)


def keys(**wishes):
    return [ROWS[place].key for place in found(ROWS, Search(**wishes), CancelToken())]


@pytest.mark.parametrize(
    ("wishes", "expected"),
    [
        ({}, [0, 3, 4, 9]),
        ({"words": "meow"}, [0]),
        ({"words": "strasse"}, [9]),
        ({"words": ".wav"}, [3, 4]),
        ({"label": "cat"}, [0, 4]),
        ({"label": ""}, [9]),
        ({"split": "train"}, [0]),
        ({"split": "test"}, [3]),
        ({"split": ""}, [4]),
        ({"present": "text"}, [0, 3, 9]),
        ({"absent": "text"}, [4]),
        ({"keys": frozenset({9, 3})}, [3, 9]),
        ({"keys": frozenset()}, []),
        ({"label": "cat", "present": "audio"}, [4]),
        ({"order": "label"}, [0, 4, 3, 9]),
        ({"order": "text"}, [4, 0, 9, 3]),
        ({"descending": True}, [9, 4, 3, 0]),
        ({"label": "cat", "order": "image", "descending": True}, [4, 0]),
    ],
)
def test_what_is_looked_for_is_found(wishes, expected):
    assert keys(**wishes) == expected


@pytest.mark.parametrize("count", [0, 1, PIECE, PIECE + 1, 3 * PIECE])
def test_many_pieces_are_sorted_as_one(count):
    chance = random.Random(count)
    rows = tuple(Row(key, {"text": str(chance.randrange(50))}) for key in range(count))
    places = found(rows, Search(order="text"), CancelToken())
    assert list(places) == sorted(range(count), key=lambda place: (rows[place].cell("text"), place))


def test_what_nobody_waits_for_is_stopped():
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        found(ROWS, Search(words="x"), token)


def test_words_for_splits():
    assert [known_split(row.split) for row in ROWS] == ["train", "test", "", "night"]


def test_a_hundred_thousand_rows_are_searched_and_sorted_in_a_moment():
    rows = tuple(
        Row(key, {"image": f"images/{key}.png", "text": f"words {key * 7919 % 100_003}"}, str(key % 10)) for key in range(100_000)
    )
    start = time.process_time()
    assert len(found(rows, Search(words="777", order="text"), CancelToken())) > 100
    assert len(found(rows, Search(order="text"), CancelToken())) == 100_000
    assert time.process_time() - start < 5  # alone on a machine it is half a second


def test_classes_stand_together_in_the_persons_order():
    rows = tuple(Row(key, {}, label) for key, label in enumerate(["cat", "dog", "", "cat", "ant"]))
    places, groups = grouped(rows, [4, 3, 2, 1, 0], ("dog", "cat", "emu", "ant"), CancelToken())
    assert [rows[place].key for place in places] == [1, 3, 0, 4, 2]
    assert [(group.label, group.start, group.count, group.every) for group in groups] == [
        ("dog", 0, 1, 1),
        ("cat", 1, 2, 2),
        ("emu", 3, 0, 0),
        ("ant", 3, 1, 1),
        ("", 4, 1, 1),
    ]
    places, groups = grouped(rows, [3], ("dog", "cat"), CancelToken())
    assert [(group.label, group.count, group.every) for group in groups] == [("cat", 1, 2)]


def test_labels_that_are_all_different_make_no_groups(monkeypatch):
    monkeypatch.setattr("mmdesk.core.projects.query.MAX_GROUPS", 3)
    rows = tuple(Row(key, {}, str(key)) for key in range(4))
    places, groups = grouped(rows, range(4), (), CancelToken())
    assert (list(places), groups) == ([0, 1, 2, 3], ())


def test_rows_are_sorted_and_found_by_their_original_names():
    rows = tuple(Row(key, {}, "cat", "", ("", name)) for key, name in enumerate(["b.png", "", "A.png"]))
    assert list(found(rows, Search(order=1), CancelToken())) == [2, 0, 1]
    assert list(found(rows, Search(words="a.png"), CancelToken())) == [2]


def test_some_rows_come_first_in_an_order_of_their_own():
    assert keys(first=(9, 3)) == [9, 3, 0, 4]
    assert keys(first=(9, 77, 4), order="label", descending=True) == [9, 4, 3, 0], "the others as they were sorted"
    assert keys(first=(9, 3), label="cat") == [0, 4], "only of those that are looked for"
