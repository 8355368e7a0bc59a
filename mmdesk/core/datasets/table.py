"""Tables of separated values (CSV, TSV) or of records: one parser for training and for the table of a project."""

import csv
import io
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from mmdesk.core.datasets.formulas import harmless, has_harmless, original
from mmdesk.core.datasets.headings import Columns, ModalityOf
from mmdesk.core.datasets.records import ENDINGS as RECORDS
from mmdesk.core.datasets.records import parse_records
from mmdesk.core.datasets.workbook import BEGINNINGS, Line, parse_workbook
from mmdesk.core.datasets.workbook import ENDINGS as WORKBOOKS
from mmdesk.core.errors import QT_TRANSLATE_NOOP, DatasetError, EncodingError, Names, Option
from mmdesk.core.modalities.text.encodings import decoded, encoding_of, few_words, likely_encoding, may_be_text

if TYPE_CHECKING:
    from _csv import Reader

DELIMITERS = ",;\t|"
FIRST_LINES = 50
"""So many tell what a column is that its name alone does not tell."""
PIECE = 1 << 16
"""About so many characters are looked through at once."""
LONGEST_PREAMBLE = 7
"""Characters of the first line by which Excel is told what stands between cells."""
SHOWN_COLUMNS, LONGEST_NAME = 12, 40
"""So many columns are named in a sentence, and so much of each name."""
_SEPARATOR = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
"""The first line by which Excel is told what stands between cells."""


@dataclass(frozen=True, slots=True)
class Form:
    """How a table is written, so that it is written again as it was.

    Attributes:
        header: the names of its columns
        columns: which of them mmdesk knows
        delimiter: between cells
        encoding: of its characters
        preamble: what stands before the header
        quoted: whether cells that a spreadsheet would compute have an apostrophe before them
    """

    header: tuple[str, ...]
    columns: Columns
    delimiter: str = ","
    encoding: str = "utf-8"
    preamble: str = ""
    quoted: bool = False


class Endless(NamedTuple):
    """Lines that are no row: a cell in them never ends."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose lines are still to be read, once."""

    form: Form
    lines: Iterator[Line | Endless]


def parse_table(data: bytes, name: str, modality_of: ModalityOf = lambda _: None, encoding: str = "") -> Table:
    """Parse a file of separated values, of records, or a workbook, called `name`; `modality_of` tells what file a cell names.

    Raises:
        EncodingError: if it is neither UTF-8 nor UTF-16, nor in `encoding`, if that is given
        DatasetError: if it has no column with parts of samples
    """
    found: list[Table] = []
    for table in _tables(data, name, modality_of, encoding):
        found.append(table)
        if table.form.columns.complete and "label" in table.form.columns.places:
            return table
    complete = [table for table in found if table.form.columns.complete]
    if not complete:
        widest = max((table.form.header for table in found), key=len, default=())
        sentence = QT_TRANSLATE_NOOP(
            "errors",
            "{name} needs a first line with the column names label and at least one of image, text and audio. It has: {columns}.",
        )
        raise DatasetError(sentence, name=name, columns=Names((name[:LONGEST_NAME] for name in widest), SHOWN_COLUMNS))
    return max(complete, key=lambda table: len(table.form.columns.places))


def _tables(data: bytes, name: str, modality_of: ModalityOf, otherwise: str) -> Iterator[Table]:
    """What may be meant: the sheets of a workbook, or a table with each delimiter."""
    if name.lower().endswith(WORKBOOKS):
        for header, rows in parse_workbook(data, name):
            columns = Columns.of(header, [cells for _, cells in rows[:FIRST_LINES]], modality_of)
            yield Table(Form(tuple(header), columns), iter(rows))
        return
    if data.startswith(BEGINNINGS):
        sentence = QT_TRANSLATE_NOOP(
            "errors", "{name} is a workbook, not a table of text. Give it the ending of one, such as .xlsx."
        )
        raise DatasetError(sentence, name=name)
    encoding = encoding_of(data) if not otherwise else _decoded(data, name, otherwise)[1]
    if name.lower().endswith(RECORDS):
        yield _records(_decoded(data, name, otherwise)[0], name, encoding, modality_of)
    else:
        yield from _separated(data, name, encoding, modality_of)


def _records(text: str, name: str, encoding: str, modality_of: ModalityOf) -> Table:
    header, rows = parse_records(text, name)
    columns = Columns.of(header, [cells for _, cells in rows[:FIRST_LINES]], modality_of)
    return Table(Form(tuple(header), columns, encoding=encoding), iter(rows))


