import pytest

from mmdesk.core.tasks.others import is_other


@pytest.mark.parametrize(
    "label", ["background", "_background_noise_", "Background Noise", "Other", "none-of-these", "背景", " 噪音 "]
)
def test_names_of_other_things(label):
    assert is_other(label)


@pytest.mark.parametrize("label", ["cat", "another", "no", "0", "", "noisy cat", "背包"])
def test_other_names_are_classes(label):
    assert not is_other(label)
