"""Rare words and runs of characters tell texts apart, in scripts with spaces and without."""

import numpy as np
import pytest
import torch

from mmdesk.core.modalities.text.fingerprint import runs
from mmdesk.engine.modalities.text.tfidf import MAX_CHARACTERS, SIZE, TfIdf, hashed, words


def encoded(texts, encoder=None):
    """What an encoder that was measured on these texts makes of them."""
    counts = torch.from_numpy(np.stack([hashed(text) for text in texts])).float()
    encoder = encoder or TfIdf()
    encoder.fit(counts)
    return encoder(counts)


def cosine(first, second):
    return float(torch.nn.functional.cosine_similarity(first, second, dim=0))


def test_words_and_pairs_of_them():
    assert list(words("it isn't, 东西")) == ["it", "isn", "t", "东西", "it isn", "isn t", "t 东西"]


def test_runs_lie_within_words_and_mark_their_edges():
    assert list(runs(["ab", "c"], 5)) == [" a", "ab", "b ", " ab", "ab ", " ab ", " c", "c ", " c "]


def test_case_does_not_count_and_words_do():
    assert (hashed("Red CUP") == hashed("red cup")).all()
    assert (hashed("red cup") != hashed("red mug")).any()


def test_the_empty_text_is_nothing():
    assert not hashed("").any()
    assert encoded(["", "cup"]).isfinite().all()


def test_related_texts_are_nearer():
    cup, cups, dog = encoded(["the red cup", "the red cups", "the dog barked"])
    assert cosine(cup, cups) > cosine(cup, dog) + 0.3


def test_chinese_texts_are_told_by_their_runs():
    good, better, bad = encoded(["这个杯子很好看", "杯子真的很好看", "物流太慢了退货"])
    assert cosine(good, better) > cosine(good, bad) + 0.05


def test_what_all_texts_have_weighs_less():
    encoder = TfIdf()
    encoded(["the cup", "the dog", "the sun"], encoder)
    everywhere, seldom = hashed("the") != 0, hashed("cup") != 0
    assert encoder.rarity[everywhere].max() < encoder.rarity[seldom & ~everywhere].min()


def test_features_are_about_as_large_as_those_of_other_encoders():
    assert float(encoded(["the red cup", "a dog"]).square().mean()) == pytest.approx(1, rel=1e-3)


def test_long_texts_are_cut_where_hashing_would_take_too_long():
    assert (hashed("a b " * MAX_CHARACTERS) == hashed(("a b " * MAX_CHARACTERS)[:MAX_CHARACTERS])).all()


def test_a_lone_half_of_a_character_is_hashed_as_well():
    assert hashed("cup \ud83d").shape == (SIZE,)
