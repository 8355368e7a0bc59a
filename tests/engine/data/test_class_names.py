"""What classes are called, as content."""

import numpy as np
from tiny import tiny_spec

from mmdesk.engine.data.class_names import named_features
from mmdesk.engine.modalities.text.front_end import sentence_encoder


def test_names_are_words_however_folders_write_them():
    spec = tiny_spec(labels=("green_bottle", "a-red.apple")).with_encoders({"text": "sentence"})
    features = named_features(spec, "text")
    told = [sentence_encoder()(words) for words in ("green bottle", "a red apple")]
    assert np.array_equal(features, np.stack(told))


def test_they_are_nothing_to_other_modalities():
    spec = tiny_spec()
    assert [named_features(spec, modality) for modality in spec.modalities if modality != "text"] == [None] * (
        len(spec.modalities) - 1
    )


def test_a_class_whose_name_has_no_words_teaches_nobody():
    spec = tiny_spec(labels=("red", "__")).with_encoders({"text": "sentence"})
    assert named_features(spec, "text") is None


def test_numbers_have_no_names():
    spec = tiny_spec(labels=(), task="regression").with_encoders({"text": "sentence"})
    assert named_features(spec, "text") is None
