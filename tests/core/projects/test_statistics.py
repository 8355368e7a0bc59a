"""Examples are counted by class, split and modality."""

import pytest

from mmdesk.core.errors import Cancelled
from mmdesk.core.progress import CancelToken
from mmdesk.core.projects.edits import Content
from mmdesk.core.projects.rows import Row
from mmdesk.core.projects.statistics import balance_of

ROWS = (
    Row(0, {"image": "a.png", "text": "meow"}, "cat", "training"),
    Row(1, {"image": "b.png", "audio": "b.wav"}, "cat", "train"),
    Row(2, {"text": "woof"}, "dog", "test"),
    Row(3, {"text": "?"}, "", ""),
)
KINDS = Content(ROWS).kinds


def test_counts():
    balance = balance_of(KINDS, ("dog", "cat", "bird"), CancelToken())
    assert [(count.label, count.total) for count in balance.classes] == [("dog", 1), ("cat", 2), ("bird", 0), ("", 1)]
    assert balance.everything.total == 4
    assert balance.everything.splits == {"train": 2, "test": 1, "": 1}
    assert balance.everything.modalities == {"image": 2, "text": 3, "audio": 1}
    cat = balance.classes[1]
    assert cat.splits == {"train": 2}
    assert cat.cells == {("image", "train"): 2, ("text", "train"): 1, ("audio", "train"): 1}


def test_nothing_is_counted_as_nothing():
    assert balance_of({}, (), CancelToken()).everything.total == 0


def test_what_nobody_waits_for_is_stopped():
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        balance_of(KINDS, (), token)


def test_many_numbers_are_counted_in_ranges():
    rows = [Row(number, {"text": "words"}, str(number), "train") for number in range(101)] + [Row(200, {"text": "?"}, "", "")]
    balance = balance_of(Content(tuple(rows)).kinds, [*map(str, range(101)), ""], CancelToken())
    assert balance.task == "regression"
    assert [(count.label, count.total) for count in balance.classes[:2]] == [("0 – 10", 10), ("10 – 20", 10)]
    assert [(count.label, count.total) for count in balance.classes[-2:]] == [("90 – 100", 11), ("", 1)]
    assert balance.everything.total == 102
