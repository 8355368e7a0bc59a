import json

import numpy as np
import pytest

from mmdesk.core.modalities.text.hashed_counts import SIZE, hashed
from mmdesk.core.modalities.text.sentencepiece import BEGIN, END
from mmdesk.core.modalities.text.tokenizer import Tokens, train_tokenizer
from mmdesk.runtime.modalities.text import KINDS

TOKENIZER = train_tokenizer(["seven people wait", "七个人在等"], 300)


def test_words_become_numbers_of_tokens():
    made = KINDS["tokens"]({"tokenizer": TOKENIZER, "length": 6})
    np.testing.assert_array_equal(made.prepare("seven people"), Tokens(TOKENIZER, 6)("seven people"))
    assert made.files == {"tokenizer.json": TOKENIZER}


def test_words_become_numbers_of_pieces():
    made = KINDS["pieces"]({"length": 6})
    found = made.prepare("seven people wait for the next bus")
    assert len(found) == 6
    assert (found[0], found[-1], found.dtype) == (BEGIN, END, np.int64)
    assert json.loads(made.files["pieces.json"])["model"]["type"] == "Unigram"


def test_words_become_hashed_counts():
    made = KINDS["counts"]({})
    np.testing.assert_array_equal(made.prepare("seven people"), hashed("seven people").astype(np.float32))
    assert (made.nothing.shape, made.nothing.any()) == ((SIZE,), False)


def harmful():
    """A tokenizer that puts a long text into the place of each letter."""
    document = json.loads(TOKENIZER)
    document["normalizer"] = {"type": "Replace", "pattern": {"Regex": "."}, "content": "a" * 10_000}
    return json.dumps(document)


@pytest.mark.parametrize(
    "numbers",
    [
        {},
        {"length": 6},
        {"tokenizer": "no", "length": 6},
        {"tokenizer": TOKENIZER, "length": 0},
        {"tokenizer": harmful(), "length": 6},
    ],
)
def test_numbers_that_cannot_be_are_refused(numbers):
    with pytest.raises((ValueError, TypeError, KeyError)):
        KINDS["tokens"](numbers)
