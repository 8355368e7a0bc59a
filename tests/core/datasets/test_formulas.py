import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmdesk.core.datasets.formulas import EXCEL, STARTS, harmless, has_harmless, original, sheet
from mmdesk.core.datasets.table import parse_table, write_table

LIVE = [
    "=1+1",
    "+SUM(A1)",
    "-2+3",
    "@SUM(1)",
    "=cmd|' /C calc'!A0",
    "\t=1",
    "\r=1",
    "＝1+1",
    "＋1+A1",
    "－A1",
    "＠x",
    "'=1",
    "''@x",
]
QUIET = ["", "7", "cat", "-0.5", "+3", "-1e-3", "-2,5", "'tis", "a=b", "it's", " =1", "\N{SMILING FACE WITH SMILING EYES}"]


@pytest.mark.parametrize("cell", LIVE)
def test_a_formula_is_made_harmless_and_read_back(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"
    assert original(harmless(cell)) == cell


@pytest.mark.parametrize("cell", QUIET)
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert harmless(cell) == cell
    assert original(cell) == cell


@given(st.text(alphabet=st.sampled_from([*STARTS, "'", "a", "1", ",", " "])))
def test_every_cell_comes_back(cell: str) -> None:
    assert original(harmless(cell)) == cell
    assert harmless(cell)[:1] not in set(STARTS) or harmless(cell) == cell  # which is then a number


def test_what_is_no_text_is_no_formula() -> None:
    assert harmless(-5) == -5


@pytest.mark.parametrize("encoding", ["utf-8", EXCEL])
def test_a_sheet_is_read_as_a_manifest(encoding: str, tmp_path: Path) -> None:
    rows = [("text", "label"), ("=1+1", "@cat"), ("你好，世界", "-狗"), ("a, 'b'", "7")]
    with sheet(tmp_path / "a.csv", encoding) as table:
        table.write_all(rows)
    data = (tmp_path / "a.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf") == (encoding == EXCEL)
    parsed = parse_table(data, "a.csv")
    assert [tuple(cells) for _, cells in parsed.lines] == rows[1:]
    assert parsed.form.quoted


def test_a_table_is_written_again_as_it_was() -> None:
    for text in ("text,label\r\n'=1,a\r\n=2,b\r\n", "text,label\r\n=2,b\r\n"):
        table = parse_table(text.encode(), "a.csv")
        again = write_table(table.form, [cells for _, cells in table.lines])
        assert again.decode() == text.replace("\n=2", "\n'=2" if table.form.quoted else "\n=2")


def test_a_quoted_cell_is_seen_wherever_it_stands() -> None:
    assert has_harmless("'=1,a", ",")
    assert has_harmless("a;'=1", ";")
    assert has_harmless('a,"\'=1,2"', ",")
    assert not has_harmless("it's='a'", ",")


def test_no_cell_of_a_sheet_begins_a_formula(tmp_path: Path) -> None:
    with sheet(tmp_path / "a.csv") as table:
        table.write_all([(cell, "x") for cell in LIVE])
    with open(tmp_path / "a.csv", encoding="utf-8", newline="") as file:
        assert not [row for row in csv.reader(file) if row[0][:1] in set(STARTS)]
