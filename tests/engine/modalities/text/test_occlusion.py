import torch
from tiny import tiny_spec

from mmdesk.engine.modalities.registry import front_end_of
from mmdesk.engine.modalities.text.occlusion import WORD, occluded


def test_scripts_without_spaces_are_marked_letter_by_letter():
    assert [word.group() for word in WORD.finditer("桌上有七 apples")] == ["桌", "上", "有", "七", "apples"]


def test_each_word_is_left_out_once():
    occlusion = occluded("red and green", front_end_of(tiny_spec(), "text"))
    assert occlusion.whole == "red and green"
    assert list(occlusion.variants) == [" and green", "red  green", "red and "]
    marks = occlusion.told(torch.tensor([2.0, 0.0, 1.0]))
    assert [(mark.start, mark.end, mark.share) for mark in marks] == [(0, 3, 1.0), (4, 7, 0.0), (8, 13, 0.5)]


def test_without_a_word_nothing_can_be_hidden():
    assert occluded("  ", front_end_of(tiny_spec(), "text")) is None
