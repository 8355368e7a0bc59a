import pytest

from mmdesk.core.modalities.text.front_end import TextFrontEnd


@pytest.mark.parametrize("wrong", [{"length": 0}, {"length": 10**9}, {"vocabulary": 10**9}, {"tokenizer": None}])
def test_numbers_that_are_none_are_refused(wrong):
    with pytest.raises(ValueError, match="cannot be"):
        TextFrontEnd(**wrong)
