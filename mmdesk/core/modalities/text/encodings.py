"""Encodings of texts: what a byte order mark or the bytes themselves tell (character encoding detection)."""

import codecs

MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
"""What a byte order mark says of the rest."""
LOOKED_AT = 4000
MOSTLY = 0.7
"""Of UTF-16 without a mark, at least so many of every second byte are zero where the letters are Latin; of Chinese letters, so
many have no byte of ASCII."""


def encoding_of(data: bytes) -> str:
    """The encoding in which a text is read: what its mark says, UTF-16 where zeros tell it, else UTF-8."""
    marked = next((encoding for mark, encoding in MARKS.items() if data.startswith(mark)), "")
    return marked or _without_mark(data[:LOOKED_AT]) or "utf-8"


def likely_encoding(data: bytes) -> str:
    """In what a text that is not UTF-8 is probably written, as people call it."""
    text = _decoded(data[:LOOKED_AT], "gb18030")
    foreign = [letter for letter in text if not letter.isascii()]
    # The second byte of usual Chinese letters is none of ASCII, as what follows an accented letter of Latin is.
    paired = sum(letter.encode("gb18030")[1] > 127 for letter in foreign)
    if foreign and paired >= MOSTLY * len(foreign) and all(map(_is_chinese, foreign)):
        return "GB18030"
    return "Windows-1252"


def _is_chinese(letter: str) -> bool:
    return "\u4e00" <= letter <= "\u9fff" or "\u3000" <= letter <= "\u303f" or letter >= "\uff00"


def _without_mark(data: bytes) -> str:
    even, odd = data[0::2], data[1::2]
    if len(odd) < 2:
        return ""
    if odd.count(0) >= MOSTLY * len(odd) and not even.count(0):
        return "utf-16-le"
    return "utf-16-be" if even.count(0) >= MOSTLY * len(even) and not odd.count(0) else ""


def _decoded(data: bytes, encoding: str) -> str:
    """As far as the last character that may be cut off; empty where it is not in this encoding."""
    try:
        return codecs.getincrementaldecoder(encoding)().decode(data)
    except UnicodeDecodeError:
        return ""
