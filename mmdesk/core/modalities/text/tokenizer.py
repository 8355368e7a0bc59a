"""Text to tokens: a byte-level BPE trained on the project's own texts, so that every language and script works."""

import json
from collections.abc import Iterable
from typing import Any

import numpy as np
import tokenizers
from numpy.typing import NDArray
from tokenizers import decoders, models, normalizers, pre_tokenizers, trainers

PADDING = 0
UNKNOWN = 1
"""Takes the place of dropped tokens while training."""
MIN_VOCABULARY = 258
"""The two special tokens and the 256 bytes."""


def train_tokenizer(texts: Iterable[str], vocabulary: int) -> str:
    """Learn at most `vocabulary` tokens from `texts`; returns the tokenizer as JSON."""
    tokenizer = tokenizers.Tokenizer(models.BPE())
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=True)]
    )
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=max(vocabulary, MIN_VOCABULARY),
        min_frequency=2,
        special_tokens=["[PAD]", "[UNK]"],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    return str(tokenizer.to_str())


def largest_token(tokenizer: str) -> int:
    """The largest number that a tokenizer, given as JSON, can give.

    One that is not as `train_tokenizer` makes them, whatever it has learned, could fill the memory, or end the process: the
    package pads and replaces as much as it is told to.

    Raises:
        ValueError: if it is no tokenizer, or of another kind
    """
    kind, vocabulary = _parts(tokenizer)
    if kind != _parts(train_tokenizer([], MIN_VOCABULARY))[0]:
        raise ValueError("a tokenizer of another kind")
    return max(vocabulary.values(), default=UNKNOWN)


def _parts(tokenizer: str) -> tuple[dict[str, Any], dict[str, int]]:
    """All of a tokenizer but what it has learned, and its vocabulary."""
    try:
        read = tokenizers.Tokenizer.from_str(tokenizer)
        kind = json.loads(str(read.to_str()))
        for learned in ("vocab", "merges"):
            del kind["model"][learned]
        return kind, read.get_vocab()
    except Exception as error:
        # The package has no errors of its own.
        raise ValueError("no tokenizer") from error


class Tokens:
    """A trained tokenizer that cuts to `length` tokens."""

    def __init__(self, tokenizer: str, length: int) -> None:
        self._tokenizer: Any = tokenizers.Tokenizer.from_str(tokenizer)
        self._length = length

    def __call__(self, text: str) -> NDArray[np.int64]:
        """(n,) token numbers, 1 <= n <= length."""
        numbers = self._tokenizer.encode(text).ids[: self._length]
        return np.asarray(numbers or [UNKNOWN], dtype=np.int64)


def padded(rows: list[NDArray[np.int64]]) -> NDArray[np.int64]:
    """Rows of token numbers as one (B, longest) array."""
    result = np.full((len(rows), max(map(len, rows), default=1)), PADDING, dtype=np.int64)
    for row, numbers in zip(result, rows, strict=True):
        row[: len(numbers)] = numbers
    return result
