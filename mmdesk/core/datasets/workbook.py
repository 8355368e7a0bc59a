"""Tables of Excel and LibreOffice (spreadsheets), which are read and never written."""

import datetime
import io
import zipfile
from collections.abc import Iterator
from typing import Any

from mmdesk.core.errors import QT_TRANSLATE_NOOP, DatasetError

ENDINGS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
MAX_BYTES = 200_000_000
"""Of what a workbook holds when it is unpacked; a million rows of a label and a name take half of it."""
Line = tuple[int, list[str]]
"""A row that is not blank: the line of the file in which it begins, from 1, and its cells."""


def parse_workbook(data: bytes, name: str) -> Iterator[tuple[list[str], list[Line]]]:
    """Of each sheet that has rows its header, and those below it with their numbers; hidden sheets come last.

    Raises:
        DatasetError: if it cannot be read, has a password, or is too large; `name` is what the sentence calls it
    """
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
        rows = book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
        yield [(number, list(map(_text, cells))) for number, cells in enumerate(rows, 1)]


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
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, datetime.date | datetime.time) else str(value)
