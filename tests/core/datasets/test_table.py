"""One parser of tables, whoever reads them."""

import pytest

from mmdesk.core.datasets.headings import Columns
from mmdesk.core.datasets.table import PIECE, Endless, Form, parse_table, write_table
from mmdesk.core.errors import DatasetError


def parsed(data):
    table = parse_table(data, "pets.csv")
    return table.form, list(table.lines)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("preamble", ["", "sep={delimiter}\r\n"])
def test_a_table_is_written_again_as_it_was(encoding, delimiter, preamble):
    form = Form(("text", "label"), Columns.of(("text", "label")), delimiter, encoding, preamble.format(delimiter=delimiter))
    data = write_table(form, iter([("a, b; c\td", "猫"), ("two\nlines", "dog")]))
    again, lines = parsed(data)
    assert again == form
    assert [cells for _, cells in lines] == [["a, b; c\td", "猫"], ["two\nlines", "dog"]]


def test_the_line_that_tells_excel_the_separator_counts_as_a_line():
    _, lines = parsed(b"sep=;\r\ntext;label\r\nmeow;cat\r\n")
    assert lines == [(3, ["meow", "cat"])]


def test_a_separator_that_no_list_has_is_taken_where_it_is_told():
    form, lines = parsed(b"sep=|\ntext|label\nmeow|cat\n")
    assert (form.delimiter, lines[0][1]) == ("|", ["meow", "cat"])


def test_a_column_called_sep_is_no_separator():
    form, lines = parsed(b"sep=a,text\nmeow,cat\n")
    assert form.header == ("sep=a", "text")
    assert lines == [(2, ["meow", "cat"])]


def test_blank_lines_are_none_and_cells_may_hold_several():
    _, lines = parsed(b'\n\ntext,label\n"one\ntwo",2\n\n,,\nfour,4\n')
    assert lines == [(4, ["one\ntwo", "2"]), (8, ["four", "4"])]


def test_lines_that_one_cell_swallows_are_told_and_the_next_rows_read():
    swallowed = "".join(f"row {number},7\n" for number in range(20_000))
    _, lines = parsed(f'text,label\nfirst,1\n"second,2\n{swallowed}'.encode())
    assert lines[0] == (2, ["first", "1"])
    assert isinstance(lines[1], Endless)
    assert lines[1].first == 3
    assert lines[2][0] == lines[1].last + 1


@pytest.mark.parametrize(
    ("data", "words"), [(b"text,label\nMeow,cat\nM\xf6we,bird\n", "line 3"), (b"what,how many\n", "It has: what, how many")]
)
def test_what_is_no_table_is_told(data, words):
    with pytest.raises(DatasetError) as told:
        parsed(data)
    assert words in str(told.value)
    assert "pets.csv" in str(told.value)


def test_a_quotation_mark_that_is_never_closed_is_told_where_it_begins() -> None:
    _, lines = parsed(b'text,label\none,1\n"two,2\nthree,3\nfour,4\n')
    assert lines[-1] == Endless(3, 5)
    _, lines = parsed(b'text,label\n"one\nmore",1\n5" wide,2\nlast,3\n')
    assert not any(isinstance(line, Endless) for line in lines)
    _, lines = parsed(b'text,label\none,1\n"two\nlines"\n')
    assert not any(isinstance(line, Endless) for line in lines)


def test_a_long_table_is_looked_through_to_its_end():
    rows = "it's,=1\n" * PIECE
    assert not parsed(f"text,label\n{rows}".encode())[0].quoted
    form, lines = parsed(f"text,label\n{rows}'=1,2\n".encode())
    assert form.quoted
    assert lines[-1] == (PIECE + 2, ["=1", "2"])
    with pytest.raises(DatasetError, match=f"line {PIECE + 2}"):
        parsed(f"text,label\n{rows}".encode() + b"M\xf6we,bird\n")
