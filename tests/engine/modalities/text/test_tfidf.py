"""Rare words and runs of characters tell texts apart, in scripts with spaces and without."""

import numpy as np
import pytest
import torch

from mmdesk.core.modalities.text.hashed_counts import hashed
from mmdesk.engine.modalities.text.tfidf import TfIdf


def encoded(texts, encoder=None):
    """What an encoder that was measured on these texts makes of them."""
    counts = torch.from_numpy(np.stack([hashed(text) for text in texts])).float()
    encoder = encoder or TfIdf()
    encoder.fit(counts)
    return encoder(counts)


def cosine(first, second):
    return float(torch.nn.functional.cosine_similarity(first, second, dim=0))


def test_the_empty_text_can_be_encoded():
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
