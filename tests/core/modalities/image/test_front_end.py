import pytest

from mmdesk.core.modalities.image.front_end import ImageFrontEnd


@pytest.mark.parametrize("size", [0, -1, 7, 1025, 2.5, "64"])
def test_sizes_that_are_none_are_refused(size):
    with pytest.raises(ValueError, match="cannot be"):
        ImageFrontEnd(size)
    with pytest.raises(ValueError, match="cannot be"):
        ImageFrontEnd(pretrained_size=size)


@pytest.mark.parametrize("stages", [[-1], [65], [5, 4], [4, 4], ["4"], [1.5]])
def test_stages_that_are_none_are_refused(stages):
    with pytest.raises((ValueError, TypeError)):
        ImageFrontEnd(stages=stages)


def test_a_description_from_before_there_were_stages_means_what_it_meant():
    assert ImageFrontEnd(size=48) == ImageFrontEnd(size=48, pretrained_size=160, stages=())
    assert ImageFrontEnd(stages=[4, 5]).stages == (4, 5)
