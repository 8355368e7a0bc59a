import pytest

from mmdesk.core.modalities.image.front_end import ImageFrontEnd


@pytest.mark.parametrize("size", [0, -1, 7, 1025, 2.5, "64"])
def test_sizes_that_are_none_are_refused(size):
    with pytest.raises(ValueError, match="cannot be"):
        ImageFrontEnd(size)
