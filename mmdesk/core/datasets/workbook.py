"""Tables of Excel and LibreOffice (spreadsheets), which are read and never written."""

import datetime
import io
import zipfile
from collections.abc import Iterator
from typing import Any

from mmdesk.core.errors import QT_TRANSLATE_NOOP, DatasetError
from mmdesk.core.modalities.text.encodings import may_be_text

ENDINGS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
BEGINNINGS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
"""How they begin: as ZIP archives, or as Excel's files before 2007."""
MAX_BYTES = 200_000_000
"""Of what a workbook holds when it is unpacked; a million rows of a label and a name take half of it."""
Line = tuple[int, list[str]]
"""A row that is not blank: the line of the file in which it begins, from 1, and its cells."""


def parse_workbook(data: bytes, name: str) -> Iterator[tuple[list[str], list[Line]]]:
    """Of each sheet that has rows its header, and those below it with their numbers; hidden sheets come last.

    Raises:
        DatasetError: if it cannot be read, has a password, or is too large; `name` is what the sentence calls it
    """
    if may_be_text(data) and not data.startswith(BEGINNINGS):
        sentence = QT_TRANSLATE_NOOP("errors", "{name} is no workbook, but text. If it is a table, give it the ending .csv.")
        raise DatasetError(sentence, name=name)
    _check_size(data, name)
    try:
        sheets = list(_sheets(data))
    except BaseException as error:  # of damaged workbooks the reader, which is written in Rust, panics, and that is no Exception
        if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
            raise
        sentence = QT_TRANSLATE_NOOP(
            "errors", "{name} cannot be read: it is damaged, or has a password. Save it again, as XLSX or CSV."
        )
        raise DatasetError(sentence, name=name) from error
    for rows in sheets:
        filled = [(number, cells) for number, cells in rows if any(cells)]
        if filled:
            yield filled[0][1], filled[1:]


def _sheets(data: bytes) -> Iterator[list[Line]]:
    # Here, because most people's tables are others.
    from python_calamine import CalamineWorkbook, SheetVisibleEnum

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    for sheet in sorted(book.sheets_metadata, key=lambda sheet: sheet.visible is not SheetVisibleEnum.Visible):
        found = book.get_sheet_by_name(sheet.name)
        rows = [list(map(_text, cells)) for cells in found.to_python(skip_empty_area=False)]
        for (first, column), (last, last_column) in found.merged_cell_ranges or ():
            there = rows[first : last + 1]
            if column == last_column and there and column < len(there[0]):  # rows with one label; across columns there are titles
                for row in there[1:]:
                    row[column] = there[0][column]
        yield list(enumerate(rows, 1))


def _check_size(data: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(member.file_size for member in archive.infolist())
    except Exception:  # noqa: BLE001 - one of Excel before 2007, or damaged in one of many ways, as will be seen
        return
    if size > MAX_BYTES:
        sentence = QT_TRANSLATE_NOOP("errors", "{name} is too large for a workbook. Save the sheet with the samples as CSV.")
        raise DatasetError(sentence, name=name)


def _text(value: Any) -> str:
    """What a table of separated values would say."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return f"{value:.15g}"  # so many digits of a number are Excel's own
    if isinstance(value, datetime.timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, datetime.date | datetime.time) else str(value)
