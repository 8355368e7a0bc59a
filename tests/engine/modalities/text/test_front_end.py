import numpy as np
from tiny import FRONT_ENDS

from mmdesk.core.modalities.text.hashed_counts import hashed
from mmdesk.core.modalities.text.tokenizer import PADDING
from mmdesk.engine.modalities.text.backbones import MOST_LETTERS
from mmdesk.engine.modalities.text.front_end import Sentence, SentenceAndHashed, TokenNumbers, sentence_encoder

NUMBERS = FRONT_ENDS["text"]


def test_texts_of_different_lengths_are_filled_up():
    front_end = TokenNumbers(NUMBERS)
    rows = np.stack([front_end.features(front_end.prepare(text)) for text in ("red", "red green 蓝 red green")])
    assert rows.shape == (2, NUMBERS.length)
    lengths = (rows != PADDING).sum(1)
    assert 1 <= lengths[0] < lengths[1] <= NUMBERS.length
    assert front_end.inputs(rows).shape == (2, lengths[1])


def test_a_sentence_goes_through_its_encoder_once_for_all_that_stand_on_it():
    alone, beside = Sentence(NUMBERS), SentenceAndHashed(NUMBERS)
    before = sentence_encoder().cache_info().misses
    text = "Of this one nobody has heard before."
    first = alone.features(alone.prepare(text))
    both = beside.features(beside.prepare(text))
    assert np.array_equal(both, np.concatenate([first, hashed(text)]))
    assert sentence_encoder().cache_info().misses == before + 1


def test_of_a_long_text_no_more_is_kept_than_is_seen():
    front_end = Sentence(NUMBERS)
    before = sentence_encoder().cache_info().misses
    texts = ["word " * MOST_LETTERS + end for end in ("this", "that")]
    first, second = (front_end.features(front_end.prepare(text)) for text in texts)
    assert np.array_equal(first, second)
    assert sentence_encoder().cache_info().misses == before + 1
