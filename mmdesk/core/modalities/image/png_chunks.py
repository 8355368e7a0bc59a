"""The chunks of a PNG that its pixels need (PNG specification, 4.7: critical chunks), without colour profiles and comments."""

import struct
import zlib
from io import BytesIO
from typing import BinaryIO

SIGNATURE = b"\x89PNG\r\n\x1a\n"
WANTED = (b"IHDR", b"PLTE", b"tRNS", b"eXIf", b"IDAT", b"IEND")
"""Besides the critical ones, transparency and how the camera was held."""


def without_ancillary(file: BinaryIO) -> BytesIO | None:
    """The same PNG without what does not tell its pixels; None if there is no such chunk in it.

    Viewers do not look into those chunks, so that a picture with damaged ones is shown all the same.
    """
    file.seek(len(SIGNATURE))
    kept, left_out = [SIGNATURE], False
    while len(head := file.read(8)) == 8:
        length, kind = struct.unpack(">I4s", head)
        content = file.read(length)
        if kind in WANTED:
            checksum = file.read(4)
            damaged = kind == b"eXIf" and checksum != struct.pack(">I", zlib.crc32(kind + content))
            left_out |= damaged
            kept += [] if damaged else [head, content, checksum]
        else:
            left_out = True
            file.read(4)
        if kind == b"IEND":
            break
    return BytesIO(b"".join(kept)) if left_out else None
