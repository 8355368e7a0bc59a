"""Fingerprints of words."""

import unicodedata
import zlib
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from mmdesk.core.modalities.fingerprint import Fingerprint

Floats = NDArray[np.float32]

SAID_CATEGORIES = {"L", "N", "S"}
"""Letters, numbers and symbols, such as emoji: what a text says something with."""
PLACEHOLDERS = {"nan", "null", "n/a", "#n/a", "<na>"}
"""What other programs write into empty cells."""
SELDOM = 0.02
"""If no more of the rows lack a text than this share, it was probably forgotten there."""
BUCKETS = 1024
MAX_PIECE_CHARACTERS = 4


def fingerprint(text: str) -> Fingerprint:
    """Two are the same however they are spaced and capitalised."""
    same = (normal(text) or "").encode("utf-8", "surrogatepass")
    return Fingerprint(digest=same, words=text, flaws=frozenset({"empty-text"} if says_nothing(text) else ()))


def normal(text: str | None) -> str | None:
    """The words themselves, however they are spaced and capitalised."""
    return " ".join(text.casefold().split()) or None if text else None


def says_nothing(text: str) -> bool:
    """Whether a text is white space, punctuation or a placeholder alone."""
    return text.strip().casefold() in PLACEHOLDERS or not any(unicodedata.category(c)[0] in SAID_CATEGORIES for c in text)


def text_features(texts: Sequence[str]) -> Floats:
    """(p, BUCKETS) words and pieces of words, hashed; the rarer among the texts, the more each counts."""
    counts = np.zeros((len(texts), BUCKETS), dtype=np.float32)
    for row, text in enumerate(texts):
        for piece in pieces(text.casefold()):
            counts[row, zlib.crc32(piece.encode("utf-8", "surrogatepass")) % BUCKETS] += 1
    rarity = np.log((1 + len(texts)) / (1 + (counts > 0).sum(0))).astype(np.float32)
    weighed = np.log1p(counts) * rarity
    unit: Floats = weighed / (np.linalg.norm(weighed, axis=1, keepdims=True) + 1e-6)
    return unit


def pieces(text: str) -> set[str]:
    """Words and, for scripts without spaces and for endings of words, runs of characters."""
    words = text[:2000].split()
    return {f" {word} " for word in words} | set(runs(words, MAX_PIECE_CHARACTERS))


def runs(words: Iterable[str], longest: int) -> Iterator[str]:
    """Two to `longest` characters within each word, its edges marked; of scripts without spaces, within what stands together."""
    for word in words:
        marked = f" {word} "
        for length in range(2, longest + 1):
            yield from (marked[start : start + length] for start in range(len(marked) - length + 1))
