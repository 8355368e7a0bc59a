"""Words before an exported model: numbers of tokens or of pieces, or hashed counts."""

import numpy as np
from numpy.typing import NDArray

from mmdesk.core.modalities.limits import check_whole
from mmdesk.core.modalities.text.hashed_counts import LONGEST_RUN, MAX_CHARACTERS, RUNS, SIZE, WORDS, hashed
from mmdesk.core.modalities.text.sentencepiece import BEGIN, END, LETTERS_A_PIECE, PIECE_PADDING, SentencePieces
from mmdesk.core.modalities.text.tokenizer import PADDING, UNKNOWN, Tokens, largest_token
from mmdesk.core.models.backbones import SENTENCE, vocabulary_of
from mmdesk.runtime.modalities.preparation import Kinds, Numbers, Preparation

TOKENS = (
    "Numbers of tokens by {file} (Hugging Face's tokenizers read it), the first {length} of them; [{unknown}] for none. "
    "In a batch, fill shorter rows up with {padding} at their ends."
)
PIECES = (
    "Numbers of pieces by {file} (Hugging Face's tokenizers read it) of the first {letters} characters: {begin}, then the first "
    "{inner} pieces, then {end}. In a batch, fill shorter rows up with {padding} at their ends."
)
COUNTS = (
    "{size} numbers. Take the first {letters} characters, case-folded. The first {words} numbers count words (runs of letters, "
    "digits and _) and pairs of neighbouring words joined by a blank; the others count all runs of 2 to {longest} characters "
    "within words between blanks, a blank put before and behind each word. Of each piece, h is the CRC-32 of its UTF-8 bytes: it "
    "counts at place (h >> 1) modulo {words} (runs: {words} + (h >> 1) modulo {runs}), +1 if h is odd, else -1. At last, x becomes "
    "sign(x) * log(1 + abs(x)), rounded to half precision."
)


def tokens(numbers: Numbers) -> Preparation:
    """(n,) int64 numbers of the tokens that a model's own tokenizer gives."""
    tokenizer, length = numbers["tokenizer"], numbers["length"]
    check_whole(length, 1, 4096)
    largest_token(tokenizer)  # refuses one of another kind, which could fill the memory
    file = "tokenizer.json"
    how = TOKENS.format(file=file, length=length, padding=PADDING, unknown=UNKNOWN)
    return Preparation(Tokens(tokenizer, length), np.array([UNKNOWN]), how, {file: tokenizer})


def pieces(numbers: Numbers) -> Preparation:
    """(n,) int64 numbers of the pieces that the sentence encoder knows."""
    length = numbers["length"]
    check_whole(length, 2, 4096)
    made = SentencePieces(vocabulary_of(SENTENCE), length)
    file, letters = "pieces.json", length * LETTERS_A_PIECE
    how = PIECES.format(file=file, letters=letters, begin=BEGIN, inner=length - 2, end=END, padding=PIECE_PADDING)
    return Preparation(made, np.array([BEGIN, END]), how, {file: made.to_json()})


def counts(_: Numbers) -> Preparation:
    """(V,) float32 of `hashed`."""

    def prepare(text: str) -> NDArray[np.float32]:
        return hashed(text).astype(np.float32)

    how = COUNTS.format(size=SIZE, letters=MAX_CHARACTERS, words=WORDS, runs=RUNS, longest=LONGEST_RUN)
    return Preparation(prepare, np.zeros(SIZE, np.float32), how)


KINDS: Kinds = {"tokens": tokens, "pieces": pieces, "counts": counts}