def _separated(data: bytes, name: str, encoding: str, modality_of: ModalityOf) -> Iterator[Table]:
    """The table as it is with each delimiter."""
    told = _SEPARATOR.match(_text_of(data, encoding, errors="replace").read(LONGEST_PREAMBLE))
    preamble = told[0] if told else ""
    for delimiter in told[1] if told else DELIMITERS:
        quoted = _is_quoted(data, name, encoding, delimiter)
        file = _text_of(data, encoding)
        file.read(len(preamble))
        reader = csv.reader(file, delimiter=delimiter)
        header = _header(reader)
        lines = _lines(reader, preamble.count("\n"), len(header) if _is_open(data, encoding) else 0)
        if quoted:
            lines = map(_original, lines)
        first = list(itertools.islice(lines, FIRST_LINES))
        columns = Columns.of(header, [line[1] for line in first if not isinstance(line, Endless)], modality_of)
        yield Table(Form(tuple(header), columns, delimiter, encoding, preamble, quoted), itertools.chain(first, lines))


def _is_quoted(data: bytes, name: str, encoding: str, delimiter: str) -> bool:
    """Whether any cell was made harmless; raises `DatasetError` if that cannot be decoded."""
    try:
        found = [has_harmless(lines, delimiter) for lines in _some_lines(_text_of(data, encoding))]
    except UnicodeDecodeError:
        _decoded(data, name, "")  # which tells where in the whole file
        raise
    return any(found)


def _text_of(data: bytes, encoding: str, errors: str = "strict") -> io.TextIOWrapper:
    """The text, decoded as it is read: all of it at once would take memory that the system does not get back afterwards."""
    return io.TextIOWrapper(io.BytesIO(data), encoding, errors, newline="")


def _some_lines(text: io.TextIOWrapper) -> Iterator[str]:
    """The text in pieces that end where lines end."""
    while piece := text.read(PIECE):
        lines = [piece]
        while not lines[-1].endswith("\n") and (line := text.readline()):
            lines.append(line)
        yield "".join(lines)


def write_table(form: Form, rows: Iterable[Sequence[str]]) -> bytes:
    """The bytes of a table of this form; a cell that would be read as a quoted one is quoted whatever the form is."""
    text = io.StringIO(newline="")
    text.write(form.preamble)
    writer = csv.writer(text, delimiter=form.delimiter, lineterminator="\r\n")  # which has both characters quoted in cells
    writer.writerow(form.header)
    if form.quoted:
        writer.writerows(map(harmless, row) for row in rows)
    else:
        writer.writerows(map(_told_apart, row) if "'" in "".join(row) else row for row in rows)
    return text.getvalue().encode(form.encoding)


def _told_apart(cell: str) -> str:
    """What is written for a cell of a table that has no quoted ones, so that it is none."""
    return str(harmless(cell)) if cell[:1] == "'" else cell


def _is_open(data: bytes, encoding: str) -> bool:
    """Whether there are quotation marks that nothing closes."""
    return not encoding.startswith(("utf-16", "utf-32")) and data.count(b'"') % 2 == 1


def _decoded(data: bytes, name: str, otherwise: str) -> tuple[str, str]:
    """Its characters, and in which encoding they are."""
    try:
        return decoded(data, otherwise)
    except UnicodeDecodeError as error:
        if not may_be_text(data):
            sentence = QT_TRANSLATE_NOOP("errors", "{name} is no table: it holds what no text has. Save it as CSV or XLSX.")
            raise DatasetError(sentence, name=name) from error
        likely = likely_encoding(data)
        words = few_words(data[data.rfind(b"\n", 0, error.start) + 1 :], likely)
        line = data.count(b"\n", 0, error.start) + 1
        sentence = QT_TRANSLATE_NOOP(
            "errors",
            "{name} is not in {tried}, but probably in {encoding}: line {line} would be “{words}”. "
            "Say in which it is ({option}), or save it as UTF-8.",
        )
        values = {"name": name, "tried": otherwise or "UTF-8", "encoding": likely, "line": line, "words": words}
        raise EncodingError(sentence, option=Option("encoding"), **values) from error


def _original(line: Line | Endless) -> Line | Endless:
    return line if isinstance(line, Endless) else (line[0], list(map(original, line[1])))


def _header(reader: "Reader") -> list[str]:
    try:
        return next((row for row in reader if any(row)), [])
    except csv.Error:
        return []


def _lines(reader: "Reader", before: int, width: int) -> Iterator[Line | Endless]:
    """The rows; `width` is how many cells there should be at least in the last one, or 0 if all quotation marks are closed."""
    number = reader.line_num + before + 1
    held: Line | None = None  # it may be the last one
    while True:
        try:
            for row in reader:
                if held:
                    yield held
                held = (number, row) if len(row) < width and reader.line_num + before > number else None
                if not held and any(row):
                    yield number, row
                number = reader.line_num + before + 1
        except csv.Error:
            yield Endless(number, reader.line_num + before)
            number = reader.line_num + before + 1
        else:
            if held:
                yield Endless(held[0], number - 1)
            return
