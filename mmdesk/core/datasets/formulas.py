"""Cells that a spreadsheet would take for a formula and compute (CSV injection), and tables that it opens without harm.

Whoever opens a table of answers should see the texts that were answered, not run what they say. So an apostrophe comes before
such a cell, and before one that begins with apostrophes and then so; reading takes one of them away. Numbers stay as they are.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mmdesk.core.paths import written_safely
from mmdesk.core.tasks.numbers import number_of

STARTS = "=+-@\t\r\n\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}\N{FULLWIDTH HYPHEN-MINUS}\N{FULLWIDTH COMMERCIAL AT}"
"""What begins a formula in Excel, LibreOffice or Google Sheets (OWASP, CSV injection); in East Asia, the wide signs too."""
EXCEL = "utf-8-sig"
"""The encoding with the mark without which Excel takes UTF-8 for something else."""
_LIVE = re.compile(f"'*[{re.escape(STARTS)}]")
_QUOTED = re.compile(f"'+[{re.escape(STARTS)}]")


def harmless(cell: Any) -> Any:
    """What is written for a cell."""
    if isinstance(cell, str) and _LIVE.match(cell) and number_of(cell) is None:
        return f"'{cell}"
    return cell


def original(cell: str) -> str:
    """The cell for which that was written."""
    return cell[1:] if _QUOTED.match(cell) else cell


def has_harmless(text: str, delimiter: str) -> bool:
    """Whether a table of separated values holds cells that were made harmless."""
    # Without quotes round a cell, the end of its line and the delimiter are none of it.
    starts = "".join(start for start in STARTS if start not in f"\r\n{delimiter}")
    bare = f"'*[{re.escape(starts)}]"
    # Each search begins with what is rare, not with every cell: with a hundred thousand rows, 0.2 s during which nothing else runs.
    searches = f"'(?<=[\n{re.escape(delimiter)}]'){bare}", f'"{_QUOTED.pattern}'
    return bool(re.match(f"'{bare}", text) or any(re.search(search, text) for search in searches))


@contextmanager
def sheet(path: Path, encoding: str = "utf-8") -> Iterator["Sheet"]:
    """Write a table as CSV, with the encoding `EXCEL` one that Excel reads; if that ends with an error, `path` stays as it was.

    Raises:
        InputError: if it cannot be written
    """
    # Of names that are not UTF-8 the strange bytes are spelled out.
    with (
        written_safely(path) as temporary,
        open(temporary, "w", encoding=encoding, errors="backslashreplace", newline="") as file,
    ):
        yield Sheet(csv.writer(file))


class Sheet:
    """A table that is being written."""

    def __init__(self, writer: Any) -> None:
        self._writer = writer

    def write(self, row: Iterable[Any]) -> None:
        self._writer.writerow(list(map(harmless, row)))

    def write_all(self, rows: Iterable[Sequence[Any]]) -> None:
        for row in rows:
            self.write(row)
