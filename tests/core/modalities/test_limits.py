import pytest

from mmdesk.core.modalities.limits import check, check_whole


@pytest.mark.parametrize("value", [0, 11, 2.0, "3", None])
def test_what_is_no_whole_number_within_the_limits_is_refused(value: object) -> None:
    check_whole(5, 1, 10)
    with pytest.raises(ValueError, match="cannot be a model's"):
        check_whole(value, 1, 10)


def test_what_is_not_allowed_is_refused() -> None:
    check(allowed=True)
    with pytest.raises(ValueError, match="cannot be a model's"):
        check(allowed=False)
