"""SentencePiece models (Kudo and Richardson 2018, arXiv:1808.06226): the file of a unigram vocabulary -> a tokenizer.

The file is a message of protocol buffers, `sentencepiece_model.proto`. Token numbers are those that SentencePiece itself gives:
NFKC comes first because the package's own normalizer takes a letter and its marks for two.
"""

import struct
from collections.abc import Iterator
from typing import Any

import numpy as np
import tokenizers
from numpy.typing import NDArray
from tokenizers import Regex, models, normalizers, pre_tokenizers

PIECES, NORMALIZER = 1, 3
"""Fields of the whole."""
TEXT, SCORE, KIND = 1, 2, 3
"""Fields of a piece."""
CHARACTER_MAP = 2
"""Field of the normalizer."""
CONTROL = b"\x03"
"""The kind of a piece that stands for no text."""
NEVER = -1e4
"""Score of a piece that no text should become; the rarest words have -19."""
UNKNOWN = 0
BEGIN, END = 1, 2
PIECE_PADDING = -1
"""What rows of numbers are filled up with: 0 is `UNKNOWN`."""
LETTERS_A_PIECE = 16
"""No piece has more of them."""
LENGTH, FOUR_BYTES, NUMBER = 2, 5, 0
"""How a field is written."""


class SentencePieces:
    """Texts -> numbers of pieces, between `BEGIN` and `END`; of a long text, the beginning counts."""

    def __init__(self, vocabulary: bytes, length: int) -> None:
        """`vocabulary` is a file that is known to be sound; raises `ValueError` as `tokenizer_from` does."""
        self._tokenizer = tokenizer_from(vocabulary)
        self._length = length

    def __call__(self, text: str) -> NDArray[np.int64]:
        """(n,) numbers, 2 <= n <= length."""
        pieces = self._tokenizer.encode(text[: self._length * LETTERS_A_PIECE]).ids[: self._length - 2]
        return np.array([BEGIN, *pieces, END], dtype=np.int64)

    def to_json(self) -> str:
        """The tokenizer, without the two at the ends, as JSON of the `tokenizers` package."""
        return str(self._tokenizer.to_str())


def tokenizer_from(content: bytes) -> Any:
    """A tokenizer of the `tokenizers` package, of a file that is known to be sound.

    Raises:
        ValueError: if it is no such file
    """
    pieces: list[tuple[str, float]] = []
    characters = b""
    for field, value in _fields(content):
        if field == PIECES:
            pieces.append(_piece(value))
        elif field == NORMALIZER:
            characters = dict(_fields(value))[CHARACTER_MAP]
    tokenizer = tokenizers.Tokenizer(models.Unigram(pieces, UNKNOWN, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Precompiled(characters), normalizers.Strip(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always", split=False)
    return tokenizer


def _piece(message: bytes) -> tuple[str, float]:
    fields = dict(_fields(message))
    score = NEVER if fields.get(KIND) == CONTROL else struct.unpack("<f", fields[SCORE])[0]
    return fields[TEXT].decode("utf-8"), score


def _fields(message: bytes) -> Iterator[tuple[int, bytes]]:
    """Number and content of each field."""
    at, end = 0, len(message)
    while at < end:
        tag = message[at]
        at += 1
        if tag & 7 == LENGTH:
            length, at = _number(message, at)
        elif tag & 7 == FOUR_BYTES:
            length = 4
        elif tag & 7 == NUMBER:
            length = _number(message, at)[1] - at
        else:
            raise ValueError("no SentencePiece model")
        yield tag >> 3, message[at : at + length]
        at += length


def _number(message: bytes, at: int) -> tuple[int, int]:
    """A number of seven bits a byte, the lowest first, and where it ends."""
    number = shift = 0
    while message[at] & 0x80:
        number |= (message[at] & 0x7F) << shift
        shift += 7
        at += 1
    return number | message[at] << shift, at + 1
