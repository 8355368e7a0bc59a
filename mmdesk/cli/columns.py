"""How wide words are on a terminal: wide characters, such as Chinese, take two columns."""

import re
import unicodedata

PIECE = r"\s+|[（“]*(?:[^\s\u2e80-\uffef]+|[\u2e80-\uffef])[，。、；：？！）”]*"
"""Between two pieces a line may end: at blanks and between wide characters, but not within brackets' edges or before a comma."""


def columns_of(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` columns, as far as its pieces are shorter."""
    lines = [""]
    for piece in re.findall(PIECE, " ".join(text.split())):
        if lines[-1] and columns_of(lines[-1] + piece.rstrip()) > width:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line.rstrip() for line in lines]
