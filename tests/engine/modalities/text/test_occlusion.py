import numpy as np
from tiny import tiny_spec

from mmdesk.engine.modalities.registry import front_end_of
from mmdesk.engine.modalities.text.occlusion import WORD, occluded


def test_scripts_without_spaces_are_marked_letter_by_letter():
    assert [word.group() for word in WORD.finditer("桌上有七 apples")] == ["桌", "上", "有", "七", "apples"]


def test_any_words_are_left_out():
    occlusion = occluded(" red and green!", front_end_of(tiny_spec(), "text"))
    assert occlusion.shape == (3,)
    kept = np.array([[1, 1, 1], [0, 1, 1], [1, 0, 0], [0, 0, 0]], dtype=np.bool_)
    assert list(occlusion.shown(kept)) == [" red and green!", "  and green!", " red  ", "   "]
    told = occlusion.told(np.array([2.0, 0.0, 1.0]))
    assert [(mark.start, mark.end, mark.value) for mark in told.marks] == [(1, 4, 2.0), (5, 8, 0.0), (9, 15, 1.0)]
    assert told.to_json()[0] == {"start": 1, "end": 4, "words": "red", "value": 2.0}
    assert told.values.tolist() == [2, 0, 1]


def test_without_a_word_nothing_can_be_hidden():
    assert occluded("  ", front_end_of(tiny_spec(), "text")) is None
