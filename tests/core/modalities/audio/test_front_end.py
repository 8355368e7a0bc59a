import pytest

from mmdesk.core.modalities.audio.front_end import AudioFrontEnd


@pytest.mark.parametrize(
    "wrong", [{"rate": 0}, {"hop": 0}, {"bands": 10**8}, {"window": 10**9}, {"seconds": -1.0}, {"seconds": 1e300}]
)
def test_numbers_that_are_none_are_refused(wrong):
    with pytest.raises(ValueError, match="cannot be"):
        AudioFrontEnd(**wrong)
