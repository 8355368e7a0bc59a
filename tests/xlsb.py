"""Binary workbooks of Excel ([MS-XLSB]), written by hand: the records that a table has."""

import datetime
import struct
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

Value = str | float | bool | datetime.date | None
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
KIND = "application/vnd.ms-excel"
FIRST_DAY = datetime.datetime(1899, 12, 30)
USUAL, DATE, MOMENT = range(3)
"""The styles of cells, and which format of Excel's own each has."""
FORMATS = (0, 14, 22)


class Formula(NamedTuple):
    """A cell that was computed, with its result: the formula itself is 0, as no reader here looks at it."""

    result: str | float | bool


def write_xlsb(path: Path, rows: Sequence[Sequence[Value | Formula]], name: str = "Sheet1") -> Path:
    """Write one sheet."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{TYPES}"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.bin" ContentType="{KIND}.sheet.binary.macroEnabled.main"/>'
            f'<Override PartName="/xl/worksheets/sheet1.bin" ContentType="{KIND}.worksheet"/>'
            f'<Override PartName="/xl/styles.bin" ContentType="{KIND}.styles"/></Types>',
        )
        archive.writestr("_rels/.rels", _links(("officeDocument", "xl/workbook.bin")))
        archive.writestr("xl/_rels/workbook.bin.rels", _links(("worksheet", "worksheets/sheet1.bin"), ("styles", "styles.bin")))
        sheet = record(156, struct.pack("<II", 0, 1) + wide("r1") + wide(name))
        archive.writestr("xl/workbook.bin", record(131) + record(143) + sheet + record(144) + record(132))
        formats = b"".join(record(47, struct.pack("<HHHHHBBHH", 0, number, 0, 0, 0, 0, 0, 0, 0)) for number in FORMATS)
        styles = record(617, struct.pack("<I", len(FORMATS))) + formats + record(618)
        archive.writestr("xl/styles.bin", record(278) + styles + record(279))
        archive.writestr("xl/worksheets/sheet1.bin", _sheet(rows))
    return path


def record(kind: int, data: bytes = b"") -> bytes:
    """A record: its kind in one byte or two, its length in groups of seven bits, then what it holds."""
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length, left = bytearray(), len(data)
    while left > 127:
        length.append(left & 0x7F | 0x80)
        left >>= 7
    return head + bytes([*length, left]) + data


def wide(text: str) -> bytes:
    data = text.encode("utf-16-le")
    return struct.pack("<I", len(data) // 2) + data


def _links(*targets: tuple[str, str]) -> str:
    links = (
        f'<Relationship Id="r{place}" Type="{LINKS}/{kind}" Target="{target}"/>' for place, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}">{"".join(links)}</Relationships>'


def _sheet(rows: Sequence[Sequence[Value | Formula]]) -> bytes:
    size = struct.pack("<IIII", 0, len(rows) - 1, 0, max(map(len, rows)) - 1)
    lines = b""
    for number, row in enumerate(rows):
        lines += record(0, struct.pack("<IIH3xI", number, 0, 300, 0))
        lines += b"".join(_cell(column, value) for column, value in enumerate(row) if value is not None)
    return record(129) + record(148, size) + record(145) + lines + record(146) + record(130)


def _cell(column: int, value: Value | Formula) -> bytes:
    match value:
        case Formula(str(result)):
            return record(8, _place(column) + wide(result) + _COMPUTED)
        case Formula(bool(result)):
            return record(10, _place(column) + bytes([result]) + _COMPUTED)
        case Formula(result):
            return record(9, _place(column) + struct.pack("<d", result) + _COMPUTED)
        case bool():
            return record(4, _place(column) + bytes([value]))
        case datetime.datetime():
            return record(5, _place(column, MOMENT) + struct.pack("<d", (value - FIRST_DAY) / datetime.timedelta(days=1)))
        case datetime.date():
            return record(5, _place(column, DATE) + struct.pack("<d", (value - FIRST_DAY.date()).days))
        case str():
            return record(6, _place(column) + wide(value))
    assert value is not None
    if float(value).is_integer() and abs(value) < 1 << 29:
        return record(2, _place(column) + struct.pack("<i", int(value) << 2 | 2))  # an RK number
    return record(5, _place(column) + struct.pack("<d", value))


def _place(column: int, style: int = USUAL) -> bytes:
    return struct.pack("<II", column, style)


_COMPUTED = struct.pack("<HI", 0, 3) + b"\x1e\x00\x00" + struct.pack("<I", 0)
"""Flags, and the formula: one token, the whole number 0."""
