"""Hashed counts of words and runs of characters (feature hashing, Weinberger et al. 2009, arXiv:0902.2206).

V numbers stand for all words and runs there are: which one, and with which sign, is told by a hash.
"""

import re
import zlib
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from mmdesk.core.modalities.text.fingerprint import runs

WORDS, RUNS = 2048, 6144
"""Numbers for words and for runs. With 65,536 of each, no more comments were told by their emotion than with these."""
SIZE = WORDS + RUNS
LONGEST_RUN = 5
MAX_CHARACTERS = 5000
"""More take longer to hash than an answer should: 10 ms."""
WORD = re.compile(r"\w+")


def hashed(text: str) -> NDArray[np.float16]:
    """(V,) logarithms of how often the words, pairs of words and runs of characters of a text occur, with signs."""
    text = text[:MAX_CHARACTERS].casefold()
    values = np.zeros(SIZE, dtype=np.float32)
    for first, size, found in ((0, WORDS, Counter(words(text))), (WORDS, RUNS, Counter(runs(text.split(), LONGEST_RUN)))):
        for piece, count in found.items():
            number = zlib.crc32(piece.encode("utf-8", "surrogatepass"))
            values[first + (number >> 1) % size] += count if number & 1 else -count
    return (np.sign(values) * np.log1p(np.abs(values))).astype(np.float16)


def words(text: str) -> Iterator[str]:
    """The words of a text, and pairs of neighbours."""
    single = WORD.findall(text)
    yield from single
    yield from map(" ".join, pairwise(single))
