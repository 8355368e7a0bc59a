import numpy as np

from mmdesk.core.modalities.fingerprint import Fingerprint, flat_features, stacked


def test_what_looks_like_nothing_is_not_compared_and_words_still_tell() -> None:
    numbers = np.zeros((2, 3), dtype=np.uint8)
    assert Fingerprint(numbers=numbers).usable
    assert not Fingerprint(numbers=numbers, dull=True).usable
    assert not Fingerprint(words="seven").usable
    assert Fingerprint(words="seven").tells
    assert not Fingerprint(words=" ").tells


def test_those_of_one_modality_become_one_array() -> None:
    some = [Fingerprint(numbers=np.full((2, 3), number, dtype=np.uint8)) for number in range(4)]
    assert stacked(some).shape == (4, 2, 3)
    assert flat_features(some).tolist() == [[number] * 6 for number in range(4)]
