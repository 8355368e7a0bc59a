import io
import json

import pytest

from mmdesk.cli import output
from mmdesk.core.datasets.example import Skipped
from mmdesk.core.progress import Note


def test_columns_are_aligned_with_wide_characters_too():
    assert output.table([("七", "1"), ("seven", "20")], header=("label", "n")) == "label  n\n七     1\nseven  20"


def test_control_characters_are_spelled_out(capsys):
    assert output.table([("a\nb", "\x1b[1m"), ("七", "c\td")]) == "a\\nb  \\x1b[1m\n七    c\\td"
    output.say("one\r\ntwo")
    assert capsys.readouterr().err == "one\\r\\ntwo\n"


def test_json_is_ascii_and_without_nan(capsys):
    output.emit_json({"标签": [float("nan"), {"x": float("inf")}, 1.5, True, None]})
    line = capsys.readouterr().out
    assert line.isascii()
    assert json.loads(line) == {"标签": [None, {"x": None}, 1.5, True, None]}


def test_many_rows_that_were_left_out_are_counted(capsys):
    output.say_skipped([Skipped(row, f"empty {row}") for row in range(50)])
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == output.SHOWN + 1
    assert "50 in all" in lines[-1]


def test_a_reason_is_told_once(capsys):
    output.say_skipped([*(Skipped(row, "empty") for row in range(1, 31)), Skipped(40, "damaged")])
    many, one = capsys.readouterr().err.splitlines()
    assert many.startswith("Rows 1, 2, 3,")
    assert many.endswith("20 and 10 more were left out: empty")
    assert one == "Row 40 was left out: damaged"


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(("stream", "drawn"), [(Terminal(), True), (io.StringIO(), False)])
def test_bars_are_drawn_only_where_a_person_watches(monkeypatch, stream, drawn):
    monkeypatch.setattr("sys.stderr", stream)
    with output.progress() as shown:
        shown.show(Note("Reading", 1, 4))
        shown.show(Note("Reading", 4, 4))
        shown.show(Note("Looking", 1, 2))
    assert ("Reading" in stream.getvalue()) == drawn
    assert ("Looking" in stream.getvalue()) == drawn
